/** Steps that are replayed against the same steps made as usual: every family on every domain, and every optimizer. */
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { modelValues, type RunConfig } from "../catalog/config.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import { openBackend } from "../engine/backends/open.ts";
import { wasmOf } from "../engine/kernels/wasm/module.ts";
import type { KernelCall } from "../engine/kernels/wasm/ports.ts";
import { tensorsOf } from "../engine/model.ts";
import { offerReplay, usual } from "../engine/replay/index.ts";
import { WasmReplay } from "../engine/replay/wasm/index.ts";
import type { Values } from "../schema/parameter.ts";
import { restoreSnapshot, takeSnapshot } from "../training/checkpoint.ts";
import { type Built, build, loadData } from "./build.ts";
import { readPublic } from "./testing/train.ts";

const TINY: Values = {
  "data.characters": "digits",
  "model.layers": 1,
  "model.width": 8,
  "model.units": 8,
  "model.channels": 4,
  "model.latent": 3,
  "model.criticSteps": 2,
  "training.batchSize": 2,
  "training.sequenceLength": 4,
};

const STEPS = 200;
/** Steps of sounds are a hundred times as long. */
const STEPS_OF_SOUNDS = 24;
/** Of full batches, each of several passes. */
const STEPS_OF_CHUNKS = 3;

const optimizers = Object.values(registry.optimizers);

/** Every family on the first dataset of every domain, the optimizers in turns; and all of these on points. */
const CELLS = [
  ...Object.keys(registry.domains).flatMap((kind) => {
    const set = Object.values(registry.datasets).find(({ domain }) => domain === kind)?.id as string;
    const families = Object.values(registry.families).filter(({ accepts }) => accepts.some((each) => each === kind));
    return families.map(({ id }) => [id, set, kind === "audio" ? STEPS_OF_SOUNDS : STEPS] as const);
  }),
].map(([family, set, steps], i) => {
  // Gradient descent takes all of the data for a step.
  const batched = optimizers.filter(({ fullBatch }) => !fullBatch);
  return [family, set, batched[i % batched.length]?.id as string, steps] as const;
});

const OF_POINTS = optimizers.map(
  ({ id, fullBatch }) => ["gan", "moons", id, fullBatch ? STEPS_OF_CHUNKS : STEPS] as const,
);

beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));
afterAll(() => offerReplay(tf.backend(), () => new WasmReplay()));

/** Full batches come in chunks, each a pass: a few for a step. */
const CHUNK: Values = { "training.batchSize": 512 };

function configOf(family: string, set: string, optimizer: string): RunConfig {
  const choices = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
  return withChanges(choices, {
    ...TINY,
    ...(registry.optimizers[optimizer]?.fullBatch ? CHUNK : {}),
    "training.optimizer": optimizer,
  });
}

/** Looks at the model, puts its weights back as they are and holds on to them for a while; none of it is a change. */
async function disturb({ trainer, model, batches }: Built, values: Values): Promise<() => void> {
  const batch = batches.validation.perEpoch > 0 ? batches.validation.at(0) : batches.training.at(0);
  const { total, terms, carry = [] } = model.evaluate(batch, null, values);
  tf.dispose([total, ...Object.values(terms), ...carry, ...tensorsOf(batch)]);
  const snapshot = await takeSnapshot(trainer.variables);
  // One that diverged is none.
  if (snapshot) restoreSnapshot(trainer.variables, snapshot);
  const held = trainer.variables.map(({ variable }) => tf.clone(variable));
  const before = held.map((tensor) => Array.from(tensor.dataSync()));
  return () => {
    expect(held.map((tensor) => Array.from(tensor.dataSync()))).toEqual(before);
    tf.dispose(held);
  };
}

async function trained(first: RunConfig, steps: number, replaying: boolean) {
  offerReplay(tf.backend(), replaying ? () => new WasmReplay() : usual);
  let config = first;
  const built = await build(await loadData(config, readPublic, () => {}), () => config, Number.POSITIVE_INFINITY);
  const { trainer } = built;
  const rows: number[] = [];
  let release = () => {};
  while (trainer.step < steps) {
    const metrics = trainer.advance();
    if (!metrics) continue;
    rows.push(...metrics.row.dataSync());
    metrics.row.dispose();
    if (metrics.step === steps >> 1) {
      config = withChanges(config, { "training.learningRate": Number(config["training.learningRate"]) / 2 });
      if (replaying) release = await disturb(built, modelValues(config));
    }
    if (metrics.step === Math.min(steps, (steps >> 1) + 3)) release();
  }
  const weights = trainer.variables.map(({ variable }) => Array.from(variable.dataSync()));
  const { replay } = trainer;
  built.dispose();
  return { rows, weights, replay };
}

it.each([...CELLS, ...OF_POINTS])("%s on %s by %s replays to the last bit", async (family, set, optimizer, steps) => {
  const config = configOf(family, set, optimizer);
  const before = tf.memory().numTensors;
  const made = await trained(config, steps, false);
  const replayed = await trained(config, steps, true);
  expect(replayed.replay.reasons).toEqual([]);
  expect(replayed.replay.replayed).toBeGreaterThan(replayed.replay.usual);
  expect(replayed.rows).toEqual(made.rows);
  expect(replayed.weights).toEqual(made.weights);
  expect(tf.memory().numTensors).toBe(before);
});

it("work that is divided among threads replays to the last bit, into however many parts", async () => {
  const wasm = wasmOf(tf.backend());
  const kernels = wasm.kernels as unknown as Record<string, (...values: number[]) => void>;
  let turn = 0;
  let divided = 0;
  Reflect.set(wasm, "threads", {
    count: 3,
    paying: () => 1 + (turn++ % 3),
    run: (parts: readonly (readonly KernelCall[])[]) => {
      divided++;
      for (const calls of parts.toReversed()) for (const [name, ...values] of calls) kernels[name]?.(...values);
    },
    stop: () => {},
  });
  const config = withChanges(configOf("gan", "moons", "adam"), { "model.width": 64, "training.batchSize": 128 });
  try {
    const replayed = await trained(config, 24, true);
    expect(divided).toBeGreaterThan(100);
    Reflect.set(wasm, "threads", null);
    const made = await trained(config, 24, false);
    expect(replayed.replay.replayed).toBeGreaterThan(replayed.replay.usual);
    expect(replayed.rows).toEqual(made.rows);
    expect(replayed.weights).toEqual(made.weights);
  } finally {
    Reflect.set(wasm, "threads", null);
  }
});

it("2,000 replayed steps leave tensors and memory as they were", async () => {
  offerReplay(tf.backend(), () => new WasmReplay());
  const before = tf.memory().numTensors;
  const backend = tf.backend() as BackendWasm;
  const config = configOf("gan", "moons", "adam");
  const built = await build(await loadData(config, readPublic, () => {}), () => config, Number.POSITIVE_INFINITY);
  const make = (steps: number) => {
    for (let i = 0; i < steps; i++) built.trainer.advance()?.row.dispose();
    const { buffer } = (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8;
    return { tensors: tf.memory().numTensors, data: backend.numDataIds(), bytes: buffer.byteLength };
  };
  const recorded = make(20);
  expect(make(2000)).toEqual(recorded);
  expect(built.trainer.replay.replayed).toBeGreaterThan(2000);
  built.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
