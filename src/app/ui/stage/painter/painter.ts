import type { PainterOrder, SentScene } from "./painter-worker.ts";
import { createPainting } from "./painting.ts";
import type { Painting, Scene } from "./scene.ts";

let worker: Worker | null = null;
let failed = false;
let lastId = 0;
const failures = new Set<() => void>();

/** The one worker that paints; `null` where there cannot be one, or it could not be loaded. */
function paintingWorker(): Worker | null {
  if (failed || !("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return null;
  if (worker) return worker;
  worker = new Worker(new URL("./painter-worker.ts", import.meta.url), { type: "module", name: "painter" });
  worker.onerror = (event) => {
    event.preventDefault();
    failed = true;
    worker?.terminate();
    worker = null;
    for (const onFailure of [...failures]) onFailure();
  };
  return worker;
}

/**
 * Paints on a canvas of the page: in a worker, or on the page's own thread where there is none. `onFailure` is called
 * when the worker is lost; the canvas went with it, and another one is painted by the page.
 */
export function paintOn(canvas: HTMLCanvasElement, onFailure: () => void): Painting {
  const thread = paintingWorker();
  if (!thread) return createPainting(canvas);
  const id = ++lastId;
  const offscreen = canvas.transferControlToOffscreen();
  const send = (order: PainterOrder, transfer: Transferable[] = []) => thread.postMessage(order, transfer);
  send({ kind: "begin", id, canvas: offscreen }, [offscreen]);
  failures.add(onFailure);
  let last: Scene | null = null;
  return {
    show(scene) {
      const colours = last?.colours === scene.colours ? null : scene.colours;
      const data = last?.picture.data === scene.picture.data ? null : scene.picture.data;
      last = scene;
      send({ kind: "show", id, scene: { ...scene, colours, picture: { ...scene.picture, data } } as SentScene });
    },
    end() {
      failures.delete(onFailure);
      send({ kind: "end", id });
    },
  };
}
