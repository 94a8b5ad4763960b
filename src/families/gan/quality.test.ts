import { readFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { modelValues, type RunConfig } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { InklingError } from "../../core/errors.ts";
import { randomStream, substream } from "../../core/random.ts";
import { createBatches } from "../../domains/batches.ts";
import type { ExampleDataset } from "../../domains/examples.ts";
import { softmaxCrossEntropy } from "../../engine/kernels/crossEntropy/index.ts";
import { examplesOf, tensorsOf } from "../../engine/model.ts";
import { connect, run as runStages, variablesOf } from "../../engine/networks/block.ts";
import { downsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten } from "../../engine/networks/dense.ts";
import { VALIDATION_EVERY } from "../../evaluation/validation.ts";
import { create as createAdam } from "../../optimizers/adam/optimizer.ts";
import type { Alarm } from "../../schema/alarm.ts";
import { createHistory } from "../../training/history.ts";
import { createRecorder } from "../../training/recorder.ts";
import { type Built, build, loadData } from "../../worker/build.ts";
import { open } from "./testing/fixture.ts";

const read = async (path: string) =>
  new Uint8Array(
    await readFile(new URL(`../../../public/${path}`, import.meta.url)).catch(() => {
      throw new InklingError("dataUnreadable", { path });
    }),
  );

beforeAll(() => open("wasm"));

let built: Built | null = null;
afterEach(() => {
  built?.dispose();
  built = null;
});

interface Outcome {
  /** The last of each reported series. */
  readonly latest: Readonly<Record<string, number>>;
  /** The first alarm of each kind that stood at a look, as the worker looks. */
  readonly alarms: readonly Alarm[];
}

/** Trains a set-up as the worker does, on its own seed, and asks its detectors at every validation. */
async function train(config: RunConfig, steps: number): Promise<Outcome> {
  built?.dispose();
  const dataset = await loadData(config, read, () => {});
  const run = await build(dataset, () => config, Number.POSITIVE_INFINITY);
  built = run;
  const history = createHistory();
  const recorder = createRecorder();
  const latest: Record<string, number> = {};
  const alarms = new Map<string, Alarm>();
  for (let step = 1; step <= steps; step++) {
    const report = run.trainer.advance();
    if (report) recorder.add(report);
    if (step % VALIDATION_EVERY !== 0) continue;
    const evaluated = run.sampleMetrics.evaluate(modelValues(config), step);
    for (const reading of [...(await recorder.take()), ...(evaluated ? [await evaluated] : [])]) {
      history.add(reading);
      reading.series.forEach((id, i) => {
        latest[id] = reading.values.at(i - reading.series.length) as number;
      });
    }
    for (const detector of run.detectors) {
      const alarm = detector(history.view(step, config));
      if (alarm && !alarms.has(alarm.id)) alarms.set(alarm.id, alarm);
    }
  }
  return { latest, alarms: [...alarms.values()] };
}

/** Tells capital letters apart, trained on real ones alone. Answers the label of each picture. */
async function letterClassifier(dataset: ExampleDataset): Promise<(pictures: tf.Tensor) => Promise<ArrayLike<number>>> {
  const [H, W] = dataset.shape as [number, number];
  const stream = randomStream(8, "classifier");
  const stages = [
    downsample({ name: "c1", filters: 16, activation: "relu", stream: substream(stream, 1) }),
    downsample({ name: "c2", filters: 32, activation: "relu", stream: substream(stream, 2) }),
    flatten("c3"),
    dense({ name: "c4", units: dataset.facts.labels.length, stream: substream(stream, 3) }),
  ];
  connect(stages, tf.input({ shape: [H, W, 1] }));
  const variables = stages.flatMap(({ layer }) => variablesOf(layer));
  const optimizer = createAdam(variables);
  const batches = createBatches(dataset, { size: 64, length: 1 }, 5).training;
  const values = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  for (let step = 1; step <= 400; step++) {
    tf.tidy(() => {
      const { values: pictures, labels } = examplesOf(batches.at(step));
      const { grads } = tf.variableGrads(
        () =>
          tf.mean(softmaxCrossEntropy(runStages(stages, pictures) as tf.Tensor2D, labels as tf.Tensor1D)) as tf.Scalar,
        variables,
      );
      const gradients = variables.map((variable) => ({ variable, gradient: grads[variable.name] as tf.Tensor }));
      optimizer.apply(gradients, { learningRate: 0.002, gradientScale: null, update: step, values });
    });
  }
  optimizer.dispose();
  return async (pictures) => {
    const told = tf.tidy(() => tf.argMax(runStages(stages, pictures), 1));
    const labels = await told.data();
    told.dispose();
    return labels;
  };
}

describe("on glyphs", () => {
  it("a convolutional GAN draws at least 20 letters, none of them more than a quarter of the time", async () => {
    const config = defaultConfig("glyphs-gan");
    const { alarms } = await train(config, 3000);
    const { model, dataset } = built as Built;
    if (dataset.kind !== "examples") return expect.fail("glyphs are pictures");
    const classify = await letterClassifier(dataset);
    const real = (built as Built).examples();
    const told = await classify(examplesOf(real).values);
    const truth = await (real.labels as tf.Tensor).data();
    const right = truth.filter((label, i) => told[i] === label).length;
    expect(right / truth.length).toBeGreaterThan(0.8);

    const made = model.generate?.(500, randomStream(6, "evaluated"), modelValues(config)) as tf.Tensor;
    const counts = new Map<number, number>();
    for (const label of Array.from(await classify(made))) counts.set(label, (counts.get(label) ?? 0) + 1);
    tf.dispose([made, ...tensorsOf(real)]);
    expect(counts.size).toBeGreaterThanOrEqual(20);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(125);
    expect(alarms).toEqual([]);
  }, 400_000);
});

describe("on points", () => {
  it("WGAN-GP covers all of eight Gaussians, with 80% of its samples near one, and raises no alarm", async () => {
    const { latest, alarms } = await train(defaultConfig("eight-gan"), 3000);
    expect(latest["samples.modes"]).toBe(8);
    expect(latest["samples.near"]).toBeGreaterThanOrEqual(0.8);
    expect(alarms).toEqual([]);
  }, 300_000);

  it("the two Gaussians of GAN Lab are both found, without an alarm", async () => {
    const { latest, alarms } = await train(defaultConfig("two-gan"), 2000);
    expect(latest["samples.modes"]).toBe(2);
    expect(latest["samples.near"]).toBeGreaterThanOrEqual(0.9);
    expect(alarms).toEqual([]);
  }, 300_000);

  it("WGAN-GP covers 22 of 25 Gaussians, with 80% of its samples near one, and raises no alarm", async () => {
    const { latest, alarms } = await train(defaultConfig("grid-gan"), 3000);
    expect(latest["samples.modes"]).toBeGreaterThanOrEqual(22);
    expect(latest["samples.near"]).toBeGreaterThanOrEqual(0.8);
    expect(alarms).toEqual([]);
  }, 300_000);

  it("minimax with a strong critic collapses and says so; the remedy brings all modes back", async () => {
    const config = defaultConfig("eight-gan-collapse");
    const { latest, alarms } = await train(config, 2200);
    expect(latest["samples.modes"]).toBeLessThanOrEqual(4);
    const collapse = alarms.find(({ id }) => id === "modeCollapse");
    const [remedy] = collapse?.remedies ?? [];
    expect(remedy).toMatchObject({ id: "otherObjective", restart: true });

    const after = await train(withChanges(config, remedy?.change ?? {}), 1000);
    expect(after.latest["samples.modes"]).toBeGreaterThanOrEqual(7);
    expect(after.alarms).toEqual([]);
  }, 300_000);
});
