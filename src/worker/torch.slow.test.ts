/**
 * Every family on every domain in PyTorch: the printed program with a run's weights, optimizer state, batches and noise gives
 * the run's next losses.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunConfig } from "../catalog/config.ts";
import { torchOptimizer, torchProgram } from "../catalog/torch.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { programText } from "../export/program/template.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import { writeSafetensors } from "../export/safetensors/write.ts";
import { toTorch } from "../export/torch/weights.ts";
import { CELLS, uncovered } from "./testing/programs/cells.ts";
import { BEFORE, type Recording, recordCell } from "./testing/programs/record.ts";
import { pythonWith, runPython } from "./testing/python.ts";

/** Steps that are followed. */
const FOLLOWED = 20;

const python = pythonWith("torch");
const nameOf = (index: number) => `${String(index).padStart(2, "0")}`;

interface Answer {
  readonly losses: readonly Readonly<Record<string, number>>[];
  readonly sample?: readonly number[];
  readonly error?: string;
}

/** What of a run's carried state goes on, as the harness hands it over. */
const carryOf = (config: RunConfig) =>
  config["model.family"] === "wavenet"
    ? "queues"
    : config["model.family"] !== "recurrent"
      ? null
      : config["model.cell"] === "lstm"
        ? "hiddenAndCell"
        : "hidden";

function writeCell(folder: string, recording: Recording): void {
  const { config, facts, tensors, networks, record, perEpoch, symbols, told, sampled } = recording;
  const program = torchProgram(config, facts);
  if (!program) throw new Error("no program");
  const state: NamedArray[] = [
    ...toTorch(tensors, program.layers).map((tensor) => ({ ...tensor, name: `model.${tensor.name}` })),
    ...program.optimizers.flatMap(({ network, id }, i) => {
      const names = new Set(networks[network]?.weights);
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
  const cell = {
    ...{ model: program.model, step: BEFORE, steps: FOLLOWED, perEpoch, carry: carryOf(config), told },
    symbols: symbols !== undefined,
    updates: program.optimizers.map(({ network }) => networks[network]?.updates),
    ...(sampled ? { sample: sampled } : {}),
  };
  writeFileSync(join(folder, "cell.json"), JSON.stringify(cell));
}

describe.skipIf(!python)(`programs in PyTorch${python ? "" : " (skipped: there is no Python with torch here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "torch-"));
  const ours: Recording[] = [];
  const theirs = new Map<string, Answer>();

  beforeAll(async () => {
    await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
    for (const [i, cell] of CELLS.entries()) {
      const recording = await recordCell(cell, FOLLOWED);
      writeCell(join(folder, nameOf(i)), recording);
      ours.push(recording);
    }
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
    expect(uncovered()).toEqual([]);
  });

  it.each(CELLS.map(([family, set, changes], i) => [family, set, JSON.stringify(changes), i] as const))(
    "%s on %s with %s has the same loss, and follows for twenty steps",
    (_, __, ___, i) => {
      const answer = theirs.get(nameOf(i));
      expect(answer?.error ?? null).toBeNull();
      const { losses, sample, texts, symbols } = ours[i] as Recording;
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
