import { InklingError } from "../../core/errors.ts";
import type { FileReader } from "../dataset.ts";

/**
 * Reads one of the project's own text files. Throws `dataUnreadable` with the path when it is empty, or when it is a page
 * of HTML, which is what some servers answer for a file that they lack.
 */
export async function readText(path: string, read: FileReader): Promise<string> {
  const text = new TextDecoder().decode(await read(path));
  if (text.trim() === "") throw new InklingError("dataUnreadable", { path, reason: "cutShort" });
  if (/^\s*<(!doctype|html)/i.test(text)) throw new InklingError("dataUnreadable", { path, reason: "webPage" });
  return text;
}
