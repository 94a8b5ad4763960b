import { useMemo } from "react";
import type { SeriesSpec } from "../../../schema/series.ts";
import { SeriesChart } from "./series-chart.tsx";
import { ValuesTable } from "./values-table.tsx";

const NOTHING = [] as const;
/** A little: these say where the training goes, and their noise stays in sight behind. */
const SMOOTHING = 0.7;

/** One series that tells how the training goes, such as the gradient's norm, in a small chart on a logarithmic axis. */
export function TrainingChart({ spec }: { readonly spec: SeriesSpec }) {
  const specs = useMemo(() => [spec], [spec]);
  return (
    <div className="chart chart-small">
      <ValuesTable specs={specs} compared={undefined} levels={NOTHING} />
      <SeriesChart specs={specs} levels={NOTHING} marks={NOTHING} smoothing={SMOOTHING} logarithmic />
    </div>
  );
}
