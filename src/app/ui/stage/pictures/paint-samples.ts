import { type ImagesView, type ScatterView, type TextSample, type ViewData, waveOf } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { type Box, paintWave } from "./paint-wave.ts";
import { toRgba } from "./rgba.ts";

/** The kinds of view that samples come in. */
export const isPaintable = ({ kind }: ViewData): boolean => ["text", "images", "scatter", "waves"].includes(kind);

type Place = Pick<Pen, "context" | "colours">;

/** Samples in a box, as large as they get, without a grid that is measured on the page; what is no samples leaves it empty. */
export function paintSamples(place: Place, view: ViewData, box: Box): void {
  if (view.kind === "images") paintPictures(place, view, box);
  else if (view.kind === "scatter") paintPoints(place, view, box);
  else if (view.kind === "text") paintTexts(place, view.samples, box);
  else if (view.kind === "waves") {
    for (const [index, cell] of cells(view.count, 3, box).entries()) {
      paintWave({ ...place, ...box }, waveOf(view, index), cell, place.colours.role.generator);
    }
  }
}

/** So many boxes of one shape (width / height), as large as they fit into one, row by row from its middle. */
export function cells(count: number, shape: number, { x, y, width, height }: Box): Box[] {
  let [columns, side] = [1, 0];
  for (let tried = 1; tried <= count; tried++) {
    const fitting = Math.min(width / tried, (height / Math.ceil(count / tried)) * shape);
    if (fitting > side) [columns, side] = [tried, fitting];
  }
  const gap = Math.min(8, side * 0.06);
  const [pitchX, pitchY] = [side, side / shape];
  const [left, top] = [x + (width - columns * pitchX) / 2, y + (height - Math.ceil(count / columns) * pitchY) / 2];
  return Array.from({ length: count }, (_, i) => ({
    x: left + (i % columns) * pitchX + gap / 2,
    y: top + Math.floor(i / columns) * pitchY + gap / 2,
    width: pitchX - gap,
    height: pitchY - gap,
  }));
}

function paintPictures({ context }: Place, view: ImagesView, box: Box): void {
  const { count, channels, pixels, width, height } = view;
  if (count === 0) return;
  const atlas = new OffscreenCanvas(width, height * count);
  atlas.getContext("2d")?.putImageData(new ImageData(toRgba(pixels, channels), width, height * count), 0, 0);
  for (const [index, cell] of cells(count, width / height, box).entries()) {
    context.imageSmoothingEnabled = cell.width < width;
    context.drawImage(atlas, 0, index * height, width, height, cell.x, cell.y, cell.width, cell.height);
  }
}

/** On one scale both ways, from the middle. */
function paintPoints({ context, colours }: Place, { bounds, layers }: ScatterView, box: Box): void {
  const [left, bottom, right, top] = bounds;
  const scale = Math.min(box.width / (right - left), box.height / (top - bottom));
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const side = Math.max(1.5, scale * 0.012 * Math.min(right - left, top - bottom));
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  for (const { role, points } of layers) {
    context.fillStyle = css(colours.role[role], 0.75);
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = middleX + ((points[i] as number) - (left + right) / 2) * scale;
      const y = middleY - ((points[i + 1] as number) - (bottom + top) / 2) * scale;
      context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  }
  context.restore();
}

/** Two columns of short texts, or lines of long ones. */
function paintTexts({ context, colours }: Place, samples: readonly TextSample[], box: Box): void {
  const texts = samples.map(({ text }) => text.trim()).filter((text) => text !== "");
  const isShort = texts.every((text) => text.length <= 24 && !text.includes("\n"));
  context.save();
  context.fillStyle = css(colours.ink);
  context.textBaseline = "top";
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  if (isShort) {
    const columns = texts.length > 5 ? 2 : 1;
    const rows = Math.ceil(texts.length / columns);
    const size = Math.min(44, box.height / rows / 1.35, box.width / columns / 12);
    context.font = `600 ${size}px system-ui, sans-serif`;
    const pitch = Math.min(box.height / rows, size * 1.9);
    for (const [i, text] of texts.entries()) {
      const [column, row] = [Math.floor(i / rows), i % rows];
      context.fillText(text, box.x + (column * box.width) / columns, box.y + row * pitch, box.width / columns - 16);
    }
  } else {
    // Letters of this font are 0.6 of their size wide.
    const fits = Math.sqrt((box.width * box.height) / (0.6 * 1.4 * Math.max(1, texts[0]?.length ?? 0)));
    const size = Math.max(box.width / 66, Math.min(box.width / 24, 0.85 * fits));
    context.font = `${size}px ui-monospace, monospace`;
    const fitting = Math.max(1, Math.floor(box.width / context.measureText("m").width));
    const lines = (texts[0] ?? "").split("\n").flatMap((line) => wrapped(line, fitting));
    for (const [i, line] of lines.slice(0, Math.floor(box.height / (size * 1.4))).entries()) {
      context.fillText(line, box.x, box.y + i * size * 1.4);
    }
  }
  context.restore();
}

function wrapped(line: string, fitting: number): string[] {
  const letters = Array.from(line);
  const rows = Math.max(1, Math.ceil(letters.length / fitting));
  return Array.from({ length: rows }, (_, i) => letters.slice(i * fitting, (i + 1) * fitting).join(""));
}
