import { InklingError } from "../core/errors.ts";
import type { FileReader } from "./dataset.ts";
import { readText } from "./tokens/readText.ts";

/** Reads one of the project's own JSON files as what its script wrote. Throws `dataUnreadable` with the path when it is none. */
export async function readJson<T>(path: string, read: FileReader): Promise<T> {
  const text = await readText(path, read);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InklingError("dataUnreadable", { path, reason: "altered" }, { cause });
  }
}
