import { useCallback, useMemo, useRef } from "react";
import type { SeriesStore } from "../../../core/series/store.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import type { Mark } from "../../state/state.ts";
import { useAppContext } from "../store.ts";
import { type ChartAxes, fitAxes } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { Level } from "./line-plot.tsx";
import { chartLines } from "./lines.ts";
import { Reading } from "./reading.tsx";
import { useSeriesTick } from "./use-tick.ts";

/** A line of 200 points is as wide as the chart, and four drawings a second are as many as one can follow. */
const POINTS = 200;
const DRAW_MS = 250;

interface SeriesChartProps {
  readonly specs: readonly SeriesSpec[];
  readonly compared?: SeriesStore | undefined;
  readonly levels: readonly Level[];
  readonly marks: readonly Mark[];
  readonly smoothing: number;
  readonly logarithmic: boolean;
}

/** Series of the run as a chart that follows it. */
export function SeriesChart({ specs, compared, levels, marks, smoothing, logarithmic }: SeriesChartProps) {
  const { store } = useAppContext();
  const box = useRef<HTMLDivElement>(null);
  const tick = useSeriesTick(DRAW_MS, box);
  const axes = useRef<ChartAxes | null>(null);
  const { series } = store.getState();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow in place; the tick says that they did
  const drawn = useMemo(
    () =>
      chartLines({
        specs,
        series,
        compared,
        levels: levels.map(({ value }) => value),
        smoothing,
        logarithmic,
        points: POINTS,
      }),
    [tick, series, specs, compared, levels, smoothing, logarithmic],
  );
  axes.current = fitAxes(axes.current, drawn, logarithmic);
  const changed = useMemo(() => [...new Set(marks.map(({ step }) => step))], [marks]);
  const reading = useCallback(
    (step: number) => <Reading step={step} specs={specs} series={series} compared={compared} marks={marks} />,
    [specs, series, compared, marks],
  );
  return (
    <div ref={box}>
      <ChartFrame lines={drawn.lines} axes={axes.current} levels={levels} marks={changed} reading={reading} />
    </div>
  );
}
