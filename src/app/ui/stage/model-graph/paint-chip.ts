import type { ChipData } from "../../../../domains/ui/contract.ts";
import { domainPainters } from "../../../../domains/ui/painters.ts";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import type { Pen } from "../canvas.tsx";
import { css, type Rgb } from "../colours.ts";
import { atlasOf, CANVAS_FONT, drawPicture } from "../pictures/paint-pictures.ts";
import { planeIn } from "../pictures/plane.ts";
import { toRgba } from "../pictures/rgba.ts";
import { oneExample } from "./flow.ts";
import { paintUnits } from "./paint-probe.ts";

/** So many numbers of a long list of units are enough to tell it from another. */
const UNITS = 9;

export function chipOf(node: ModelGraphNode, probe: Probe, facts: DatasetFacts): ChipData {
  const own = domainPainters(facts.domain.kind).chips[node.picture];
  if (own) return own(node, probe, facts);
  const values = oneExample(probe, node.examples);
  if (values.length === 1) return { kind: "number", value: values[0] ?? Number.NaN };
  return { kind: "units", values: values.subarray(0, UNITS) };
}

export function paintChip(pen: Pen, chip: ChipData, colour: Rgb, format: (value: number) => string): void {
  const { context, width, height, colours } = pen;
  switch (chip.kind) {
    case "glyph":
    case "number": {
      const text = chip.kind === "number" ? format(chip.value) : chip.text;
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
