import { describe, expect, it } from "vitest";
import { principalComponents, reconstructionError } from "./pca.ts";
import { randomNormals, randomStream } from "./random.ts";

describe("principal components", () => {
  it("of four points on two axes are these axes, with the variances worked out by hand", () => {
    // ±2 along (3, 4)/5 and ±1 along (4, −3)/5 around (10, 20): variances (4 + 4)/4 and (1 + 1)/4.
    const points = Float32Array.of(11.2, 21.6, 8.8, 18.4, 10.8, 19.4, 9.2, 20.6);
    const { mean, components, variances } = principalComponents(points, 2, 2);
    expect(mean[0]).toBeCloseTo(10, 5);
    expect(mean[1]).toBeCloseTo(20, 5);
    expect(variances[0]).toBeCloseTo(2, 5);
    expect(variances[1]).toBeCloseTo(0.5, 5);
    const [[ax, ay], [bx, by]] = components.map((row) => [...row]) as [[number, number], [number, number]];
    expect(ax * 0.6 + ay * 0.8).toBeCloseTo(Math.sign(ax), 5);
    expect(bx * 0.8 - by * 0.6).toBeCloseTo(Math.sign(bx), 5);
  });

  it("leave the variance of the directions left out as squared error", () => {
    const points = Float32Array.of(11.2, 21.6, 8.8, 18.4, 10.8, 19.4, 9.2, 20.6);
    expect(reconstructionError(principalComponents(points, 2, 1), points)).toBeCloseTo(0.5, 4);
    expect(reconstructionError(principalComponents(points, 2, 2), points)).toBeCloseTo(0, 4);
    // A new point, 5 from the mean along (0.6, 0.8) and 3 across: one component leaves 9.
    expect(reconstructionError(principalComponents(points, 2, 1), Float32Array.of(15.4, 22.2))).toBeCloseTo(9, 3);
  });

  it("of 300 examples of 40 values find the planted variances, and leave the rest", () => {
    // 40 orthogonal directions (a Hadamard-like cosine basis) with variances 1 / 2^k: the sample's own are near.
    const [count, size] = [300, 40];
    const weights = randomNormals(randomStream(3, "weights"), count * size);
    const basis = (k: number, i: number) =>
      Math.sqrt((k === 0 ? 1 : 2) / size) * Math.cos((Math.PI * k * (i + 0.5)) / size);
    const examples = new Float32Array(count * size);
    for (let n = 0; n < count; n++) {
      for (let k = 0; k < size; k++) {
        const weight = 2 ** (-k / 2) * (weights[n * size + k] as number);
        for (let i = 0; i < size; i++)
          examples[n * size + i] = (examples[n * size + i] as number) + weight * basis(k, i);
      }
    }
    const principal = principalComponents(examples, size, 4);
    for (const [k, component] of principal.components.entries()) {
      expect(component.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 9);
      expect(principal.variances[k]).toBeGreaterThan(2 ** -k * 0.75);
      expect(principal.variances[k]).toBeLessThan(2 ** -k * 1.3);
    }
    // Pythagoras: what is kept and what is left make up the variance of the examples.
    const none = reconstructionError({ ...principal, components: [] }, examples);
    const kept = principal.variances.reduce((sum, value) => sum + value, 0);
    expect(kept + reconstructionError(principal, examples)).toBeCloseTo(none, 5);
    // No four directions do better: neither the planted ones nor the next four found.
    const planted = Array.from({ length: 4 }, (_, k) => Float64Array.from({ length: size }, (_, i) => basis(k, i)));
    expect(reconstructionError(principal, examples)).toBeLessThan(
      reconstructionError({ ...principal, components: planted }, examples),
    );
  });

  it("are fewer where the examples span fewer", () => {
    const line = Float32Array.of(0, 0, 0, 1, 2, 3, 2, 4, 6);
    const { components } = principalComponents(line, 3, 3);
    expect(components.length).toBe(1);
    expect(reconstructionError(principalComponents(line, 3, 3), line)).toBeCloseTo(0, 6);
  });
});
