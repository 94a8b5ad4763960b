import { type CanvasHTMLAttributes, useEffect, useRef } from "react";
import type { Colours } from "./colours.ts";
import { useColours } from "./colours.ts";
import { useSize } from "./use-size.ts";

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels; the context is scaled to the device's own. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

/** A canvas that fills its box, sharp on every display, drawn at most once a frame and anew when the theme changes. */
export function Canvas({
  paint,
  ...attributes
}: { readonly paint: (pen: Pen) => void } & CanvasHTMLAttributes<HTMLCanvasElement>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(canvas);
  const colours = useColours();
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext("2d");
      if (!canvas.current || !context || width === 0 || height === 0) return;
      const ratio = Math.min(3, devicePixelRatio);
      canvas.current.width = Math.round(width * ratio);
      canvas.current.height = Math.round(height * ratio);
      context.scale(ratio, ratio);
      paint({ context, width, height, colours });
    });
    return () => cancelAnimationFrame(frame);
  }, [paint, width, height, colours]);
  return <canvas {...attributes} ref={canvas} />;
}
