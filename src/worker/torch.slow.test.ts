/**
 * Every family on every domain in PyTorch: the printed program with a run's weights, optimizer state, batches and noise gives
 * the run's next losses.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { torchOptimizer, torchProgram } from "../catalog/torch.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { toTorch } from "../export/torch/weights.ts";
import { CELLS, uncovered } from "./testing/programs/cells.ts";
import { answersOf, expectSame, nameOf, slotsOf, writeCell } from "./testing/programs/held.ts";
import { type Recording, recordCell } from "./testing/programs/record.ts";
import { pythonWith } from "./testing/python.ts";

/** Where PyTorch 1.13 and 2.13 part from each other: by 0.005 in twenty steps. */
const LATE: Readonly<Record<string, number>> = { "gan drums": 5e-3 };

/** Steps that are followed. */
const FOLLOWED = 20;

const python = pythonWith("torch");

function writeTorch(folder: string, recording: Recording): void {
  const { config, facts, tensors } = recording;
  const program = torchProgram(config, facts);
  if (!program) throw new Error("no program");
  const weights = [
    ...toTorch(tensors, program.layers).map((tensor) => ({ ...tensor, name: `model.${tensor.name}` })),
    ...program.optimizers.flatMap(({ network, id }, i) =>
      Object.entries(torchOptimizer(id).slots).flatMap(([slot, theirs]) =>
        toTorch(slotsOf(recording, network), program.layers, slot).map((tensor) => ({
          ...tensor,
          name: `optimizer.${i}.${theirs}.${tensor.name}`,
        })),
      ),
    ),
  ];
  writeCell(folder, program, { weights, recording, steps: FOLLOWED });
}

describe.skipIf(!python)(`programs in PyTorch${python ? "" : " (skipped: there is no Python with torch here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "torch-"));
  const ours: Recording[] = [];
  let theirs: ReturnType<typeof answersOf> = new Map();

  beforeAll(async () => {
    await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
    for (const [i, cell] of CELLS.entries()) {
      const recording = await recordCell(cell, FOLLOWED);
      writeTorch(join(folder, nameOf(i)), recording);
      ours.push(recording);
    }
    await closeBackend("wasm");
    const harness = fileURLToPath(new URL("./testing/torch/harness.py", import.meta.url));
    theirs = answersOf(python as string, harness, folder);
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
    (family, set, _, i) => expectSame(theirs.get(nameOf(i)), ours[i] as Recording, FOLLOWED, LATE[`${family} ${set}`]),
  );
});
