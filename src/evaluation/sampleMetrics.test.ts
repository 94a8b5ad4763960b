import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it } from "vitest";
import type { ExampleDataset } from "../domains/dataset.ts";
import { domainOf } from "../domains/index.ts";
import { openBackend } from "../engine/index.ts";
import type { Model } from "../engine/model.ts";
import { createSampleMetrics } from "./sampleMetrics.ts";

beforeAll(() => openBackend("cpu", { onFault: () => {}, onLost: () => {} }));

it("samples are drawn, evaluated and freed by a judge that keeps its real ones until it is disposed of", async () => {
  const part = (values: number[]) => ({ count: values.length / 4, values: Float32Array.from(values) });
  const dataset: ExampleDataset = {
    kind: "examples",
    facts: {
      id: "tiny",
      domain: { kind: "image", height: 2, width: 2, channels: 1 },
      labels: [],
      counts: { train: 2, validation: 1 },
      baselines: [],
    },
    shape: [2, 2, 1],
    train: part([0, 0, 0, 0, 1, 0, 0, 0]),
    validation: part([1, 1, 0, 0]),
  };
  const domain = domainOf(dataset);
  const examples = domain.examples(dataset, domain.batches(dataset, { size: 2, length: 1 }, 1));
  const model = { generate: (count: number) => tf.zeros([count, 2, 2, 1]) } as unknown as Model;
  const before = tf.memory().numTensors;
  const evaluated = createSampleMetrics(model, domain.metrics?.(dataset, examples) ?? null, 1);
  for (let step = 0; step < 3; step++) {
    const reading = await evaluated.evaluate({}, step);
    expect(reading?.series).toEqual(["samples.diversity", "samples.novelty"]);
    expect([...(reading?.steps ?? [])]).toEqual([step]);
    expect([...(reading?.values ?? [])]).toEqual([0, 0]);
  }
  evaluated.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
