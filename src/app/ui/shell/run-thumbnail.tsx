import { useCallback } from "react";
import type { ViewData } from "../../../schema/view.ts";
import { Canvas, type Pen } from "../stage/canvas.tsx";
import { paintSamples } from "../stage/pictures/paint-samples.ts";
import "../styles/kept.css";

/** So many samples are still told apart at this size. */
const MOST = 6;

/** Samples of a kept run, small: a few words, pictures, points or sounds. */
export function RunThumbnail({ view }: { readonly view: ViewData | null }) {
  const paint = useCallback(
    ({ context, colours, width, height }: Pen) => {
      if (view) paintSamples({ context, colours }, fewer(view), { x: 0, y: 0, width, height });
    },
    [view],
  );
  if (view?.kind === "text") {
    return (
      <span className="kept-thumbnail kept-text" aria-hidden="true">
        {view.samples.map(({ text }) => text.trim()).join(" ")}
      </span>
    );
  }
  return <Canvas className="kept-thumbnail" aria-hidden="true" paint={paint} />;
}

const fewer = (view: ViewData): ViewData =>
  view.kind === "images" || view.kind === "waves" ? { ...view, count: Math.min(view.count, MOST) } : view;
