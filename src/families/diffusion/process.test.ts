import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { ddimStep, ddpmStep, processOf, sampleOf, targetOf, timesOf } from "./process.ts";
import { OBJECTIVES } from "./sizes.manifest.ts";
import { numbers, open } from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const cosine = processOf({ objective: "velocity", noiseSchedule: "cosine" });
const linear = processOf({ objective: "velocity", noiseSchedule: "linear" });
const straight = processOf({ objective: "flow", noiseSchedule: "linear" });

describe("a schedule", () => {
  it.each([cosine, linear])("keeps the variance, and goes from the sample alone to noise alone: $id", ({ at, end }) => {
    expect(at(0)).toEqual({ signal: 1, noise: 0 });
    for (const time of [0.1, 0.5, 0.9]) {
      const { signal, noise } = at(time);
      expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 12);
    }
    expect(at(end).signal).toBeLessThan(0.01);
    expect(at(end).signal).toBeGreaterThan(0);
  });

  it("is that of the papers: ᾱ of the linear one falls to e^−2.5375 half-way, of the cosine to cos² 45.36° / cos² 0.714°", () => {
    // ½ (0.1 · ½ + ½ (20 − 0.1) · ¼) = 1.26875, twice for the square.
    expect(linear.at(0.5).signal ** 2).toBeCloseTo(Math.exp(-2 * 1.26875), 10);
    const degrees = (angle: number) => Math.cos((angle * Math.PI) / 180) ** 2;
    expect(cosine.at(0.5).signal ** 2).toBeCloseTo(degrees((0.508 / 1.008) * 90) / degrees((0.008 / 1.008) * 90), 10);
  });

  it.each([cosine, linear, straight])("is the same on the device: $id", ({ at, levels }) => {
    const times = [0, 0.02, 0.4, 0.77, 0.99];
    const { signal, noise } = levels(tf.tensor1d(times));
    const [signals, noises] = [numbers(signal), numbers(noise)];
    for (const [i, time] of times.entries()) {
      expect(signals[i]).toBeCloseTo(at(time).signal, 5);
      expect(noises[i]).toBeCloseTo(at(time).noise, 3);
    }
  });
});

describe("a target", () => {
  it.each(OBJECTIVES)("tells the sample again: %s", (objective) => {
    const { at } = processOf({ objective, noiseSchedule: "cosine" });
    const levels = at(0.37);
    const tensors = { signal: tf.scalar(levels.signal), noise: tf.scalar(levels.noise) };
    const [x, epsilon] = [0.7, -1.3];
    const mixture = targetOf(objective, tensors);
    const value = (factor: tf.Tensor | number) =>
      typeof factor === "number" ? factor : (numbers(factor)[0] as number);
    const target = value(mixture.sample) * x + value(mixture.noise) * epsilon;
    const back = sampleOf(objective, levels);
    const noisy = levels.signal * x + levels.noise * epsilon;
    expect(back.noisy * noisy + back.prediction * target).toBeCloseTo(x, 5);
  });
});

describe("a step to less noise", () => {
  const [from, to] = [linear.at(0.6), linear.at(0.4)];
  const [x, epsilon] = [0.5, 2];
  const noisy = from.signal * x + from.noise * epsilon;

  it("of DDIM arrives where the same sample and noise are mixed by the levels there", () => {
    const step = ddimStep(from, to);
    expect(step.noisy * noisy + step.sample * x).toBeCloseTo(to.signal * x + to.noise * epsilon, 12);
  });

  it("of DDIM on straight paths is Euler's: x + Δt · (ε − x)", () => {
    const [start, end] = [straight.at(0.6), straight.at(0.4)];
    const step = ddimStep(start, end);
    const here = 0.4 * x + 0.6 * epsilon;
    expect(step.noisy * here + step.sample * x).toBeCloseTo(here - 0.2 * (epsilon - x), 12);
  });

  it("of DDPM has the mean and the variance of q(x_s | x_t, x): together those of q(x_s | x)", () => {
    const step = ddpmStep(from, to);
    // x_t = αx + σε, so that the mean keeps the sample at α_s, and noise adds up to σ_s².
    expect(step.noisy * from.signal + step.sample).toBeCloseTo(to.signal, 12);
    expect((step.noisy * from.noise) ** 2 + step.fresh ** 2).toBeCloseTo(to.noise ** 2, 12);
    // Equation 7 of Ho et al.: β̃ = (1 − ᾱ_s) / (1 − ᾱ_t) · β.
    const beta = 1 - (from.signal / to.signal) ** 2;
    expect(step.fresh ** 2).toBeCloseTo((to.noise ** 2 / from.noise ** 2) * beta, 12);
  });

  it("comes as often as asked, from the most noise to none, the shorter the less noise there is", () => {
    expect(timesOf(straight, 4)).toEqual([1, 0.75 ** 1.5, 0.5 ** 1.5, 0.25 ** 1.5, 0]);
  });
});
