import { files } from "./files.generated.ts";

/** What is known of a file before it comes. */
export interface FileFacts {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What is known of one of the project's own files, by its path under `public/`; `null` of one that nobody noted. */
export const factsOf = (path: string): FileFacts | null =>
  Object.hasOwn(files, path) ? files[path as keyof typeof files] : null;

/** Tells a file from what came in its place; `null` where it is the very one. */
export async function faultIn(
  content: Uint8Array<ArrayBuffer>,
  facts: FileFacts,
): Promise<"cutShort" | "altered" | null> {
  if (content.length < facts.bytes) return "cutShort";
  if (content.length > facts.bytes) return "altered";
  // A page that came over plain HTTP from another machine has no digests: there the length must do.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest("SHA-256", content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === facts.sha256 ? null : "altered";
}
