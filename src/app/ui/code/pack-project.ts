import { zip } from "fflate";
import { chosen } from "../../../catalog/parameters.ts";
import { project } from "../../../catalog/project.ts";
import { networkFiles } from "../../../export/networks/files.ts";
import { savedNetworks } from "../../../export/networks/saved.ts";
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/state.ts";
import { saveFile } from "../charts/save.ts";

/** Numbers that a model card tells. */
const MOST_FIGURES = 24;

/** Packs the run as a zip of a project in PyTorch, and hands it to the visitor; whether that went well. */
export async function packProject(
  { applied, facts, series, preset }: State,
  { takeAlong, beginning, link }: Pick<Actions, "takeAlong" | "beginning" | "link">,
): Promise<boolean> {
  const taken = applied && facts && (await takeAlong());
  const initial = taken && (await beginning());
  if (!applied || !facts || !taken || !initial) return false;
  const { step, tensors } = taken.checkpoint;
  const { dataset, family } = chosen(applied);
  const figures = Object.entries(series.values()).slice(0, MOST_FIGURES);
  const files = project({
    ...{ config: applied, facts, step, tensors, initial, data: taken.data },
    card: { title: `${family.id} on ${dataset.id} (${preset})`, link: link(), figures },
  });
  return files ? savePacked(`inkling-${dataset.id}-${family.id}-${step}`, files) : false;
}

/** Packs the run's networks as files of ONNX and of TensorFlow.js; whether that went well. Throws `onnxLayer` {name, layer}. */
export async function packNetworks(
  { applied, preset }: State,
  { takeAlong, link }: Pick<Actions, "takeAlong" | "link">,
): Promise<boolean> {
  const taken = applied && (await takeAlong());
  if (!applied || !taken) return false;
  const { step, tensors } = taken.checkpoint;
  const { dataset, family } = chosen(applied);
  const model = `${family.id} on ${dataset.id} (${preset}), after ${step} steps`;
  const files = networkFiles(savedNetworks(taken.topologies, tensors), { model, link: link() });
  return savePacked(`inkling-${dataset.id}-${family.id}-${step}-networks`, files);
}

/** Hands the files over as a zip with one folder. */
async function savePacked(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<boolean> {
  const folder = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${name}/${path}`, bytes]));
  const packed = await new Promise<Uint8Array<ArrayBuffer> | null>((resolve) => {
    zip(folder, (error, bytes) => resolve(error ? null : (bytes as Uint8Array<ArrayBuffer>)));
  });
  if (!packed) return false;
  saveFile(`${name}.zip`, new Blob([packed], { type: "application/zip" }));
  return true;
}
