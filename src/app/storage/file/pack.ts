import { strToU8, type Zippable, zipSync } from "fflate";
import { TRAINED_ALGORITHMIC_MEDIA } from "../../../export/media/origin.ts";
import { writeSafetensors } from "../../../export/safetensors/write.ts";
import type { Checkpoint } from "../../../worker/api.ts";
import { changeOf, newWriter } from "../changes.ts";
import type { ContentToKeep } from "../contents.ts";
import type { RunToKeep } from "../entry.ts";
import { FILES, FORMAT } from "./contract.ts";
import { encode } from "./values.ts";

/** The file of a run. Its weights are finite: others are never saved. */
export async function packRun(
  run: RunToKeep & { readonly name: string },
  content: ContentToKeep | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = { ...newWriter(), name: run.name };
  const { change } = changeOf(run, writer, { page: "", savedAt: 0 });
  const newest = run.checkpoints.at(-1) as Checkpoint;
  const parts = change.puts.map(({ key, value }) =>
    value === newest ? { key, value: { ...newest, tensors: [] } } : { key, value },
  );
  const { json, bytes } = encode({
    format: FORMAT,
    digitalSourceType: TRAINED_ALGORITHMIC_MEDIA,
    entry: change.entry,
    parts,
    // The order in which tensors stand is not the file's.
    weights: newest.tensors.map(({ name }) => name),
    content: content && { id: content.id, set: content.set, name: content.name },
  });
  const metadata = { step: String(newest.step), digitalSourceType: TRAINED_ALGORITHMIC_MEDIA };
  const files: Zippable = {
    [FILES.about]: strToU8(json),
    [FILES.arrays]: [bytes, { level: 1 }],
    // Weights are noise to whoever packs.
    [FILES.weights]: [writeSafetensors(newest.tensors, metadata), { level: 0 }],
  };
  if (content) files[FILES.content] = content.data;
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}
