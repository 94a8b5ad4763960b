import { useCallback, useMemo } from "react";
import type { SeriesSpec } from "../../spec/series.ts";
import { useAppContext } from "../store.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { chartData } from "./lines.ts";
import { Reading } from "./reading.tsx";
import { useSeriesTick } from "./use-tick.ts";
import { ValuesTable } from "./values-table.tsx";

const NOTHING = [] as const;
const DRAW_MS = 500;

/** One series that tells how the training goes, such as the gradient's norm, in a small chart on a logarithmic axis. */
export function TrainingChart({ spec }: { readonly spec: SeriesSpec }) {
  const { store } = useAppContext();
  const tick = useSeriesTick(DRAW_MS);
  const { series } = store.getState();
  const specs = useMemo(() => [spec], [spec]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow in place; the tick says that they did
  const data = useMemo(
    () => chartData({ specs, series, levels: NOTHING, smoothing: 0, logarithmic: true, points: 200 }),
    [tick, series, specs],
  );
  const reading = useCallback(
    (step: number) => <Reading step={step} specs={specs} series={series} compared={undefined} marks={NOTHING} />,
    [specs, series],
  );
  return (
    <div className="chart chart-small">
      <ValuesTable specs={specs} series={series} compared={undefined} levels={NOTHING} />
      <ChartFrame data={data} levels={NOTHING} marks={NOTHING} logarithmic reading={reading} />
    </div>
  );
}
