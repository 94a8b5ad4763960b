/**
 * Every family on every domain in TensorFlow.js: the printed program with a run's weights, optimizer state, batches and noise
 * gives the run's next losses, in a Node that knows nothing of ours.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import type { RunConfig } from "../catalog/config.ts";
import { factsOf } from "../catalog/testing/programs.ts";
import { tfjsOptimizer, tfjsProgram } from "../catalog/tfjs.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { programText } from "../export/program/template.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import type { TfjsProgram } from "../export/tfjs/contract.ts";
import { weightName } from "../export/torch/weights.ts";
import { CELLS as ALL, type Cell, configOf } from "./testing/programs/cells.ts";
import { type Answer, expectSame, nameOf, slotsOf, writeCell } from "./testing/programs/held.ts";
import { type Recording, recordCell } from "./testing/programs/record.ts";

/** Convolutions take TensorFlow.js long on the processor. */
const CELLS = ALL.map(([family, set, changes]): Cell => {
  const critic = set === "drums" ? { "model.criticSteps": 1 } : {};
  return [family, set, { "training.batchSize": 2, ...changes, ...critic, "model.channels": 4 }];
});

const QUICK = ["recurrent", "attention", "wavenet"];

/** Steps that are followed. */
const followed = ([family, set]: Cell) => (QUICK.includes(family) || set === "points" ? 5 : 2);

interface Answered extends Answer {
  /** Noise of the run that the program did not ask for, and tensors that it left behind after its first step. */
  readonly unused: number;
  readonly kept: number;
}

/** Weights of each layer, numbered as the program has them, of tensors whose name ends as `slot` says. */
function numbered(tensors: Recording["tensors"], { layers }: TfjsProgram, prefix: string, slot: string): NamedArray[] {
  const named = tensors.flatMap((tensor) => {
    const name = weightName(tensor.name);
    return name.endsWith(slot) ? [{ ...tensor, name: name.slice(0, name.length - slot.length) }] : [];
  });
  return layers.flatMap(({ from, gated }, i) => {
    const own = named.filter(({ name }) => name.slice(0, name.lastIndexOf("/")) === from);
    // The third of a gated unit has the biases of both its layers as rows.
    const parts = own.flatMap(({ data }, k) =>
      gated && k === 2 ? [data.slice(0, data.length / 2), data.slice(data.length / 2)] : [data],
    );
    return parts.map((data, k) => ({ name: `${prefix}.${i}.${k}`, shape: [data.length], data }));
  });
}

/** What `sample` is shown where it is not asked for a number of samples. */
const shownTo = (config: RunConfig) =>
  config["model.family"] === "captioner" ? "picture" : config["model.form"] === "masked" ? "blanks" : null;

function writeTfjs(folder: string, recording: Recording, steps: number): void {
  const { config, facts, tensors } = recording;
  const program = tfjsProgram(config, facts);
  if (!program) throw new Error("no program");
  const optimizers = program.optimizers.map((about) => ({ ...about, slots: tfjsOptimizer(about.id).slots }));
  const weights = [
    ...numbered(
      tensors.filter(({ name }) => !/\/(firstMoment|secondMoment|meanSquare|velocity|carry)$/.test(name)),
      ...([program, "weight", ""] as const),
    ),
    ...optimizers.flatMap(({ network, slots }) =>
      slots.flatMap((slot) => numbered(slotsOf(recording, network), program, `slot.${slot}`, `/${slot}`)),
    ),
  ];
  writeCell(folder, program, { weights, recording, steps });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const about = { layers: program.layers, optimizers, shown: shownTo(config) };
  writeFileSync(join(folder, "program.json"), JSON.stringify(about));
}

/** A `data.js` of texts of two symbols. */
const DATA = `import * as tf from "@tensorflow/tfjs";

export const batches = () => ({ inputs: tf.zeros([2, 8], "int32"), targets: tf.ones([2, 8], "int32"), fresh: false });
`;

const folder = mkdtempSync(join(tmpdir(), "tfjs-"));
const ours: Recording[] = [];

/** TensorFlow.js as the programs import it: the real one, but for what is random. */
function writeTensorflow(): void {
  const address = (path: string) => JSON.stringify(pathToFileURL(path).href);
  const real = address(createRequire(import.meta.url).resolve("@tensorflow/tfjs"));
  const replay = address(fileURLToPath(new URL("./testing/tfjs/replay.mjs", import.meta.url)));
  const at = join(folder, "node_modules", "@tensorflow", "tfjs");
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "package.json"), '{ "type": "module", "exports": "./index.mjs" }\n');
  const lines = [
    `import * as tf from ${real};`,
    `import { replay } from ${replay};`,
    `export * from ${real};`,
    "export const { give, left, randomNormal, randomUniform, dropout } = replay(tf);\n",
  ];
  writeFileSync(join(at, "index.mjs"), lines.join("\n"));
}

beforeAll(async () => {
  writeTensorflow();
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  for (const [i, cell] of CELLS.entries()) {
    const recording = await recordCell(cell, followed(cell));
    writeTfjs(join(folder, nameOf(i)), recording, followed(cell));
    ours.push(recording);
  }
  await closeBackend("wasm");
  const harness = fileURLToPath(new URL("./testing/tfjs/harness.mjs", import.meta.url));
  const { stderr, status } = spawnSync(process.execPath, [harness, folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}, 300_000);
afterAll(() => {
  if (!process.env.INKLING_KEEP) rmSync(folder, { recursive: true });
  else console.log(folder);
});

it.each(CELLS.map((cell, i) => [...cell, i] as const))(
  "%s on %s with %j in TensorFlow.js has the same losses, and samples",
  (family, _, changes, i) => {
    const answer = JSON.parse(readFileSync(join(folder, nameOf(i), "answer.json"), "utf8")) as Answered;
    expectSame(answer, ours[i] as Recording, followed(CELLS[i] as Cell));
    expect({ unused: answer.unused, kept: answer.kept }).toEqual({ unused: 0, kept: 0 });
    expect(answer.sample?.length).toBeGreaterThan(0);
    expect(answer.sample?.every(Number.isFinite)).toBe(true);
    if (QUICK.includes(family) && changes["model.form"] !== "masked") {
      const half = (answer.sample?.length ?? 0) / 2;
      expect(answer.sample?.slice(0, half)).not.toEqual(answer.sample?.slice(half)); // texts are drawn one by one
    }
  },
);

it("train.js runs as it is printed", () => {
  const at = mkdtempSync(join(tmpdir(), "tfjs-"));
  try {
    const config = withChanges(configOf(["recurrent", "given-names", {}]), { "training.stopAt": 3 });
    const { files } = tfjsProgram(config, factsOf(config)) as TfjsProgram;
    for (const [name, source] of Object.entries(files)) writeFileSync(join(at, name), programText(source));
    writeFileSync(join(at, "package.json"), '{ "type": "module" }\n');
    writeFileSync(join(at, "data.js"), DATA);
    symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(at, "node_modules"));
    const { stdout, stderr, status } = spawnSync(process.execPath, ["train.js"], { cwd: at, encoding: "utf8" });
    expect(stderr).not.toMatch(/Error/);
    expect(status).toBe(0);
    expect(stdout).toMatch(/0 loss [\d.]+\nTensor\n/);
  } finally {
    rmSync(at, { recursive: true });
  }
});
