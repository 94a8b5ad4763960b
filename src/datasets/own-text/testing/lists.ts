import { readFileSync } from "node:fs";
import { withChanges } from "../../../catalog/change.ts";
import type { RunConfig } from "../../../catalog/config.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { contentValue } from "../../../own/content.ts";
import type { Values } from "../../../schema/parameter.ts";

export const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

export async function configOf(text: string, changes: Values = {}): Promise<RunConfig> {
  const content = await contentValue(bytesOf(text), "list.txt");
  return withChanges(defaultConfig(), { "data.set": "own-text", "data.content": content, ...changes });
}

/** A list as a teacher would paste it: 100 names of one script. */
export function classList(file: string): string[] {
  const path = new URL(`../../../../public/data/given-names-${file}.txt`, import.meta.url);
  const lines = readFileSync(path, "utf8").split("\n");
  const all = [
    ...new Set(
      lines.filter((line) => /^(en|de|fr|female|male)\t/.test(line)).flatMap((line) => line.split("\t").slice(1)),
    ),
  ];
  return Array.from({ length: 100 }, (_, i) => all[(i * 7919) % all.length] as string);
}
