/**
 * Every family on every domain in PyTorch: the printed program with a run's weights, optimizer state, batches and noise gives
 * the run's next losses.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comeBack, project } from "../catalog/project.ts";
import { torchOptimizer, torchProgram } from "../catalog/torch.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import { readSafetensors } from "../export/safetensors/read.ts";
import type { TorchProgram } from "../export/torch/contract.ts";
import { toTorch } from "../export/torch/weights.ts";
import { CELLS, type Cell, uncovered } from "./testing/programs/cells.ts";
import { answersOf, expectSame, nameOf, slotsOf, writeCell } from "./testing/programs/held.ts";
import { buildCell, type Recording, recordCell } from "./testing/programs/record.ts";
import { pythonWith, runPython } from "./testing/python.ts";

/** Steps that are followed. */
const FOLLOWED = 20;

const python = pythonWith("torch");

const harness = fileURLToPath(new URL("./testing/torch/harness.py", import.meta.url));
const openWasm = () => openBackend("wasm", { onFault: () => {}, onLost: () => {} });

function writeTorch(folder: string, recording: Recording): void {
  const { config, facts, tensors } = recording;
  const program = torchProgram(config, facts) as TorchProgram;
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
    await openWasm();
    for (const [i, cell] of CELLS.entries()) {
      const recording = await recordCell(cell, FOLLOWED);
      writeTorch(join(folder, nameOf(i)), recording);
      ours.push(recording);
    }
    await closeBackend("wasm");
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
    (_, __, ___, i) => expectSame(theirs.get(nameOf(i)), ours[i] as Recording, FOLLOWED),
  );
});

/** Steps that PyTorch makes by itself, and then both. */
const [AWAY, TOGETHER] = [50, 5];

/** Runs `train.py` of a project as a person would. */
const TRAIN = `import os, runpy, sys
os.chdir(sys.argv[1])
sys.path.insert(0, ".")
sys.argv = ["train.py", "--steps", "${AWAY}"]
runpy.run_path("train.py", run_name="__main__")`;

describe.skipIf(!python)("a run that comes back from PyTorch", () => {
  const folder = mkdtempSync(join(tmpdir(), "away-"));
  beforeAll(openWasm);
  afterAll(async () => {
    await closeBackend("wasm");
    rmSync(folder, { recursive: true });
  });

  it.each(["vae", "gan", "diffusion"])(
    "has the same losses and the same optimizer there and here: %s of points",
    async (id) => {
      const cell = CELLS.find(([family, set]) => family === id && set === "points") as Cell;
      const left = await recordCell(cell, 0);
      const { dataset, domain, model } = await buildCell(cell);
      model.dispose();
      const { config, facts, step, tensors } = left;
      const card = { title: "A test", link: "https://example.org/", figures: [] };
      const data = domain.arrays?.(dataset) ?? [];
      const [away, both] = [join(folder, id), join(folder, `${id}-both`, nameOf(0))];
      mkdirSync(away);
      const files = project({ ...{ config, facts, step, tensors, initial: tensors, data }, card });
      for (const [path, bytes] of Object.entries(files ?? {})) writeFileSync(join(away, path), bytes);
      const { status, stderr } = runPython(python as string, ["-c", TRAIN, away]);
      expect(status, stderr).toBe(0);

      const file = readFileSync(join(away, "checkpoint.safetensors"));
      const back = comeBack(file);
      expect(back?.step).toBe(step + AWAY);
      const found = back?.into(facts, tensors);
      expect([found?.missing, found?.misshapen]).toEqual([[], []]);
      const here = await recordCell(cell, TOGETHER, { step: step + AWAY, tensors: found?.tensors ?? [] });
      const weights = readSafetensors(file).tensors as readonly NamedArray[];
      writeCell(both, torchProgram(config, facts) as TorchProgram, { weights, recording: here, steps: TOGETHER });
      expectSame(answersOf(python as string, harness, join(folder, `${id}-both`)).get(nameOf(0)), here, TOGETHER);
    },
  );
});
