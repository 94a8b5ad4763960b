import { readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultConfig, presets } from "../catalog/presets.ts";
import { openBackend } from "../engine/index.ts";
import { restoreSnapshot } from "../training/checkpoint.ts";
import {
  buildPreset,
  CHECKPOINT_STEP,
  fromBase64,
  type KeptCheckpoint,
  type Reference,
  record,
  stepLosses,
} from "./testing/reference/record.ts";

/**
 * What the presets' first steps were when this was recorded, bit for bit: a change of the code's structure changes none of
 * it. Where a kernel honestly computes otherwise, INKLING_RECORD=1 writes the files anew, in that commit.
 */
const file = (name: string) => new URL(`./testing/reference/${name}.json`, import.meta.url);
const load = async <T>(name: string): Promise<T> => JSON.parse(await readFile(file(name), "utf8")) as T;

/** Small ones of three families whose whole checkpoints are kept. */
const KEPT = ["places-dropout", "moons-vae", "two-gan"];
const recording = process.env.INKLING_RECORD === "1";

let references: Record<string, Reference> = {};
let kept: Record<string, KeptCheckpoint> = {};
beforeAll(async () => {
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  if (recording) return;
  references = await load("presets");
  kept = await load("checkpoints");
});

describe.skipIf(recording)("on wasm, as recorded", () => {
  it.each(presets.map(({ id }) => id))(
    "%s has its link, its first losses and what a checkpoint holds",
    async (preset) => {
      expect((await record(preset)).reference).toEqual(references[preset]);
    },
    60_000,
  );

  it.each(KEPT)("the recorded checkpoint of %s resumes to the recorded next loss", async (preset) => {
    const built = await buildPreset(defaultConfig(preset));
    const tensors = (kept[preset] ?? []).map(([name, shape, data]) => ({ name, shape, data: fromBase64(data) }));
    restoreSnapshot(built.trainer.variables, { tensors });
    built.trainer.seek(CHECKPOINT_STEP);
    const next = await stepLosses(built, 1);
    built.dispose();
    expect(Object.fromEntries(Object.entries(next).map(([id, [value]]) => [id, value]))).toEqual(
      references[preset]?.next,
    );
  });
});

it.runIf(recording)(
  "records",
  async () => {
    for (const { id } of presets) {
      const recorded = await record(id);
      references[id] = recorded.reference;
      if (KEPT.includes(id)) kept[id] = recorded.kept;
    }
    await writeFile(file("presets"), `${JSON.stringify(references)}\n`);
    await writeFile(file("checkpoints"), `${JSON.stringify(kept)}\n`);
  },
  300_000,
);
