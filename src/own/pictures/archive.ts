/** Files out of a zip archive, as they come, within a budget of entries and bytes: what its header says of sizes may be a lie. */
import { Unzip, UnzipInflate } from "fflate";

export interface ArchiveBudget {
  readonly entries: number;
  /** Of one file, and of all together, unpacked. */
  readonly fileBytes: number;
  readonly bytes: number;
}

export type ArchiveProblem = "tooMany" | "tooLarge" | "damaged";

export interface Unpacked {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Why not all of it was unpacked. */
  readonly problem: ArchiveProblem | null;
}

export const BUDGET: ArchiveBudget = { entries: 4000, fileBytes: 8 * 2 ** 20, bytes: 128 * 2 ** 20 };

/** Given to the inflater at once: a bomb shows within a few of them. */
const CHUNK = 4096;

/** The files that `wanted` names, each whole; stops at the budget. */
export function unpackArchive(
  archive: Uint8Array,
  wanted: (path: string) => boolean,
  budget: ArchiveBudget = BUDGET,
): Unpacked {
  const files: Unpacked["files"][number][] = [];
  let problem: ArchiveProblem | null = null;
  let [entries, total, whole] = [0, 0, 0];
  const unzip = new Unzip((file) => {
    entries++;
    if (entries > budget.entries) problem = "tooMany";
    if (problem || file.name.endsWith("/") || !wanted(file.name)) return;
    const parts: Uint8Array[] = [];
    let length = 0;
    file.ondata = (error, data, final) => {
      if (error) problem ??= "damaged";
      length += data?.length ?? 0;
      total += data?.length ?? 0;
      if (length > budget.fileBytes || total > budget.bytes) {
        problem ??= "tooLarge";
        file.terminate();
      }
      if (problem) return;
      parts.push(data);
      // An archive that was cut ends its last file early.
      if (final && length !== (file.originalSize ?? length)) problem = "damaged";
      else if (final) files.push({ path: file.name, bytes: joined(parts, length) });
    };
    whole++;
    try {
      file.start();
    } catch {
      problem ??= "damaged";
    }
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length && !problem; at += CHUNK) {
      unzip.push(archive.subarray(at, at + CHUNK), at + CHUNK >= archive.length);
    }
  } catch {
    problem ??= "damaged";
  }
  if (!problem && (entries === 0 || files.length < whole)) problem = "damaged";
  return { files, problem };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The folder that a file lies in, as its label; empty where it lies in none. Never a way out of the archive: it is a name alone. */
export const folderOf = (path: string): string =>
  path
    .split(/[\\/]/)
    .slice(0, -1)
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .at(-1)
    ?.slice(0, 60) ?? "";
