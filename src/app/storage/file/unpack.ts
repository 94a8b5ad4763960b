import { strFromU8, unzipSync } from "fflate";
import { readSafetensors } from "../../../export/safetensors/read.ts";
import { sha256 } from "../../../own/sha256.ts";
import * as check from "../check.ts";
import type { ContentToKeep } from "../contents.ts";
import type { PartKey, StoredPart } from "../database.ts";
import type { OpenedFile } from "../entry.ts";
import { type Read, readRun } from "../read.ts";
import { FILES, FORMAT } from "./contract.ts";
import { decode } from "./values.ts";

/** More than any run of this page takes, unpacked. */
const MOST_BYTES = 512 * 2 ** 20;

/**
 * The run in a file, checked like one that the browser kept. Where there is none: `runFileStrange` of what is no such file,
 * `runFileDamaged` {field}, and what `readRun` says. Never throws.
 */
export async function unpackRun(file: Uint8Array): Promise<Read<OpenedFile>> {
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unpacked(file);
  } catch {
    return { ok: false, problem: { code: "runFileStrange", values: {} } };
  }
  try {
    return read(files);
  } catch (error) {
    const field = error instanceof check.Unreadable ? error.field : String((error as Error).message).slice(0, 80);
    return { ok: false, problem: { code: "runFileDamaged", values: { field } } };
  }
}

/** The known files alone, and no more of them than there is room for: whatever the archive says that it holds. */
function unpacked(file: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const known: readonly string[] = Object.values(FILES);
  let room = MOST_BYTES;
  const files = unzipSync(file, {
    filter: ({ name, originalSize }) => {
      if (!known.includes(name)) return false;
      room -= originalSize;
      if (room < 0) throw new RangeError("too large");
      return true;
    },
  });
  if (!files[FILES.about]) throw new RangeError("no run");
  return files;
}

function read(files: Readonly<Record<string, Uint8Array>>): Read<OpenedFile> {
  const of = (name: string) => {
    const bytes = files[name];
    if (!bytes) throw new check.Unreadable(name);
    return bytes;
  };
  const about = check.object(decode({ json: strFromU8(of(FILES.about)), bytes: of(FILES.arrays) }), "run");
  if (about.format !== FORMAT) throw new check.Unreadable("format");
  const entry = check.object(about.entry, "entry");
  const parts = check.list(about.parts, "parts", readPart);
  if (about.weights !== null)
    giveBack(parts, check.count(entry.step, "step"), weightsOf(about.weights, of(FILES.weights)));
  const run = readRun("", entry, parts);
  if (!run.ok) return run;
  return {
    ok: true,
    value: { run: run.value, content: about.content ? contentOf(about.content, of(FILES.content)) : null },
  };
}

function readPart(value: unknown, field: string): StoredPart {
  const part = check.object(value, field);
  const [kind, ...place] = check.array(part.key, field);
  const numbers = place.map((each) => check.count(each, field));
  const known = check.oneOf(kind as string, field, ["checkpoint", "moment", "piece"]);
  return { key: [known, numbers[0] ?? 0, numbers[1] ?? 0] as unknown as PartKey, value: part.value };
}

function weightsOf(names: unknown, file: Uint8Array) {
  const tensors = new Map(readSafetensors(file).tensors.map((tensor) => [tensor.name, tensor]));
  return check.list(names, "weights", (name, field) => {
    const tensor = tensors.get(check.text(name, field));
    if (!tensor) throw new check.Unreadable(field);
    return tensor;
  });
}

/** The newest checkpoint was written without its tensors. */
function giveBack(parts: readonly StoredPart[], step: number, tensors: ReturnType<typeof weightsOf>): void {
  const newest = parts.find(({ key }) => key[0] === "checkpoint" && key[1] === step);
  if (!newest) throw new check.Unreadable("checkpoint");
  Object.assign(check.object(newest.value, "checkpoint"), { tensors });
}

function contentOf(about: unknown, data: Uint8Array): ContentToKeep {
  const { id, set, name } = check.object(about, "content");
  // What is kept under a digest must have it.
  if (sha256(data) !== id) throw new check.Unreadable("content");
  return {
    id: check.text(id, "content.id"),
    set: check.text(set, "content.set"),
    name: check.text(name, "content.name"),
    data,
  };
}
