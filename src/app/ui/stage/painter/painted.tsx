import { type HTMLAttributes, useEffect, useRef, useState } from "react";
import { planeIn } from "../pictures/plane.ts";
import { useColours } from "../use-colours.ts";
import { useSize } from "../use-size.ts";
import { paintOn } from "./painter.ts";
import type { Painting, Picture } from "./scene.ts";

interface PaintedProps extends HTMLAttributes<HTMLDivElement> {
  readonly picture: Picture;
}

/** A picture that fills its box, sharp on every display, painted away from the page's thread and anew when the theme changes. */
export function Painted({ picture, ...attributes }: PaintedProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const painting = useRef<Painting | null>(null);
  const [lost, setLost] = useState(0);
  const { width, height } = useSize(box);
  const colours = useColours();

  // A canvas is given to a painter once and for all, so that each painter gets one of its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a painter that was lost means another
  useEffect(() => {
    const own = document.createElement("canvas");
    box.current?.append(own);
    canvas.current = own;
    painting.current = paintOn(own, () => setLost((count) => count + 1));
    return () => {
      painting.current?.end();
      own.remove();
    };
  }, [lost]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another painter is shown it again
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const ratio = Math.min(3, devicePixelRatio);
    const size = sizeOf(picture, width, height);
    if (canvas.current) Object.assign(canvas.current.style, { width: `${size.width}px`, height: `${size.height}px` });
    painting.current?.show({ picture, ...size, ratio, colours, still });
  }, [picture, width, height, colours, lost]);

  return <div {...attributes} ref={box} className="painted" aria-hidden="true" />;
}

/** The part of the box that the picture needs: what is beside a plane would be painted for nothing. It is in the middle, on whole pixels. */
function sizeOf(picture: Picture, width: number, height: number): { readonly width: number; readonly height: number } {
  if (picture.kind !== "plane") return { width, height };
  const plane = planeIn(picture.data.bounds, width, height);
  const evenly = (room: number, needed: number) => room - 2 * Math.floor(Math.max(0, room - needed) / 2);
  return { width: evenly(width, plane.width), height: evenly(height, plane.height) };
}
