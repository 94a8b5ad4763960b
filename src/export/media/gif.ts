import { commentOf, type Origin } from "./origin.ts";

const TRAILER = 0x3b;
const [EXTENSION, COMMENT] = [0x21, 0xfe];
const LONGEST_BLOCK = 255;

/** A GIF that says in a comment (GIF89a, 24) that a model made it. Throws `RangeError` where it is no whole GIF. */
export function gifWithOrigin(gif: Uint8Array, origin: Origin): Uint8Array<ArrayBuffer> {
  if (gif.at(-1) !== TRAILER) throw new RangeError("a GIF ends in its trailer");
  const text = new TextEncoder().encode(commentOf(origin));
  const blocks: number[] = [];
  for (let at = 0; at < text.length; at += LONGEST_BLOCK) {
    const block = text.subarray(at, at + LONGEST_BLOCK);
    blocks.push(block.length, ...block);
  }
  return Uint8Array.from([...gif.subarray(0, -1), EXTENSION, COMMENT, ...blocks, 0, TRAILER]);
}
