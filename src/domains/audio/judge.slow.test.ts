import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { load } from "../../datasets/drums/load.ts";
import { openBackend } from "../../engine/index.ts";
import { readPublic } from "../../worker/testing/train.ts";
import { examplesOf } from "../batches.ts";
import type { SampleJudge } from "../contract.ts";
import type { WaveDataset } from "./dataset.ts";
import { wholeSounds } from "./index.ts";
import { asSpectrograms, gaussianWaves } from "./metrics.ts";

let dataset: WaveDataset;
let judge: SampleJudge;
let heldOut: tf.Tensor;
let asked: number[];

beforeAll(async () => {
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  dataset = await load({}, readPublic, () => {});
  const examples = wholeSounds.examples(dataset, wholeSounds.batches(dataset, { size: 32, length: 1 }, 1));
  judge = wholeSounds.metrics?.(dataset, examples) as SampleJudge;
  const { values, labels } = examplesOf(examples("validation"));
  heldOut = values;
  asked = [...(labels as tf.Tensor).dataSync()];
});

const figures = (sounds: tf.Tensor, told?: readonly number[]) =>
  judge.judge(sounds, told) as Promise<Record<string, number>>;

describe("drums, judged by a classifier that was trained apart", () => {
  it("are as good as real ones where they are held-out real ones", async () => {
    const real = await figures(heldOut.clone(), asked);
    expect(real["samples.fid"]).toBeCloseTo(real["samples.fid.real"] as number, 4);
    expect(real["samples.fid"]).toBeLessThan(0.05 * (real["samples.fid.gaussian"] as number));
    expect(real["samples.precision"]).toBeGreaterThan(0.7);
    expect(real["samples.recall"]).toBeGreaterThan(0.5);
    expect(real["samples.labels"]).toBe(6);
    expect(real["samples.recognised"]).toBeGreaterThan(0.95);
    expect(real["samples.novelty"]).toBeCloseTo(1, 1);
  });

  it("are far off where they are noise with the data's own mean and covariance", async () => {
    const shape = [judge.count, 2560, 1];
    const made = await figures(tf.tidy(() => gaussianWaves(dataset, judge.count).reshape(shape)));
    expect(made["samples.fid"]).toBeCloseTo(made["samples.fid.gaussian"] as number, 1);
    expect(made["samples.precision"]).toBeLessThan(0.3);
  });

  it("lose recall and variety when they are all the same, and novelty when they are copies", async () => {
    const one = await figures(tf.tidy(() => tf.tile(heldOut.slice(0, 1), [judge.count, 1, 1])));
    expect(one["samples.recall"]).toBeLessThan(0.1);
    expect(one["samples.diversity"]).toBeLessThan(0.01);
    const train = tf.tidy(
      () =>
        examplesOf(wholeSounds.examples(dataset, wholeSounds.batches(dataset, { size: 32, length: 1 }, 1))("train"))
          .values,
    );
    const copies = await figures(tf.tidy(() => train.slice(0, judge.count)));
    train.dispose();
    expect(copies["samples.novelty"]).toBeLessThan(0.05);
  });

  it("are judged alike as spectrograms", async () => {
    const seen = await load({ form: "spectrogram" }, readPublic, () => {});
    const examples = wholeSounds.examples(seen, wholeSounds.batches(seen, { size: 32, length: 1 }, 1));
    const own = wholeSounds.metrics?.(seen, examples) as SampleJudge;
    const rows = await heldOut.data<"float32">();
    const asked = asSpectrograms(rows, dataset.facts.domain);
    const [waves, levels] = [await figures(heldOut.clone()), await own.judge(asked)];
    expect(levels["samples.fid"]).toBeCloseTo(waves["samples.fid"] as number, 1);
    own.dispose();
  });
});
