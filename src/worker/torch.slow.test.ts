/**
 * Every family on every domain in PyTorch: the printed program with a run's weights, optimizer state, batches and noise gives
 * the run's next losses.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { modelValues, type RunConfig, section } from "../catalog/config.ts";
import { batchShapeOf, chosen, conditionOf } from "../catalog/parameters.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import { torchOptimizer, torchProgram } from "../catalog/torch.ts";
import { type RandomStream, randomStream, substream } from "../core/random.ts";
import { captionRows } from "../domains/captions.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { normal, uniform } from "../engine/kernels/random/index.ts";
import type { GiveExamples, LossInput, Model } from "../engine/model.ts";
import { programText } from "../export/program/template.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import { writeSafetensors } from "../export/safetensors/write.ts";
import { toTorch } from "../export/torch/weights.ts";
import { defaultsOf, type Values } from "../schema/parameter.ts";
import { takeSnapshot } from "../training/checkpoint.ts";
import { createTrainer } from "../training/trainer.ts";
import { loadData } from "./build.ts";
import { registries } from "./registry.ts";
import { pythonWith, runPython } from "./testing/python.ts";

const TINY: Values = {
  "data.characters": "digits",
  "data.group": "smileys",
  "model.layers": 2,
  "model.width": 16,
  "model.units": 16,
  "model.embedding": 8,
  "model.channels": 8,
  "model.heads": 2,
  "model.latent": 3,
  "model.dilations": 2,
  "model.criticSteps": 2,
  "training.batchSize": 4,
  "training.sequenceLength": 8,
};

const CELLS: readonly (readonly [family: string, set: string, changes: Values])[] = [
  ["recurrent", "given-names", { "model.cell": "gru", "model.dropout": 0.2, "model.conditional": true }],
  [
    "recurrent",
    "given-names",
    { "model.cell": "lstm", "training.optimizer": "rmsprop", "training.schedule": "cosine" },
  ],
  ["recurrent", "code", { "model.cell": "simple", "training.optimizer": "sgd", "training.nesterov": true }],
  [
    "recurrent",
    "given-names",
    { "model.cell": "gru", "model.resetAfter": false, "training.optimizer": "adamw", "training.weightDecay": 0.5 },
  ],
  ["attention", "given-names", { "model.dropout": 0.1, "training.schedule": "warmup", "model.conditional": true }],
  ["attention", "code", { "model.dropout": 0, "model.positions": "learned", "model.tied": false }],
  ["attention", "given-names", { "model.form": "masked", "model.maskShare": 0.3, "model.conditional": true }],
  ["wavenet", "given-names", { "model.blocks": 2, "model.dropout": 0.2, "model.conditional": true }],
  ["wavenet", "drums", { "model.dropout": 0.1, "model.conditional": true, "training.sequenceLength": 32 }],
  ["wavenet", "code", { "model.kernelSize": 3, "model.dropout": 0 }],
  ["captioner", "emoji", { "model.dropout": 0.2 }],
  ["vae", "points", { "model.spread": "learned", "model.conditional": true }],
  ["vae", "points", { "model.deviation": 0.2, "training.optimizer": "sgd", "training.learningRate": 0.001 }],
  ["vae", "glyphs", { "training.objective": "bernoulli", "model.freeBits": 0.2, "model.warmup": 10 }],
  [
    "vae",
    "emoji",
    { "model.architecture": "convolutional", "training.objective": "gaussian", "model.conditional": true },
  ],
  ["vae", "emoji", { "training.objective": "bernoulli" }],
  ["vae", "emoji", { "training.objective": "gaussian", "model.conditional": true, "model.condition": "caption" }],
  ["vae", "given-names", { "model.wordDropout": 0.3, "model.conditional": true }],
  ["vae", "code", {}],
  ["gan", "points", { "training.objective": "wassersteinGp", "model.conditional": true }],
  ["gan", "points", { "training.objective": "minimax", "model.labelSmoothing": 0.1 }],
  [
    "gan",
    "points",
    { "training.objective": "wassersteinClip", "model.criticOptimizer": "rmsprop", "model.criticRate": 2 },
  ],
  [
    "gan",
    "glyphs",
    { "model.architecture": "convolutional", "training.objective": "nonSaturating", "model.conditional": true },
  ],
  ["gan", "emoji", { "model.architecture": "convolutional", "training.objective": "wassersteinGp" }],
  ["gan", "emoji", { "training.objective": "leastSquares", "model.conditional": true }],
  ["gan", "given-names", { "training.objective": "wassersteinGp", "model.conditional": true }],
  ["gan", "given-names", { "model.relaxation": "gumbel", "training.objective": "leastSquares" }],
  ["vae", "drums", { "model.architecture": "convolutional", "model.conditional": true }],
  ["vae", "drums", { "data.form": "spectrogram" }],
  ["gan", "drums", { "model.architecture": "convolutional", "training.objective": "wassersteinGp" }],
  ["gan", "drums", { "training.objective": "leastSquares", "model.conditional": true }],
  ["diffusion", "drums", { "model.conditional": true, "sampling.sampler": "ddim" }],
  ["diffusion", "points", { "training.objective": "velocity", "sampling.sampler": "heun" }],
  ["diffusion", "points", { "training.objective": "flow", "sampling.sampler": "heun" }],
  [
    "diffusion",
    "points",
    {
      "training.objective": "noise",
      "model.noiseSchedule": "linear",
      "model.conditional": true,
      "sampling.sampler": "heun",
    },
  ],
  ["diffusion", "glyphs", { "training.objective": "sample", "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "training.objective": "velocity", "model.conditional": true, "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "model.conditional": true, "model.condition": "caption", "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "model.architecture": "dense", "sampling.sampler": "ddim" }],
];

/** Steps before the export, and those that are followed. */
const BEFORE = 2;
const FOLLOWED = 20;

