import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { load } from "../../datasets/glyphs/load.ts";
import { openBackend } from "../../engine/index.ts";
import { readPublic } from "../../worker/testing/train.ts";
import { examplesOf } from "../batches.ts";
import type { SampleJudge } from "../contract.ts";
import type { ExampleDataset } from "../dataset.ts";
import { image } from "./index.ts";

let dataset: ExampleDataset;
let judge: SampleJudge;
let heldOut: tf.Tensor4D;
let asked: number[];
let train: tf.Tensor4D;

beforeAll(async () => {
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  dataset = (await load({ characters: "upper" }, readPublic, () => {})) as ExampleDataset;
  const examples = image.examples(dataset, image.batches(dataset, { size: 32, length: 1 }, 1));
  judge = image.metrics?.(dataset, examples) as SampleJudge;
  const { values, labels } = examplesOf(examples("validation"));
  heldOut = values.slice(0, judge.count) as tf.Tensor4D;
  asked = [...(labels as tf.Tensor).dataSync()].slice(0, judge.count);
  train = examplesOf(examples("train")).values.slice(0, judge.count) as tf.Tensor4D;
});

const figures = (pictures: tf.Tensor, told?: readonly number[]) =>
  judge.judge(pictures.clone(), told) as Promise<Record<string, number>>;

/** Seen through a pane: each pixel the mean of those around it. */
const blurred = (pictures: tf.Tensor4D) => tf.tidy(() => tf.avgPool(tf.avgPool(pictures, 5, 1, "same"), 5, 1, "same"));

describe("letters, judged by a classifier that was trained apart", () => {
  it("are as good as real ones where they are held-out real ones", async () => {
    const real = await figures(heldOut, asked);
    expect(real["samples.fid"]).toBeCloseTo(real["samples.fid.real"] as number, 6);
    expect(real["samples.fid"]).toBeLessThan(0.25 * (real["samples.fid.gaussian"] as number));
    expect(real["samples.precision"]).toBeGreaterThan(0.7);
    expect(real["samples.recall"]).toBeGreaterThan(0.5);
    expect(real["samples.labels"]).toBeGreaterThanOrEqual(24);
    expect(real["samples.recognised"]).toBeGreaterThan(0.9);
    expect(real["samples.novelty"]).toBeCloseTo(1, 1);
  });

  it("are known for copies by their novelty alone", async () => {
    const copies = await figures(train);
    expect(copies["samples.novelty"]).toBeLessThan(0.05);
    expect(copies["samples.precision"]).toBeGreaterThan(0.9);
  });

  it("lose precision and come to lie farther off when they are blurred", async () => {
    const [sharp, soft] = [await figures(heldOut), await figures(blurred(heldOut))];
    expect(soft["samples.precision"]).toBeLessThan(0.5 * (sharp["samples.precision"] as number));
    expect(soft["samples.fid"]).toBeGreaterThan(3 * (sharp["samples.fid"] as number));
  });

  it("lose recall, variety and labels when they are collapsed to a few", async () => {
    const few = tf.tidy(() => tf.tile(heldOut.slice(0, 8), [judge.count / 8, 1, 1, 1]));
    const collapsed = await figures(few, asked);
    expect(collapsed["samples.labels"]).toBeLessThanOrEqual(8);
    expect(collapsed["samples.recall"]).toBeLessThan(0.2);
    expect(collapsed["samples.recognised"]).toBeLessThan(0.4);
    expect(collapsed["samples.fid"]).toBeGreaterThan(2 * (collapsed["samples.fid.real"] as number));
  });

  it("frees what it makes, and what it kept when it is disposed of", async () => {
    const before = tf.memory().numTensors;
    await figures(heldOut, asked);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([heldOut, train]);
  });
});
