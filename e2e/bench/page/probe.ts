/** What the page tells of itself; it reads the worker's messages as they arrive and sees what is painted on the stage. */
export interface Probe {
  /** Of steps after 0, in the page's own milliseconds; NaN until then. */
  firstSampleAt: number;
  firstValidationAt: number;
  step: number;
  /** When the page heard of it, in its own milliseconds. */
  stepAt: number;
  /** Fresh samples: of another step than those before. */
  fresh: number;
  /** Frames in which the page's own thread changed something on the stage. */
  repaints: number;
  /** Bytes of typed arrays written to IndexedDB. */
  saved: number;
  /** Hands the page an event as its worker would. */
  inject: (event: Record<string, unknown>) => void;
  /**
   * `drawn`: as a visitor sees it. `undrawn`: no frame comes, as if drawing cost nothing, while the worker does all that
   * it did. `hidden`: in the background, where the worker stops what is only for the eye as well.
   */
  show: (how: Showing) => void;
}

export type Showing = "drawn" | "undrawn" | "hidden";

declare global {
  interface Window {
    inklingBench: Probe;
  }
}

/** Installed before the page's own code runs. */
export function installProbe(): void {
  /** What changes so close together is seen in one frame. */
  const FRAME_MS = 10;
  let changed = false;
  let showing: Showing = "drawn";
  let withheld: FrameRequestCallback[] = [];
  let port: MessagePort | null = null;
  let run: unknown = 0;
  let sampledAt = -1;
  const nativeFrame = window.requestAnimationFrame.bind(window);
  const probe: Probe = {
    firstSampleAt: Number.NaN,
    firstValidationAt: Number.NaN,
    step: 0,
    stepAt: 0,
    fresh: 0,
    repaints: 0,
    saved: 0,
    inject: (event) => void port?.dispatchEvent(new MessageEvent("message", { data: { run, ...event } })),
    show(how) {
      showing = how;
      document.dispatchEvent(new Event("visibilitychange"));
      if (how !== "drawn") return;
      const due = withheld;
      withheld = [];
      for (const task of due) nativeFrame(task);
    },
  };
  window.inklingBench = probe;

  window.requestAnimationFrame = (task) => {
    if (showing === "drawn") return nativeFrame(task);
    withheld.push(task);
    return -1;
  };
  Object.defineProperty(document, "hidden", { get: () => showing === "hidden" });
  Object.defineProperty(document, "visibilityState", { get: () => (showing === "hidden" ? "hidden" : "visible") });

  const sampled = (step: number) => {
    if (step === sampledAt) return;
    sampledAt = step;
    probe.fresh++;
    if (step > 0 && Number.isNaN(probe.firstSampleAt)) probe.firstSampleAt = performance.now();
  };
  const hear = ({ data }: MessageEvent) => {
    if (typeof data?.type !== "string") return;
    run = data.run;
    if (data.type === "samples" || data.type === "preview") sampled(Number(data.step));
    if (data.type !== "progress" || data.steps.length === 0) return;
    probe.step = Number(data.steps.at(-1));
    probe.stepAt = performance.now();
    if (!Number.isNaN(probe.firstValidationAt)) return;
    const column = data.series.indexOf("validation.loss");
    for (let row = 0; column >= 0 && row < data.steps.length; row++) {
      const value = data.values[row * data.series.length + column];
      if (data.steps[row] > 0 && Number.isFinite(value)) probe.firstValidationAt = performance.now();
    }
  };
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      // The page makes channels for other ends too; the worker's is the one that speaks of runs.
      this.port1.addEventListener("message", (event) => {
        if (event.data?.run !== undefined && event.data?.type) port = this.port1;
        hear(event);
      });
    }
  };

  const stage = () => document.querySelector("[role=tabpanel]");
  const change = () => {
    // No frame is asked for: each costs the browser a pass over the page, which would be counted as the page's.
    if (!changed) setTimeout(count, FRAME_MS);
    changed = true;
  };
  const count = () => {
    probe.repaints++;
    changed = false;
  };
  const painted = (canvas: unknown) => {
    if (canvas instanceof Node && stage()?.contains(canvas)) change();
  };
  for (const name of ["clearRect", "fillRect", "fill", "putImageData", "drawImage"] as const) {
    const native = CanvasRenderingContext2D.prototype[name] as (...inputs: unknown[]) => unknown;
    Object.defineProperty(CanvasRenderingContext2D.prototype, name, {
      value(this: CanvasRenderingContext2D, ...inputs: unknown[]) {
        painted(this.canvas);
        return native.apply(this, inputs);
      },
    });
  }
  const { transferFromImageBitmap } = ImageBitmapRenderingContext.prototype;
  ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (bitmap) {
    painted(this.canvas);
    transferFromImageBitmap.call(this, bitmap);
  };
  new MutationObserver((records) => {
    const here = stage();
    if (here && records.some(({ target }) => here.contains(target))) change();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  const bytes = (value: unknown): number => {
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + bytes(item), 0);
    if (typeof value === "object" && value !== null) return bytes(Object.values(value));
    return 0;
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...inputs) {
    probe.saved += bytes(inputs[0]);
    return put.apply(this, inputs);
  };
}

/** What the worker that paints the stage tells of itself. */
export interface PainterProbe {
  /** Frames in which it painted. */
  repaints: number;
  /** As {@link Probe.show}: nothing is painted while it is not `drawn`. */
  show: (how: Showing) => void;
}

/** Installed in the worker that paints, which asks for each of its frames anew. */
export function installPainterProbe(): void {
  const scope = globalThis as typeof globalThis & { inklingPainter: PainterProbe };
  const nativeFrame = scope.requestAnimationFrame.bind(scope);
  let showing: Showing = "drawn";
  let withheld: FrameRequestCallback[] = [];
  let paintedAt = -1;
  const counted = (task: FrameRequestCallback) =>
    nativeFrame((now) => {
      if (now !== paintedAt) scope.inklingPainter.repaints++;
      paintedAt = now;
      task(now);
    });
  scope.inklingPainter = {
    repaints: 0,
    show(how) {
      showing = how;
      if (how !== "drawn") return;
      const due = withheld;
      withheld = [];
      for (const task of due) counted(task);
    },
  };
  scope.requestAnimationFrame = (task) => {
    if (showing === "drawn") return counted(task);
    withheld.push(task);
    return -1;
  };
}
