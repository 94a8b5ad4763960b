/** Runs taken along as projects: they train on in PyTorch, on several processes too, and what they save comes back. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import type { RunConfig } from "../catalog/config.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { comeBack, project } from "../catalog/project.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { Values } from "../schema/parameter.ts";
import type { TakenRun } from "./api.ts";
import { testWorkerApi } from "./testing/open.ts";
import { pythonWith, runPython, runTorchrun } from "./testing/python.ts";

const TINY: Values = {
  "data.characters": "digits",
  "model.layers": 1,
  "model.width": 16,
  "model.units": 16,
  "model.heads": 2,
  "model.latent": 3,
  "model.criticSteps": 2,
  "model.dropout": 0,
  "training.batchSize": 64,
  "training.sequenceLength": 16,
  "sampling.count": 4,
  "sampling.steps": 4,
  "sampling.maxLength": 6,
};

const CELLS: readonly (readonly [family: string, set: string, changes: Values])[] = [
  ["recurrent", "given-names", { "model.conditional": true }],
  ["attention", "given-names", { "training.schedule": "warmup" }],
  ["vae", "glyphs", { "model.conditional": true, "training.optimizer": "rmsprop" }],
  ["vae", "given-names", {}],
  ["gan", "points", { "model.conditional": false }],
  ["diffusion", "points", { "model.conditional": true, "training.optimizer": "sgd", "training.learningRate": 0.01 }],
];
/** Those whose next step follows from the checkpoint alone: the others read texts on from batch to batch. */
const WITHOUT_STATE = ["vae", "gan", "diffusion", "attention"];
/** Those that are opened again, too: points are quickly loaded and judged. */
const RESTORED = ["gan", "diffusion"];
/** The one that is trained on several processes: without noise, and its next step follows from the checkpoint alone. */
const TEXTS = "1";
const BEFORE = 3;

interface Taken {
  readonly config: RunConfig;
  readonly facts: DatasetFacts;
  readonly run: TakenRun;
}

interface Answer {
  readonly once: string;
  readonly twice: string;
  readonly same: boolean;
  readonly evaluated: string;
  readonly samples?: string;
  readonly error?: string;
}

const python = pythonWith("torch");
const harness = (name: string) => fileURLToPath(new URL(`./testing/torch/${name}`, import.meta.url));

/** The numbers of a log, a row a step. */
const rowsOf = (log: string) =>
  log
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));

