/**
 * Every family on every domain in Keras: the printed program with a run's weights, optimizer state, batches and noise gives
 * the run's next losses.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, it } from "vitest";
import { kerasProgram } from "../catalog/keras.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { kerasName, kerasShape } from "../export/keras/weights.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import { weightName } from "../export/torch/weights.ts";
import { CELLS } from "./testing/programs/cells.ts";
import { answersOf, expectSame, nameOf, slotsOf, writeCell } from "./testing/programs/held.ts";
import { type Recording, recordCell } from "./testing/programs/record.ts";
import { pythonWith } from "./testing/python.ts";

/** Steps that are followed. */
const FOLLOWED = 5;

const python = pythonWith("keras");

function writeKeras(folder: string, recording: Recording): void {
  const { config, facts, tensors } = recording;
  const program = kerasProgram(config, facts);
  if (!program) throw new Error("no program");
  const named = (among: Recording["tensors"], nameFor: (slot: string, theirs: string) => string): NamedArray[] =>
    program.layers.flatMap((layer) =>
      layer.layout.flatMap((weight) => {
        const own = `${layer.from}/${weight.ours}`;
        return among.flatMap((tensor) => {
          const name = weightName(tensor.name);
          const slot = name === own ? "" : name.startsWith(`${own}/`) ? name.slice(own.length + 1) : null;
          if (slot === null) return [];
          return [
            { ...tensor, shape: kerasShape(tensor.shape, weight), name: nameFor(slot, kerasName(layer, weight)) },
          ];
        });
      }),
    );
  const weights = [
    ...named(
      tensors.filter(({ name }) => !/\/(firstMoment|secondMoment|meanSquare|velocity|carry)$/.test(name)),
      (_, theirs) => `model.${theirs}`,
    ),
    ...program.optimizers.flatMap(({ network }, i) =>
      named(slotsOf(recording, network), (slot, theirs) => `optimizer.${i}.${slot}.${theirs}`),
    ),
  ];
  writeCell(folder, program, { weights, recording, steps: FOLLOWED });
}

describe.skipIf(!python)(`programs in Keras${python ? "" : " (skipped: there is no Python with keras here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "keras-"));
  const ours: Recording[] = [];
  let theirs: ReturnType<typeof answersOf> = new Map();

  beforeAll(async () => {
    await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
    for (const [i, cell] of CELLS.entries()) {
      const recording = await recordCell(cell, FOLLOWED);
      writeKeras(join(folder, nameOf(i)), recording);
      ours.push(recording);
    }
    await closeBackend("wasm");
    const harness = fileURLToPath(new URL("./testing/keras/harness.py", import.meta.url));
    theirs = answersOf(python as string, harness, folder);
  }, 300_000);
  afterAll(() => {
    if (!process.env.INKLING_KEEP) rmSync(folder, { recursive: true });
    else console.log(folder);
  });

  it.each(CELLS.map(([family, set, changes], i) => [family, set, JSON.stringify(changes), i] as const))(
    "%s on %s with %s has the same loss, and follows for five steps",
    (_, __, ___, i) => expectSame(theirs.get(nameOf(i)), ours[i] as Recording, FOLLOWED),
  );
});
