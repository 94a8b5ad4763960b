import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import type { PlaneBounds } from "../../../../schema/plane.ts";
import type { Pen } from "../canvas.tsx";
import { css, type Rgb } from "../colours.ts";
import { atlasOf, CANVAS_FONT, drawPicture } from "../pictures/paint-pictures.ts";
import { planeIn } from "../pictures/plane.ts";
import { toRgba } from "../pictures/rgba.ts";
import { oneExample } from "./flow.ts";
import { paintUnits } from "./paint-probe.ts";

/** What one example is between two boxes. */
export type ChipData =
  | { readonly kind: "glyph"; readonly text: string }
  | {
      readonly kind: "picture";
      readonly values: Float32Array;
      readonly width: number;
      readonly height: number;
      readonly channels: 1 | 3;
    }
  | { readonly kind: "point"; readonly x: number; readonly y: number; readonly bounds: PlaneBounds }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "units"; readonly values: Float32Array };

/** So many numbers of a long list of units are enough to tell it from another. */
const UNITS = 9;
const PLANE: PlaneBounds = [-1.25, -1.25, 1.25, 1.25];

export function chipOf(node: ModelGraphNode, probe: Probe, { domain, distribution }: DatasetFacts): ChipData {
  const values = oneExample(probe, node.examples);
  if (domain.kind === "tokens" && node.picture === "characters") {
    return { kind: "glyph", text: domain.vocabulary[probe.values.at(-1) ?? -1] ?? "·" };
  }
  if (domain.kind === "tokens" && node.picture === "bars") {
    return { kind: "glyph", text: domain.vocabulary[largestOf(values)] ?? "·" };
  }
  if (domain.kind === "image" && node.picture === "images") {
    const { width, height, channels } = domain;
    return { kind: "picture", values, width, height, channels };
  }
  if (node.picture === "scatter") {
    return { kind: "point", x: values[0] ?? 0, y: values[1] ?? 0, bounds: distribution?.bounds ?? PLANE };
  }
  if (values.length === 1) return { kind: "number", value: values[0] ?? Number.NaN };
  return { kind: "units", values: values.subarray(0, UNITS) };
}

const largestOf = (values: Float32Array): number =>
  values.reduce((best, value, i) => (value > (values[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);

export function paintChip(pen: Pen, chip: ChipData, colour: Rgb, format: (value: number) => string): void {
  const { context, width, height, colours } = pen;
  switch (chip.kind) {
    case "glyph":
    case "number": {
      const text = chip.kind === "number" ? format(chip.value) : chip.text === "\n" ? "↵" : chip.text;
      const size = chip.kind === "number" ? 10.5 : 17;
      context.font = `650 ${size}px ${chip.kind === "number" ? CANVAS_FONT : 'ui-serif, Georgia, "Noto Serif SC", serif'}`;
      [context.textAlign, context.textBaseline] = ["center", "middle"];
      context.fillStyle = css(colour);
      context.fillText(text, width / 2, height / 2 + 1, width - 4);
      return;
    }
    case "picture": {
      const atlas = atlasOf(toRgba(chip.values, chip.channels), chip.width, chip.height);
      if (atlas) drawPicture(context, atlas, 0, 0, 0, width, height);
      return;
    }
    case "point": {
      const plane = planeIn(chip.bounds, width, height, 4);
      context.strokeStyle = css(colours.line);
      context.strokeRect(3.5, 3.5, width - 7, height - 7);
      context.beginPath();
      const within = (at: number, most: number) => Math.max(5, Math.min(most - 5, at));
      context.arc(within(plane.x(chip.x), width), within(plane.y(chip.y), height), 3.6, 0, 2 * Math.PI);
      context.fillStyle = css(colour);
      context.fill();
      return;
    }
    case "units":
      paintUnits(pen, chip.values, colour);
      return;
    default:
      chip satisfies never;
  }
}