describe.skipIf(!python)(`projects in PyTorch${python ? "" : " (skipped: there is no Python with torch here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  const [projects, parallel] = [join(folder, "projects"), join(folder, "parallel")];
  const taken: Taken[] = [];
  const answers = new Map<string, Answer>();

  beforeAll(async () => {
    for (const [i, [family, set, changes]] of CELLS.entries()) {
      const start = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
      const optimizer = changes["training.optimizer"];
      const chosen = optimizer === undefined ? start : withChanges(start, { "training.optimizer": optimizer });
      const config = withChanges(chosen, { ...TINY, ...changes });
      const test = await testWorkerApi();
      const { facts } = await test.open(config);
      const first = (await test.api.checkpoint()).tensors;
      await test.api.step(BEFORE);
      const run = await test.api.take();
      const initial = await test.api.beginning();
      expect(initial).toEqual(first);
      await test.end();
      taken.push({ config, facts, run });
      const card = { title: "A test", link: "https://example.org/", figures: [["loss", 1.5]] as const };
      const { tensors } = run.checkpoint;
      const files = project({ config, facts, step: BEFORE, tensors, initial, data: run.data, card });
      const place = join(projects, String(i));
      mkdirSync(place, { recursive: true });
      for (const [path, bytes] of Object.entries(files ?? {})) writeFileSync(join(place, path), bytes);
    }
    cpSync(join(projects, TEXTS), parallel, { recursive: true });
    const { stdout, stderr } = runPython(python as string, [harness("projects.py"), projects]);
    if (stderr) console.error(stderr);
    for (const line of stdout.trim().split("\n")) {
      const answer = JSON.parse(line) as Answer & { project: string };
      answers.set(answer.project, answer);
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each(CELLS.map(([family, set], i) => [family, set, String(i)] as const))("%s on %s", (family, _, i) => {
    it("goes on from the page's step, evaluates, samples and passes its own test", () => {
      const answer = answers.get(i);
      expect(answer?.error ?? null).toBeNull();
      const rows = rowsOf(answer?.once ?? "");
      expect(rows.map(([step]) => step)).toEqual([4, 5, 6, 7]);
      expect(rows.flat().every(Number.isFinite)).toBe(true);
      expect(answer?.evaluated).toMatch(/loss.* after 7 steps: -?\d+\.\d+/);
      expect(answer?.samples).toMatch(/^after 7 steps:\n./);
    });

    it.runIf(WITHOUT_STATE.includes(family))("ends at the same weights when it was stopped in between", () => {
      const answer = answers.get(i);
      expect(answer?.twice).toBe(answer?.once);
      expect(answer?.same).toBe(true);
    });

    it("comes back with all of its weights and what its optimizer remembers", async () => {
      const { config, facts, run } = taken[Number(i)] as Taken;
      const back = comeBack(readFileSync(join(projects, `${i}-once`, "checkpoint.safetensors")));
      expect(back?.config).toEqual(config);
      const before = run.checkpoint.tensors;
      const blank = before.map((tensor) => ({ ...tensor, data: new Float32Array(tensor.data.length) }));
      const found = back?.into(facts, blank);
      expect([found?.missing, found?.misshapen]).toEqual([[], []]);
      // What goes along from batch to batch begins anew; all else has learned, unless its slope is none, as of a critic's last bias.
      const isZero = (data: Float32Array) => data.every((value) => value === 0);
      const still = found?.tensors.filter(({ name, data }, at) => {
        const own = before[at]?.data as Float32Array;
        return !name.endsWith("/carry") && !isZero(own) && (isZero(data) || String(data) === String(own));
      });
      expect(still?.map(({ name }) => name)).toEqual([]);
      if (!RESTORED.includes(family)) return;
      const test = await testWorkerApi();
      await test.open(config);
      const { tensors = [] } = found ?? {};
      await test.api.restore({ ...run.checkpoint, step: (back?.step ?? 0) as never, tensors });
      const stands = await test.api.checkpoint();
      expect([stands.step, stands.tensors]).toEqual([7, tensors]);
      expect(await test.api.step(1)).toBe(8);
      await test.end();
    });
  });

  it("trains on two processes as on one, and goes on from the checkpoint after one of them was killed", async () => {
    const [losing, until] = [6, ["--until", "7", "--save-every", "5", "--log-every", "1"]];
    const { status, stderr } = runTorchrun(
      python as string,
      [harness("killed.py"), String(losing), ...until],
      parallel,
    );
    expect(status, stderr).toBe(0);
    expect(existsSync(join(parallel, "killed"))).toBe(true);
    // Step 6 was made before the kill, lost, and made again.
    const log = readFileSync(join(parallel, "metrics.csv"), "utf8");
    const [one, two] = [answers.get(TEXTS)?.once ?? "", log].map(rowsOf);
    expect(two?.map(([step]) => step)).toEqual([4, 5, 6, 7]);
    two?.forEach(([, loss], i) => {
      expect(Math.abs((loss as number) - (one?.[i]?.[1] as number))).toBeLessThan(1e-4);
    });
    expect(readdirSync(parallel).filter((name) => name.includes("checkpoint.safetensors"))).toEqual([
      "checkpoint.safetensors",
    ]);
    expect(comeBack(readFileSync(join(parallel, "checkpoint.safetensors")))?.step).toBe(7);
  }, 180_000);
});
