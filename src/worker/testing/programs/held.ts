/** Programs, held to the runs that they are of: folders for a harness that runs them, and what it answers. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { RunConfig } from "../../../catalog/config.ts";
import { programText } from "../../../export/program/template.ts";
import type { NamedArray } from "../../../export/safetensors/contract.ts";
import { writeSafetensors } from "../../../export/safetensors/write.ts";
import { runPython } from "../python.ts";
import type { Recording } from "./record.ts";

/** What a harness prints of a cell, a line of JSON. */
export interface Answer {
  readonly losses: readonly Readonly<Record<string, number>>[];
  readonly sample?: readonly number[];
  readonly error?: string;
}

export const nameOf = (index: number): string => `${String(index).padStart(2, "0")}`;

/** What of a run's carried state goes on. */
const carryOf = (config: RunConfig) =>
  config["model.family"] === "wavenet"
    ? "queues"
    : config["model.family"] !== "recurrent"
      ? null
      : config["model.cell"] === "lstm"
        ? "hiddenAndCell"
        : "hidden";

interface Program {
  readonly files: Readonly<Record<string, string>>;
  readonly model: string;
  readonly optimizers: readonly { readonly network: string; readonly id: string }[];
}

interface Given {
  /** Weights as `model.NAME`, what optimizers remember of them as `optimizer.N.SLOT.NAME`. */
  readonly weights: readonly NamedArray[];
  readonly recording: Recording;
  /** Steps that are followed. */
  readonly steps: number;
}

/** Tensors of a snapshot that an update of this network moves: each weight's slots. */
export function slotsOf({ tensors, networks }: Recording, network: string): Recording["tensors"] {
  const names = new Set(networks[network]?.weights);
  return tensors.filter(({ name }) => names.has(name.slice(0, name.lastIndexOf("/"))));
}

/** The program's files, `state.safetensors`, `record.safetensors` and `cell.json`. */
export function writeCell(folder: string, program: Program, { weights, recording, steps }: Given): void {
  const { config, tensors, networks, record, perEpoch, symbols, told, sampled } = recording;
  const carried = tensors.flatMap((tensor, i): NamedArray[] =>
    /\/carry$/.test(tensor.name) && tensor.shape.length > 0
      ? [{ ...tensor, name: `carry.${String(i).padStart(3, "0")}` }]
      : [],
  );
  mkdirSync(folder, { recursive: true });
  for (const [name, source] of Object.entries(program.files)) writeFileSync(join(folder, name), programText(source));
  writeFileSync(join(folder, "state.safetensors"), writeSafetensors([...weights, ...carried]));
  writeFileSync(join(folder, "record.safetensors"), writeSafetensors(record));
  const cell = {
    ...{ model: program.model, step: recording.step, steps, perEpoch, carry: carryOf(config), told },
    symbols: symbols !== undefined,
    updates: program.optimizers.map(({ network }) => networks[network]?.updates),
    ...(sampled ? { sample: sampled } : {}),
  };
  writeFileSync(join(folder, "cell.json"), JSON.stringify(cell));
}

/** What a harness in Python says of all cells of a folder, by their names. */
export function answersOf(python: string, harness: string, folder: string): ReadonlyMap<string, Answer> {
  const { stdout, stderr } = runPython(python, [harness, folder]);
  if (stderr) console.error(stderr);
  const answers = stdout.trim() === "" ? [] : stdout.trim().split("\n");
  return new Map(
    answers.map((line) => {
      const answer = JSON.parse(line) as Answer & { cell: string };
      return [answer.cell, answer];
    }),
  );
}

/** The first loss may be away from the run's by this share, and those after it by this one. */
const [AT_FIRST, AFTER] = [1e-4, 1e-3];

/** Holds a program's losses, and its sample where there is one, to the run's. */
export function expectSame(answer: Answer | undefined, recording: Recording, steps: number): void {
  expect(answer?.error ?? null).toBeNull();
  const { losses, sample, texts, symbols } = recording;
  answer?.losses.forEach((made, step) => {
    for (const [name, loss] of Object.entries(made)) {
      const own = losses[step]?.[name] as number;
      const allowed = (step === 0 ? AT_FIRST : AFTER) * Math.max(1, Math.abs(own));
      expect(Math.abs(loss - own), `${name} of step ${step + 1}: ${loss} for ${own}`).toBeLessThan(allowed);
    }
  });
  expect(answer?.losses.length).toBe(steps);
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
}
