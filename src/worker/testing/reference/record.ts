import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { RunConfig } from "../../../catalog/config.ts";
import { encode } from "../../../catalog/link.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { takeSnapshot } from "../../../training/checkpoint.ts";
import { createRecorder } from "../../../training/recorder.ts";
import { type Built, build, loadData } from "../../build.ts";

/** Steps of which the losses are kept, and the step of the checkpoint. */
export const LOSSES = 10;
export const CHECKPOINT_STEP = 20;

/** What a preset's first steps are, to the last bit, on wasm. */
export interface Reference {
  readonly link: string;
  /** The first {@link LOSSES} values of each loss. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  /** Name, shape and hash of everything that a checkpoint after {@link CHECKPOINT_STEP} steps holds. */
  readonly checkpoint: readonly (readonly [name: string, shape: readonly number[], hash: string])[];
  /** The losses of the step after the checkpoint. */
  readonly next: Readonly<Record<string, number>>;
}

/** A checkpoint whose numbers are kept whole, base64 of little-endian float32. */
export type KeptCheckpoint = readonly (readonly [name: string, shape: readonly number[], data: string])[];

export async function buildPreset(config: RunConfig): Promise<Built> {
  const read = async (path: string) =>
    new Uint8Array(await readFile(new URL(`../../../../public/${path}`, import.meta.url)));
  const dataset = await loadData(config, read, () => {});
  return build(dataset, () => config, Number.POSITIVE_INFINITY);
}

/** Makes steps and answers the losses of each, by series. */
export async function stepLosses({ trainer }: Built, steps: number): Promise<Record<string, number[]>> {
  const recorder = createRecorder();
  for (let made = 0; made < steps; ) {
    const metrics = trainer.advance();
    if (!metrics) continue;
    recorder.add(metrics);
    made++;
  }
  const losses: Record<string, number[]> = {};
  for (const { series, steps: rows, values } of await recorder.take()) {
    for (const [column, id] of series.entries()) {
      if (!/^loss/.test(id)) continue;
      const line = Array.from(rows, (_, row) => values[row * series.length + column] as number);
      losses[id] = [...(losses[id] ?? []), ...line];
    }
  }
  return losses;
}

const hashOf = (data: Float32Array) =>
  createHash("sha256")
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest("hex")
    .slice(0, 16);

const base64 = (data: Float32Array) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");

export const fromBase64 = (text: string) => {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer);
};

/** Trains a preset's first steps and says what they were. The backend is open already. */
export async function record(
  preset: string,
): Promise<{ readonly reference: Reference; readonly kept: KeptCheckpoint }> {
  const config = defaultConfig(preset);
  const built = await buildPreset(config);
  try {
    const losses = await stepLosses(built, LOSSES);
    await stepLosses(built, CHECKPOINT_STEP - LOSSES);
    const snapshot = await takeSnapshot(built.trainer.variables);
    if (!snapshot) throw new Error(`${preset} has no finite checkpoint`);
    const next = await stepLosses(built, 1);
    const link = encode(config, { preset, view: "samples", language: "en" });
    return {
      reference: {
        link,
        losses,
        checkpoint: snapshot.tensors.map(({ name, shape, data }) => [name, shape, hashOf(data)]),
        next: Object.fromEntries(Object.entries(next).map(([id, [value]]) => [id, value as number])),
      },
      kept: snapshot.tensors.map(({ name, shape, data }) => [name, shape, base64(data)]),
    };
  } finally {
    built.dispose();
  }
}
