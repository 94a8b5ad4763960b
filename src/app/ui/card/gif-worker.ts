/// <reference lib="webworker" />
import { applyPalette, GIFEncoder, quantize } from "gifenc";
import { gifWithOrigin } from "../../../export/media/gif.ts";
import type { Origin } from "../../../export/media/origin.ts";
import { type Card, type CardSize, paintCard } from "./paint-card.ts";

export interface GifOrder {
  readonly size: CardSize;
  /** One after the other; the last stays longer. */
  readonly frames: readonly Card[];
  readonly frameMs: number;
  readonly lastMs: number;
  readonly origin: Origin;
}

export type GifNews =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "made"; readonly file: Uint8Array<ArrayBuffer> };

const COLOURS = 256;

/** Paints cards and joins them into a loop. */
self.onmessage = ({ data: { size, frames, frameMs, lastMs, origin } }: MessageEvent<GifOrder>) => {
  const context = new OffscreenCanvas(size.width, size.height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  const gif = GIFEncoder();
  for (const [index, card] of frames.entries()) {
    paintCard(context, size, card);
    const { data } = context.getImageData(0, 0, size.width, size.height);
    const palette = quantize(data, COLOURS);
    const delay = index === frames.length - 1 ? lastMs : frameMs;
    gif.writeFrame(applyPalette(data, palette), size.width, size.height, { palette, delay, repeat: 0 });
    self.postMessage({ kind: "progress", done: (index + 1) / frames.length } satisfies GifNews);
  }
  gif.finish();
  const file = gifWithOrigin(gif.bytes(), origin);
  self.postMessage({ kind: "made", file } satisfies GifNews, [file.buffer]);
};