const python = pythonWith("torch");
const nameOf = (index: number) => `${String(index).padStart(2, "0")}`;

interface Cell {
  readonly losses: readonly Readonly<Record<string, number>>[];
  readonly sample?: Float32Array;
  /** Of samples that are texts, and the symbols that they are made of. */
  readonly texts?: readonly string[];
  readonly symbols?: readonly string[];
}

interface Answer {
  readonly losses: readonly Readonly<Record<string, number>>[];
  readonly sample?: readonly number[];
  readonly error?: string;
}

const array = (name: string, tensor: tf.Tensor): NamedArray => ({
  ...{ name, shape: tensor.shape },
  data:
    tensor.dtype === "int32" ? (tensor.dataSync() as Int32Array).slice() : (tensor.dataSync() as Float32Array).slice(),
});

/** A model that writes down each update's batch and noise, numbered over the run. */
function recorded(model: Model, record: NamedArray[]): Model {
  let index = 0;
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

async function exportCell(folder: string, [family, set, changes]: (typeof CELLS)[number]): Promise<Cell> {
  const start = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
  const choices =
    "training.optimizer" in changes ? { "training.optimizer": changes["training.optimizer"] as string } : {};
  const config: RunConfig = withChanges(withChanges(start, choices), {
    ...TINY,
    "model.conditional": false,
    ...changes,
  });
  const read = async (path: string) => new Uint8Array(await readFile(new URL(`../../public/${path}`, import.meta.url)));
  const dataset = await loadData(config, read, () => {});
  const { family: manifest, optimizer } = chosen(config);
  const code = await registries.loadDomain(dataset.facts.domain.kind);
  const domain = manifest.whole && code.whole ? { ...code, ...code.whole } : code;
  const data = domain.model(dataset.facts);
  const build = await registries.loadFamily(family);
  const model = build(modelValues(config), data, batchShapeOf(config), randomStream(7, "weights"));
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
    model: recorded(model, record),
    batches,
    createOptimizer: await registries.loadOptimizer(optimizer.id),
    others: new Map(others),
    fullBatch: optimizer.fullBatch,
    seed: 7,
    settings: () => ({ model: modelValues(config), training: section(config, "training") }),
  });
  const advance = () => {
    const metrics = trainer.advance();
    if (!metrics) throw new Error("a step is one chunk here");
    const row = metrics.row.dataSync();
    metrics.row.dispose();
    return Object.fromEntries(metrics.series.map((name, i) => [name, row[i] as number]));
  };
  for (let i = 0; i < BEFORE; i++) advance();
  const snapshot = await takeSnapshot(trainer.variables);
  const tensors = snapshot?.tensors ?? [];
  const program = torchProgram(config, dataset.facts);
  if (!program) throw new Error("no program");
  const count = config["model.conditional"] ? 1 : 3;
  const shape = data.traits.shape(dataset.facts.domain);
  const drawn = DRAWN[family];
  const stream = randomStream(7, "samples");
  const writes = family === "vae" && data.traits.symbols !== undefined;
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
        ...(family === "diffusion" || i > 0 ? shape : [latent]),
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
  const losses = Array.from({ length: FOLLOWED }, advance);
  const stepsOf = (network: string) => BEFORE * model.updates.filter((update) => update.network === network).length;
  const state: NamedArray[] = [
    ...toTorch(tensors, program.layers).map((tensor) => ({ ...tensor, name: `model.${tensor.name}` })),
    ...program.optimizers.flatMap(({ network, id }, i) => {
      const mine = new Set(
        model.updates.filter((update) => update.network === network).flatMap(({ variables }) => variables),
      );
      const names = new Set(trainer.variables.flatMap(({ name, variable }) => (mine.has(variable) ? [name] : [])));
      const own = tensors.filter(({ name }) => names.has(name.slice(0, name.lastIndexOf("/"))));
      return Object.entries(torchOptimizer(id).slots).flatMap(([slot, theirs]) =>
        toTorch(own, program.layers, slot).map((tensor) => ({
          ...tensor,
          name: `optimizer.${i}.${theirs}.${tensor.name}`,
        })),
      );
    }),
    ...tensors.flatMap((tensor, i): NamedArray[] =>
      /\/carry$/.test(tensor.name) && tensor.shape.length > 0
        ? [{ ...tensor, name: `carry.${String(i).padStart(3, "0")}` }]
        : [],
    ),
  ];
  mkdirSync(folder, { recursive: true });
  for (const [name, source] of Object.entries(program.files)) writeFileSync(join(folder, name), programText(source));
  writeFileSync(join(folder, "state.safetensors"), writeSafetensors(state));
  writeFileSync(join(folder, "record.safetensors"), writeSafetensors(record));
  const carry =
    family === "wavenet"
      ? "queues"
      : family !== "recurrent"
        ? null
        : config["model.cell"] === "lstm"
          ? "hiddenAndCell"
          : "hidden";
  const cell = {
    ...{ model: program.model, step: BEFORE, steps: FOLLOWED, perEpoch: batches.perEpoch, carry },
    symbols: data.traits.symbols !== undefined,
    told: family === "captioner" ? "texts" : captioned ? "captions" : "labels",
    updates: program.optimizers.map(({ network }) => stepsOf(network)),
    ...(drawn
      ? {
          sample: {
            ...(captioned ? {} : { count }),
            ...(captioned && family === "diffusion" ? { guidance: 1 } : {}),
            ...(family === "diffusion" ? { steps: data.traits.shownAs === "dots" ? 8 : 6 } : {}),
            ...(family === "vae" ? { temperature: 1 } : {}),
            ...(writes ? { boldness: 0 } : {}),
          },
        }
      : {}),
  };
  writeFileSync(join(folder, "cell.json"), JSON.stringify(cell));
  const sample = made ? (made.dataSync() as Float32Array).slice() : undefined;
  tf.dispose(made ?? []);
  trainer.dispose();
  model.dispose();
  const symbols = data.traits.symbols?.(dataset.facts.domain);
  return { losses, ...(sample ? { sample } : {}), ...(texts && symbols ? { texts, symbols } : {}) };
}

