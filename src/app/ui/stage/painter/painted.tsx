import { type HTMLAttributes, useEffect, useRef, useState } from "react";
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
  const painting = useRef<Painting | null>(null);
  const [lost, setLost] = useState(0);
  const { width, height } = useSize(box);
  const colours = useColours();

  // A canvas is given to a painter once and for all, so that each painter gets one of its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a painter that was lost means another
  useEffect(() => {
    const canvas = document.createElement("canvas");
    canvas.className = "pictures-canvas";
    box.current?.append(canvas);
    painting.current = paintOn(canvas, () => setLost((count) => count + 1));
    return () => {
      painting.current?.end();
      canvas.remove();
    };
  }, [lost]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another painter is shown it again
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const ratio = Math.min(3, devicePixelRatio);
    painting.current?.show({ picture, width, height, ratio, colours, still });
  }, [picture, width, height, colours, lost]);

  return <div {...attributes} ref={box} className="pictures-canvas" aria-hidden="true" />;
}
