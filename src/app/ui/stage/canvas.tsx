import { type CanvasHTMLAttributes, useEffect, useRef } from "react";
import type { Colours } from "./colours.ts";
import { useColours } from "./use-colours.ts";
import { useSize } from "./use-size.ts";

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels; the context is scaled to the device's own. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

/** Draws at a frame's time in milliseconds; answers `true` where something still moves, so that the next frame differs. */
export type Paint = (pen: Pen, now: number) => unknown;

/** What may be spent on drawing what moves, as a share of the page's main thread. */
const SHARE = 0.07;
/** Between two pictures of what moves: not more often than screens show, nor so seldom that it jerks. */
const LEAST_MS = 1000 / 60;
const MOST_MS = 1000 / 22;

/** A canvas that fills its box, sharp on every display, drawn at most once a frame and anew when the theme changes. */
export function Canvas({ paint, ...attributes }: { readonly paint: Paint } & CanvasHTMLAttributes<HTMLCanvasElement>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(canvas);
  const colours = useColours();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = requestAnimationFrame(draw);
    function draw(now: number): void {
      const context = canvas.current?.getContext("2d");
      if (!context || width === 0 || height === 0) return;
      const began = performance.now();
      prepare(context, width, height);
      context.save();
      const moves = paint({ context, width, height, colours }, now) === true;
      context.restore();
      if (!moves) return;
      // A frame that is asked for costs a pass over the whole page, so that one that nobody needs is not asked for.
      const wait = Math.min(MOST_MS, Math.max(LEAST_MS, (performance.now() - began) / SHARE));
      timer = setTimeout(() => {
        frame = requestAnimationFrame(draw);
      }, wait - LEAST_MS);
    }
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [paint, width, height, colours]);
  return <canvas {...attributes} ref={canvas} />;
}

/** An empty canvas of this size; its memory is kept where the size is. */
function prepare(context: CanvasRenderingContext2D, width: number, height: number): void {
  const { canvas } = context;
  const ratio = Math.min(3, devicePixelRatio);
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}