describe.skipIf(!python)(`programs in PyTorch${python ? "" : " (skipped: there is no Python with torch here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "torch-"));
  const ours: Cell[] = [];
  const theirs = new Map<string, Answer>();

  beforeAll(async () => {
    await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
    for (const [i, cell] of CELLS.entries()) ours.push(await exportCell(join(folder, nameOf(i)), cell));
    await closeBackend("wasm");
    const harness = fileURLToPath(new URL("./testing/torch/harness.py", import.meta.url));
    const { stdout, stderr } = runPython(python as string, [harness, folder]);
    if (stderr) console.error(stderr);
    for (const line of stdout.trim().split("\n")) {
      const answer = JSON.parse(line) as Answer & { cell: string };
      theirs.set(answer.cell, answer);
    }
  }, 300_000);
  afterAll(() => {
    if (!process.env.INKLING_KEEP) rmSync(folder, { recursive: true });
    else console.log(folder);
  });

  it("are there for every family on every domain that it accepts", () => {
    const domainOf = (set: string) => registry.datasets[set]?.domain;
    for (const { id, accepts } of Object.values(registry.families)) {
      for (const kind of accepts) {
        expect(
          CELLS.some(([family, set]) => family === id && domainOf(set) === kind),
          `${id} on ${kind}`,
        ).toBe(true);
      }
    }
  });

  it.each(CELLS.map(([family, set, changes], i) => [family, set, JSON.stringify(changes), i] as const))(
    "%s on %s with %s has the same loss, and follows for twenty steps",
    (_, __, ___, i) => {
      const answer = theirs.get(nameOf(i));
      expect(answer?.error ?? null).toBeNull();
      const { losses, sample, texts, symbols } = ours[i] as Cell;
      answer?.losses.forEach((made, step) => {
        for (const [name, loss] of Object.entries(made)) {
          const own = losses[step]?.[name] as number;
          const allowed = (step === 0 ? 1e-4 : 1e-3) * Math.max(1, Math.abs(own));
          expect(Math.abs(loss - own), `${name} of step ${step + 1}: ${loss} for ${own}`).toBeLessThan(allowed);
        }
      });
      expect(answer?.losses.length).toBe(FOLLOWED);
      if (texts && symbols) {
        const made = (answer?.sample ?? []).map((symbol) => symbols[symbol]);
        const length = made.length / texts.length;
        texts.forEach((text, n) => {
          const written = made.slice(n * length, (n + 1) * length).join("");
          expect(written.slice(0, text.length)).toBe(text);
        });
      }
      if (sample) {
        expect(answer?.sample?.length).toBe(sample.length);
        const away = sample.map((value, at) => Math.abs(value - (answer?.sample?.[at] as number)));
        expect(Math.max(...away)).toBeLessThan(1e-3);
      }
    },
  );
});
