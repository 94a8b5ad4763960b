import type { NodeFlow } from "../../../../domains/ui/contract.ts";
import type { Pen } from "../canvas.tsx";
import { paintBars, paintNumber } from "../paint.ts";
import { oneExample } from "./flow.ts";
import { paintScores, paintUnits } from "./paint-probe.ts";

/** A layer's units for one example. */
export function paintLayer(pen: Pen, { node, probe, colour }: NodeFlow): void {
  paintUnits(pen, oneExample(probe, node.examples), colour);
}

/** A score for each example of a batch, or a few numbers as bars. */
export function paintScalars(pen: Pen, { node, probe, gradient, colour, format }: NodeFlow): void {
  const { values, shape } = probe;
  if (!gradient && shape.length === 1 && values.length > 1 && node.examples !== undefined) {
    paintScores(pen, values, colour, (value) => format(value, 2));
    return;
  }
  const one = oneExample(probe, node.examples);
  paintBars(pen, one.length > 1 ? one : values, colour);
}

/** One number, with as many digits as fit. */
export function paintScalar(pen: Pen, { probe, format }: NodeFlow): void {
  const value = probe.values[0] ?? Number.NaN;
  paintNumber(
    pen,
    [3, 2, 1].map((digits) => format(value, digits)),
    pen.colours.ink,
  );
}
