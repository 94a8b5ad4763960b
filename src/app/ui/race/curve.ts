import type { Even } from "../../../catalog/race.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { Lane } from "../../state/race/lane.ts";

const POINTS = 120;

/** A figure of a lane wherever it was measured, over steps or over seconds of training: columns of the same length. */
export function curveOf(
  { store, elapsedAt }: Pick<Lane, "store" | "elapsedAt">,
  { of, series: own }: FigureSpec,
  even: Even,
): { readonly at: readonly number[]; readonly values: readonly number[] } {
  const { series } = store.getState();
  const measured = series.ids.filter((id) => (own ? id === own : /^(validation|samples)\./.test(id)));
  const sources = measured.length > 0 ? measured : series.ids;
  const steps = new Set<number>();
  for (const id of sources) for (const step of series.window(id, { points: POINTS }).steps) steps.add(step);
  const at: number[] = [];
  const values: number[] = [];
  for (const step of [...steps].sort((a, b) => a - b)) {
    const value = of(series.values(step));
    // What was measured at an earlier step counts once.
    if (value === null || value === values.at(-1) || !Number.isFinite(value)) continue;
    at.push(even === "steps" ? step : elapsedAt(step) / 1000);
    values.push(value);
  }
  return { at, values };
}
