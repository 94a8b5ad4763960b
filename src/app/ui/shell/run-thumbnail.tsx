import { useCallback } from "react";
import type { ImagesView, ScatterView, ViewData } from "../../../schema/view.ts";
import { Canvas, type Pen } from "../stage/canvas.tsx";
import { css } from "../stage/colours.ts";
import { paintFitted } from "../stage/pictures/paint-wave.ts";
import { toRgba } from "../stage/pictures/rgba.ts";
import "../styles/kept.css";

/** Samples of a kept run, small: a few words, pictures or points. */
export function RunThumbnail({ view }: { readonly view: ViewData | null }) {
  const paint = useCallback(
    (pen: Pen) => {
      if (view?.kind === "images") paintPictures(pen, view);
      else if (view?.kind === "waves") paintFitted(pen, view);
      else if (view?.kind === "scatter") paintPoints(pen, view);
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

function paintPictures({ context, width, height }: Pen, view: ImagesView): void {
  const { count, channels, pixels } = view;
  if (count === 0) return;
  const atlas = new OffscreenCanvas(view.width, view.height * count);
  const rgba = toRgba(pixels, channels);
  atlas.getContext("2d")?.putImageData(new ImageData(rgba, view.width, view.height * count), 0, 0);
  const columns = Math.min(count, 3);
  const rows = Math.min(Math.ceil(count / columns), 2);
  const side = Math.min(width / columns, height / rows);
  context.imageSmoothingEnabled = side < view.width;
  for (let i = 0; i < columns * rows && i < count; i++) {
    const [x, y] = [(i % columns) * side, Math.floor(i / columns) * side];
    context.drawImage(atlas, 0, i * view.height, view.width, view.height, x, y, side, side);
  }
}

function paintPoints({ context, width, height, colours }: Pen, { bounds, layers }: ScatterView): void {
  const [left, bottom, right, top] = bounds;
  for (const { role, points } of layers) {
    context.fillStyle = css(colours.role[role], 0.8);
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = (((points[i] as number) - left) / (right - left)) * width;
      const y = ((top - (points[i + 1] as number)) / (top - bottom)) * height;
      context.fillRect(x - 0.75, y - 0.75, 1.5, 1.5);
    }
  }
}
