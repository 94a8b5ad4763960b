/** A run's batches, noise, weights and losses, which a program of its set-up is to follow. */
import * as tf from "@tensorflow/tfjs";
import { modelValues, type RunConfig, section } from "../../../catalog/config.ts";
import { batchShapeOf, chosen, conditionOf } from "../../../catalog/parameters.ts";
import { registry } from "../../../catalog/registry.ts";
import { type RandomStream, randomStream, substream } from "../../../core/random.ts";
import { captionRows } from "../../../domains/captions.ts";
import { normal, uniform } from "../../../engine/kernels/random/index.ts";
import type { GiveExamples, LossInput, Model } from "../../../engine/model.ts";
import type { NamedArray } from "../../../export/safetensors/contract.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { defaultsOf } from "../../../schema/parameter.ts";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "../../../training/checkpoint.ts";
import { createTrainer } from "../../../training/trainer.ts";
import { loadData } from "../../build.ts";
import { registries } from "../../registry.ts";
import { readPublic } from "../train.ts";
import { type Cell, configOf } from "./cells.ts";

/** Steps before the weights are taken, so that the optimizer has moments. */
const BEFORE = 2;

/** Where a run stands. */
type Stand = Pick<Recording, "step" | "tensors">;

export interface Recording {
  readonly config: RunConfig;
  readonly facts: DatasetFacts;
  /** At which the weights are taken. */
  readonly step: number;
  /** Weights, the optimizer's slots and carried states at that step, as checkpoints name them. */
  readonly tensors: Snapshot["tensors"];
  /** Of each network: how many updates it had before, and the names of the weights that they move. */
  readonly networks: Readonly<Record<string, { readonly updates: number; readonly weights: readonly string[] }>>;
  /** `batch.N.name` and `noise.N.at.kind`, N counted over the run's updates; `sample.at.kind`. */
  readonly record: readonly NamedArray[];
  readonly perEpoch: number;
  /** Of each step after them, by series. */
  readonly losses: readonly Readonly<Record<string, number>>[];
  /** What a batch has beside its examples. */
  readonly told: "labels" | "texts" | "captions";
  /** Of samples that are rows of symbols. */
  readonly symbols?: readonly string[];
  /** What `sample` is given beside the model and `sample.captions`; absent of families that draw from no noise. */
  readonly sampled?: Readonly<Record<string, number>>;
  /** What the run makes of it: numbers, or texts. */
  readonly sample?: Float32Array;
  readonly texts?: readonly string[];
}

const array = (name: string, tensor: tf.Tensor): NamedArray => ({
  ...{ name, shape: tensor.shape },
  data:
    tensor.dtype === "int32" ? (tensor.dataSync() as Int32Array).slice() : (tensor.dataSync() as Float32Array).slice(),
});

/** A model that writes down each update's batch and noise, numbered over the run from `first` on. */
function recorded(model: Model, record: NamedArray[], first: number): Model {
  let index = first;
  const watch = (input: LossInput): LossInput => {
    const number = index++;
    let drawn = 0;
    const noted = (kind: string, tensor: tf.Tensor) => {
      record.push(array(`noise.${number}.${String(drawn++).padStart(2, "0")}.${kind}`, tensor));
      return tensor;
    };
    for (const [name, value] of Object.entries(input.batch)) {
      if (value instanceof tf.Tensor) record.push(array(`batch.${number}.${name}`, value));
      if (name === "fresh")
        record.push({ name: `batch.${number}.fresh`, shape: [], data: Uint8Array.of(value ? 1 : 0) });
    }
    return {
      ...input,
      noise: {
        normal: (name, shape) => noted("normal", input.noise.normal(name, shape)),
        uniform: (name, shape) => noted("uniform", input.noise.uniform(name, shape)),
      },
    };
  };
  // Only its updates' losses are other ones.
  const updates = model.updates.map((update) => ({ ...update, loss: (input: LossInput) => update.loss(watch(input)) }));
  return { ...model, updates };
}

/** What a sample of the family is drawn from. */
const DRAWN: Readonly<Record<string, readonly (number | null)[]>> = { gan: [null], vae: [0, 1], diffusion: [0] };

/** What a model writes that takes the likeliest symbols. */
async function textsOf(model: Model, examples: GiveExamples, config: RunConfig, count: number, stream: RandomStream) {
  const values = { count, temperature: 1, boldness: 0, label: "" };
  const request = { values, model: modelValues(config), stream, examples, known: () => false };
  let texts: readonly string[] = [];
  for await (const view of model.sample(request, new AbortController().signal)) {
    if (view.kind === "text") texts = view.samples.map(({ text }) => text);
  }
  return texts;
}

/** A cell's data and its model of first weights, on the backend that is open. */
export async function buildCell(cell: Cell) {
  const config = configOf(cell);
  const dataset = await loadData(config, readPublic, () => {});
  const { family: manifest, optimizer } = chosen(config);
  const code = await registries.loadDomain(dataset.facts.domain.kind);
  const domain = manifest.whole && code.whole ? { ...code, ...code.whole } : code;
  const data = domain.model(dataset.facts);
  const build = await registries.loadFamily(manifest.id);
  const model = build(modelValues(config), data, batchShapeOf(config), randomStream(7, "weights"));
  return { config, dataset, manifest, optimizer, domain, data, model };
}

