/** Content that a visitor brought, on its way into a link and out of it. */
import { InklingError } from "../core/errors.ts";
import { LONGEST_CONTENT, namedContent, parseContent } from "../schema/content.ts";
import { sha256 } from "./sha256.ts";

/** Content of up to so many bytes travels in the link. */
const MOST_IN_LINK = 8192;
/** Content is never larger; a packed value that unpacks to more is refused. */
export const MOST_BYTES = 10 * 2 ** 20;

/** The value that a set-up names the content by. */
export async function contentValue(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  if (bytes.length > 0 && bytes.length <= MOST_IN_LINK && typeof CompressionStream !== "undefined") {
    const packed = `~${toBase64Url(await through(bytes, new CompressionStream("deflate-raw"), LONGEST_CONTENT))}`;
    if (packed.length <= LONGEST_CONTENT) return packed;
  }
  return namedContent(sha256(bytes), bytes.length, name);
}

/**
 * The content that a value stands for; `read` is asked for what is only named. Throws `contentUnreadable` where it stands for
 * none, or for another.
 */
export async function contentOf(value: string, read: (value: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const content = parseContent(value);
  switch (content?.kind) {
    case "packed":
      return unpack(content.packed);
    case "named": {
      const bytes = await read(value);
      if (bytes.length !== content.bytes || sha256(bytes) !== content.digest)
        throw new InklingError("contentUnreadable");
      return bytes;
    }
    case "none":
    case undefined:
      throw new InklingError("contentUnreadable");
    default:
      return content satisfies never;
  }
}

async function unpack(packed: string): Promise<Uint8Array> {
  try {
    return await through(fromBase64Url(packed), new DecompressionStream("deflate-raw"), MOST_BYTES);
  } catch {
    throw new InklingError("contentUnreadable");
  }
}

/** Throws `RangeError` as soon as more than `most` bytes have come out: a few bytes may unpack to gigabytes. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: ReadableWritablePair<Uint8Array, BufferSource>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
