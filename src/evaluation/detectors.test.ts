import { describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../core/random.ts";
import type { RunHistory } from "../schema/alarm.ts";
import { createHistory } from "../training/history.ts";
import { detectors, divergence, notFinite, overfitting } from "./detectors.ts";

const values = {
  "training.learningRate": 0.02,
  "training.clipNorm": 0,
  "model.dropout": 0,
  "model.units": 128,
};

type Curve = (step: number) => number;

/** Curves reported at every step (validation at every 50th), with seeded noise on top. */
function history(steps: number, curves: Record<string, Curve>, noise = 0, seed = 1): RunHistory {
  const log = createHistory();
  for (const [id, curve] of Object.entries(curves)) {
    const every = id.startsWith("validation") ? 50 : 1;
    const at = Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every);
    const jitter = randomNormals(randomStream(seed, id), at.length);
    const spread = every === 1 ? noise : noise / 20;
    const points = Float32Array.from(at, (step, i) => curve(step) + spread * (jitter[i] as number));
    log.add({ series: [id], steps: Uint32Array.from(at), values: points });
  }
  return log.view(steps, values);
}

const falling: Curve = (step) => 1.9 + 2.2 * Math.exp(-step / 150);

describe("healthy curves", () => {
  it.each([1, 2, 3, 4, 5])("raise no alarm at any moment (seed %d)", (seed) => {
    for (const noise of [0.02, 0.1, 0.25]) {
      for (const steps of [10, 40, 100, 300, 700, 1500, 5000]) {
        const run = history(steps, { loss: falling, "validation.loss": (step) => falling(step) + 0.1 }, noise, seed);
        expect(detectors.flatMap((detector) => detector(run) ?? [])).toEqual([]);
      }
    }
  });

  it("may reach a floor and stay there", () => {
    const run = history(20_000, { loss: falling, "validation.loss": falling }, 0.2);
    expect(detectors.flatMap((detector) => detector(run) ?? [])).toEqual([]);
  });

  it("may hover about zero, as a critic's does", () => {
    const run = history(3000, { loss: (step) => Math.sin(step / 40) * 0.05 }, 0.4);
    expect(divergence(run)).toBeNull();
  });

  it("may leap for a moment", () => {
    const run = history(600, { loss: (step) => falling(step) + (step === 580 ? 6 : 0) }, 0.1);
    expect(divergence(run)).toBeNull();
  });
});

describe("notFinite", () => {
  it("names the first step that is not a number and offers a tenth of the learning rate", () => {
    const run = history(20, {
      loss: (step) => (step < 14 ? 2 : Number.NaN),
      gradientNorm: (step) => (step < 13 ? 1 : Number.POSITIVE_INFINITY),
    });
    expect(notFinite(run)).toEqual({
      id: "notFinite",
      severity: "stopped",
      step: 13,
      values: { step: 13 },
      remedies: [
        { id: "goBack", restore: 12, change: { "training.learningRate": 0.002 } },
        { id: "restart", restart: true, change: { "training.learningRate": 0.002 } },
      ],
    });
  });

  it("sees one bad step among thousands that were joined", () => {
    const run = history(5000, { loss: (step) => (step === 4999 ? Number.NaN : 2) });
    expect(notFinite(run)?.step).toBe(4999);
  });

  it("is gone once the run went back", () => {
    const log = createHistory();
    log.add({
      series: ["loss"],
      steps: Uint32Array.of(1, 2, 3),
      values: new Float32Array([2, Number.NaN, Number.NaN]),
    });
    expect(notFinite(log.view(3, values))?.step).toBe(2);
    log.cut(1);
    expect(notFinite(log.view(1, values))).toBeNull();
  });
});

describe("divergence", () => {
  const climbing: Curve = (step) => (step < 400 ? falling(step) : falling(400) + (step - 400) / 50);

  it("is seen in a loss that climbs for a while", () => {
    const alarm = divergence(history(600, { loss: climbing }, 0.1));
    expect(alarm?.id).toBe("divergence");
    expect(alarm?.step).toBeGreaterThan(350);
    expect(alarm?.step).toBeLessThan(430);
    expect(alarm?.remedies).toEqual([
      { id: "goBack", restore: alarm?.step, change: { "training.learningRate": 0.002 } },
      { id: "lowerLearningRate", change: { "training.learningRate": 0.002 } },
      { id: "clipGradients", change: { "training.clipNorm": 1 } },
    ]);
  });

  it("is seen in a loss that explodes in its first steps and stays up", () => {
    const alarm = divergence(history(60, { loss: (step) => (step < 3 ? 4 : 40) }, 0.5));
    expect(alarm?.step).toBe(1);
  });

  it("is seen where the loss leaps about from the first step on, far above where it began", () => {
    const wild: Curve = (step) => (step < 3 ? 4.2 : 12);
    const run = history(200, { loss: wild, "validation.loss": (step) => (step < 60 ? 4.2 : 9) }, 2);
    expect(divergence(run)?.step).toBe(50);
    const tame = history(200, { loss: wild, "validation.loss": (step) => (step < 60 ? 4.2 : 5) }, 2);
    expect(divergence(tame)).toBeNull();
  });

  it("does not offer clipping where it is on", () => {
    const run = { ...history(600, { loss: climbing }, 0.1), values: { ...values, "training.clipNorm": 1 } };
    expect(divergence(run)?.remedies.map(({ id }) => id)).toEqual(["goBack", "lowerLearningRate"]);
  });

  it("clears when the loss comes down again", () => {
    const back: Curve = (step) => (step < 600 ? climbing(step) : 2.1);
    expect(divergence(history(600, { loss: back }, 0.1))).not.toBeNull();
    expect(divergence(history(700, { loss: back }, 0.1))).toBeNull();
  });
});

describe("overfitting", () => {
  const turning: Curve = (step) => 2.2 + ((step - 500) / 1000) ** 2;
  const sinking: Curve = (step) => 2.5 - step / 2000;

  it("is seen where validation rises and training falls", () => {
    const alarm = overfitting(history(1200, { loss: sinking, "validation.loss": turning }, 0.1));
    expect(alarm?.step).toBeGreaterThanOrEqual(400);
    expect(alarm?.step).toBeLessThanOrEqual(600);
    expect(alarm?.remedies).toEqual([
      { id: "goBack", restore: alarm?.step },
      { id: "addDropout", restart: true, change: { "model.dropout": 0.3 } },
      { id: "smallerModel", restart: true, change: { "model.units": 64 } },
    ]);
  });

  it("is not what it is called when training rises as well", () => {
    expect(overfitting(history(1200, { loss: turning, "validation.loss": turning }, 0.02))).toBeNull();
  });

  it("waits for more than a flicker", () => {
    expect(overfitting(history(600, { loss: sinking, "validation.loss": turning }, 0.1))).toBeNull();
  });

  it("offers only what the model has", () => {
    const run = history(1200, { loss: sinking, "validation.loss": turning }, 0.1);
    expect(overfitting({ ...run, values: {} })?.remedies.map(({ id }) => id)).toEqual(["goBack"]);
  });
});