/** Trains a cell on the backend that is open, for so many steps after the weights are taken; where told, from there on. */
export async function recordCell(cell: Cell, followed: number, from?: Stand): Promise<Recording> {
  const { config, dataset, manifest, optimizer, domain, data, model } = await buildCell(cell);
  const record: NamedArray[] = [];
  const batches = domain.batches(dataset, batchShapeOf(config), 7).training;
  const asked = model.updates.flatMap((update) => update.optimizer ?? []);
  const others = await Promise.all(
    asked.map(async (id) => {
      const create = await registries.loadOptimizer(id);
      return [id, { create, defaults: defaultsOf(registry.optimizers[id]?.parameters ?? {}) }] as const;
    }),
  );
  const trainer = createTrainer({
    model: recorded(model, record, (from?.step ?? 0) * model.updates.length),
    batches,
    createOptimizer: await registries.loadOptimizer(optimizer.id),
    others: new Map(others),
    fullBatch: optimizer.fullBatch,
    seed: 7,
    settings: () => ({ model: modelValues(config), training: section(config, "training") }),
  });
  const advance = () => {
    let metrics = trainer.advance();
    while (!metrics) metrics = trainer.advance(); // chunk by chunk, where a step sees all of the data
    const row = metrics.row.dataSync();
    metrics.row.dispose();
    return Object.fromEntries(metrics.series.map((name, i) => [name, row[i] as number]));
  };
  if (from) {
    restoreSnapshot(trainer.variables, from);
    trainer.seek(from.step);
  } else {
    for (let i = 0; i < BEFORE; i++) advance();
  }
  const { step } = trainer;
  const snapshot = await takeSnapshot(trainer.variables);
  const tensors = snapshot?.tensors ?? [];
  const count = config["model.conditional"] ? 1 : 3;
  const shape = data.traits.shape(dataset.facts.domain);
  const drawn = DRAWN[manifest.id];
  const stream = randomStream(7, "samples");
  const writes = manifest.id === "vae" && data.traits.symbols !== undefined;
  const texts = writes
    ? await textsOf(
        model,
        domain.examples(dataset, domain.batches(dataset, batchShapeOf(config), 7)),
        config,
        count,
        stream,
      )
    : undefined;
  const made = drawn && !writes && model.generate?.(count, stream, modelValues(config), { guidance: 1 });
  if (drawn) {
    const latent = Number(config["model.latent"]);
    drawn.forEach((key, i) => {
      const values = normal(key === null ? stream : substream(stream, key), [
        count,
        ...(manifest.id === "diffusion" || i > 0 ? shape : [latent]),
      ]);
      record.push(array(`sample.${i}.normal`, values));
    });
    if (config["model.relaxation"] === "gumbel") {
      const rows = [count, ...shape, data.traits.symbols?.(dataset.facts.domain).length ?? 0];
      record.push(array("sample.2.uniform", uniform(substream(stream, 2), rows)));
    }
  }
  const { captions } = dataset.facts;
  const captioned = captions !== undefined && conditionOf(config) === "caption";
  if (captioned && drawn) {
    const data = captionRows(captions.words, [captions.examples[0]?.text ?? ""]);
    record.push({ name: "sample.captions", shape: [1, data.length], data });
  }
  const losses = Array.from({ length: followed }, advance);
  const networks = Object.fromEntries(
    model.updates.map(({ network }) => {
      const updates = model.updates.filter((update) => update.network === network);
      const moved = new Set(updates.flatMap(({ variables }) => variables));
      const weights = trainer.variables.flatMap(({ name, variable }) => (moved.has(variable) ? [name] : []));
      return [network, { updates: step * updates.length, weights }] as const;
    }),
  );
  const sample = made ? (made.dataSync() as Float32Array).slice() : undefined;
  tf.dispose(made ?? []);
  trainer.dispose();
  model.dispose();
  const symbols = data.traits.symbols?.(dataset.facts.domain);
  const sampled = {
    ...(captioned ? {} : { count }),
    ...(captioned && manifest.id === "diffusion" ? { guidance: 1 } : {}),
    ...(manifest.id === "diffusion" ? { steps: data.traits.shownAs === "dots" ? 8 : 6 } : {}),
    ...(manifest.id === "vae" ? { temperature: 1 } : {}),
    ...(writes ? { boldness: 0 } : {}),
  };
  return {
    ...{ config, facts: dataset.facts, step, tensors, networks, record, perEpoch: batches.perEpoch, losses },
    told: manifest.id === "captioner" ? "texts" : captioned ? "captions" : "labels",
    ...(symbols ? { symbols } : {}),
    ...(drawn ? { sampled } : {}),
    ...(sample ? { sample } : {}),
    ...(texts ? { texts } : {}),
  };
}
