/**
 * What a visitor brought, as the value of a set-up: nothing, the content itself (`~` and its packed bytes) where it is small
 * enough for a link, or its name (`=` digest `.` bytes `.` what it is called), by which it is looked for and asked for.
 */
export type Content =
  | { readonly kind: "none" }
  | { readonly kind: "packed"; readonly packed: string }
  | { readonly kind: "named"; readonly digest: string; readonly bytes: number; readonly name: string };

/** Where a set-up has it. */
export const CONTENT_KEY = "data.content";

/** Characters of a value: packed content that is longer is named instead. */
export const LONGEST_CONTENT = 12_000;
/** Of what a file is called. */
const LONGEST_NAME = 80;

const PACKED = /^~[\w-]+$/;
const NAMED = /^=([0-9a-f]{64})\.(\d{1,9})\.(.*)$/su;

/** Reads a value; `null` of what is none. */
export function parseContent(value: string): Content | null {
  if (value === "") return { kind: "none" };
  if (value.length > LONGEST_CONTENT) return null;
  if (PACKED.test(value)) return { kind: "packed", packed: value.slice(1) };
  const [, digest, bytes, name] = NAMED.exec(value) ?? [];
  if (digest === undefined || bytes === undefined || name !== tidyName(name ?? "")) return null;
  return { kind: "named", digest, bytes: Number(bytes), name };
}

export const namedContent = (digest: string, bytes: number, name: string): string =>
  `=${digest}.${bytes}.${tidyName(name)}`;

/** A name without what cannot be seen, cut to a readable length. */
export const tidyName = (name: string): string =>
  Array.from(name.replaceAll(/[\p{C}\p{Z}]+/gu, " ").trim())
    .slice(0, LONGEST_NAME)
    .join("")
    .trim();
