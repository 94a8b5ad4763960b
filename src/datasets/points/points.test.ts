import { describe, expect, it } from "vitest";
import { modeCoverage } from "../../domains/points/coverage.ts";
import { points as domain } from "../../domains/points/domain.ts";
import { frechetDistance, gaussianFit } from "../../domains/points/frechet.ts";
import { defaultsOf, type Values } from "../../schema/parameter.ts";
import { modes, moments } from "./distribution.ts";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";

const SHAPES = manifest.parameters.shape?.type === "choice" ? manifest.parameters.shape.choices : [];
const noFile = async () => {
  throw new Error("points are made, not read");
};
const pointsOf = (values: Values) => load({ ...defaultsOf(manifest.parameters), ...values }, noFile, () => {});
const pairs = (values: ArrayLike<number>) =>
  Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i] as number, values[2 * i + 1] as number] as const);

/** 20,000 points of a shape with the least noise, each with its label. */
async function cleanly(shape: string) {
  const { train } = await pointsOf({ shape, noise: 0.005, count: 20_000 });
  return pairs(train.values).map(([x, y], i) => ({ x, y, label: train.labels?.[i] }));
}

describe("points", () => {
  it("have the mean and covariance that are worked out for every shape", async () => {
    expect(SHAPES.length).toBe(7);
    for (const shape of SHAPES) {
      const values = { shape, noise: 0.1, count: 100_000 };
      const { train } = await pointsOf(values);
      expect(frechetDistance(gaussianFit(train.values), moments(values)), shape).toBeLessThan(5e-5);
    }
  });

  it("lie within [−0.8, 0.8]² before noise, GAN Lab's apart", async () => {
    for (const shape of SHAPES.filter((id) => id !== "gan-lab")) {
      const { train } = await pointsOf({ shape, noise: 0.005, count: 20_000 });
      const furthest = Math.max(...Array.from(train.values, Math.abs));
      expect(furthest, shape).toBeGreaterThan(0.79);
      expect(furthest, shape).toBeLessThan(0.83);
    }
  });

  it("are the same for ever", async () => {
    const { train } = await pointsOf({ shape: "spiral", noise: 0.02, count: 500 });
    for (const [i, value] of SPIRAL.entries()) expect(train.values[i]).toBeCloseTo(value, 5);
  });

  it("keep the first ones when more are asked for, and move along their own direction with the noise", async () => {
    const few = (await pointsOf({ shape: "moons", count: 500, noise: 0.01 })).train;
    const many = (await pointsOf({ shape: "moons", count: 5000, noise: 0.01 })).train;
    expect(many.values.slice(0, 1000)).toEqual(few.values);
    expect(many.labels?.slice(0, 500)).toEqual(few.labels);
    const noisier = (await pointsOf({ shape: "moons", count: 500, noise: 0.02 })).train;
    const noisiest = (await pointsOf({ shape: "moons", count: 500, noise: 0.03 })).train;
    for (let i = 0; i < 1000; i++) {
      const [a, b, c] = [few, noisier, noisiest].map(({ values }) => values[i] as number) as [number, number, number];
      expect(c - b).toBeCloseTo(b - a, 5);
    }
  });

  it("hold out 2,500 fresh points of the same distribution", async () => {
    const { facts, train, validation } = await pointsOf({ shape: "ring", count: 3000 });
    expect(facts.counts).toEqual({ train: 3000, validation: 2500 });
    const trained = new Set(pairs(train.values).map(String));
    expect(pairs(validation.values).filter((pair) => trained.has(String(pair)))).toEqual([]);
  });

  it("reach all of their own modes: 8, 25 and 2", async () => {
    for (const [shape, count] of [
      ["eight", 8],
      ["grid", 25],
      ["gan-lab", 2],
    ] as const) {
      const values = { ...defaultsOf(manifest.parameters), shape };
      const { covered, near } = modeCoverage((await pointsOf(values)).validation.values, modes(values));
      expect(covered).toBe(count);
      // 1 − e^(−9/2) of a Gaussian of the plane lies within 3σ: 98.9%, and 2,500 of them miss by 0.2%.
      expect(Math.abs(near - 0.9889)).toBeLessThan(0.0065);
    }
    expect(modes({ shape: "ring", noise: 0.02 })).toEqual([]);
  });

  it("are labelled with the mode that they belong to", async () => {
    for (const shape of ["eight", "grid"]) {
      const centres = modes({ shape, noise: 0.005 }).map(({ mean }) => mean);
      for (const { x, y, label } of await cleanly(shape)) {
        const distances = centres.map(([cx, cy]) => Math.hypot(x - cx, y - cy));
        expect(distances.indexOf(Math.min(...distances))).toBe(label);
      }
    }
  });

  it("have GAN Lab's spreads, whatever the noise level", () => {
    expect(modes({ shape: "gan-lab", noise: 0.2 }).map(({ mean }) => mean)).toEqual([
      [0.3, 0.7],
      [0.7, 0.4],
    ]);
    const deviations = modes({ shape: "gan-lab", noise: 0.2 }).map(({ covariance: [xx, , yy] }) => [
      Math.sqrt(xx),
      Math.sqrt(yy),
    ]);
    expect(deviations).toEqual([
      [0.1, 0.1],
      [0.05, 0.2],
    ]);
    expect(manifest.parameters.noise?.applies?.({ shape: "gan-lab" }, domain)).toBe(false);
    expect(manifest.parameters.noise?.applies?.({ shape: "ring" }, domain)).toBe(true);
  });

  it("are drawn on their shapes", async () => {
    for (const { x, y, label } of await cleanly("ring")) {
      expect(Math.abs(Math.hypot(x, y) - 0.8)).toBeLessThan(0.03);
      expect(label).toBeUndefined();
    }
    for (const { x, y, label } of await cleanly("checkerboard")) {
      const [column, row] = [Math.floor((x + 0.8) / 0.4), Math.floor((y + 0.8) / 0.4)];
      const fromEdge = Math.max(...[x, y].map((value) => Math.abs(((value + 1.2) % 0.4) - 0.2)));
      if (fromEdge > 0.17) continue; // Noise may have moved it over a border.
      expect((column + row) % 2).toBe(0);
      expect(label).toBe(2 * row + Math.floor(column / 2));
    }
    for (const { x, y, label } of await cleanly("moons")) {
      const centre = label === 0 ? -0.5 : 0.5;
      const [dx, dy] = [x * (1.5 / 0.8) - centre, y * (1.5 / 0.8) + (label === 0 ? 0.25 : -0.25)];
      expect(Math.abs(Math.hypot(dx, dy) - 1)).toBeLessThan(0.06);
      expect(label === 0 ? dy : -dy).toBeGreaterThan(-0.06);
    }
    for (const { x, y, label } of await cleanly("spiral")) {
      const radius = Math.hypot(x, y);
      if (radius < 0.1) continue; // The arms meet.
      const sign = label === 0 ? 1 : -1;
      const angle = (radius / 0.8) * 3 * Math.PI;
      const [alongX, alongY] = [sign * radius * Math.cos(angle), sign * radius * Math.sin(angle)];
      expect(Math.hypot(x - alongX, y - alongY)).toBeLessThan(0.3 * 0.8);
    }
  });

  it("declare every label", async () => {
    for (const shape of SHAPES) {
      expect(manifest.labels).toEqual(expect.arrayContaining([...(await pointsOf({ shape })).facts.labels]));
    }
  });
});

/** The first three points. */
const SPIRAL = [0.0738343, 0.6252798, -0.0213116, -0.6573228, 0.1630358, 0.2801422];
