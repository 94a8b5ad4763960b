import type { Origin } from "../../../export/media/origin.ts";
import { pngWithOrigin } from "../../../export/media/png.ts";
import type { GifNews, GifOrder } from "./gif-worker.ts";
import GifWorker from "./gif-worker.ts?worker";

/** What a canvas shows, as a PNG that says where it is from; `null` where the browser gives none. */
export async function pngOf(canvas: HTMLCanvasElement, origin: Origin): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) return null;
  return new Blob([pngWithOrigin(new Uint8Array(await blob.arrayBuffer()), origin)], { type: "image/png" });
}

/** Made in a worker, which ends with it or with the signal. Rejects where the browser cannot. */
export function gifOf(order: GifOrder, onProgress: (done: number) => void, signal: AbortSignal): Promise<Blob> {
  const worker = new GifWorker();
  return new Promise<Blob>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    worker.onerror = () => reject(new Error("the GIF's worker failed"));
    worker.onmessage = ({ data }: MessageEvent<GifNews>) => {
      if (data.kind === "progress") onProgress(data.done);
      else resolve(new Blob([data.file], { type: "image/gif" }));
    };
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
