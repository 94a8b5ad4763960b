import { useMemo, useState } from "react";
import type { FigureContext, FigureSpec, SeriesSpec } from "../../../schema/series.ts";
import type { Level } from "../charts/line-plot.tsx";
import { SeriesChart } from "../charts/series-chart.tsx";
import { useSeriesTick } from "../charts/use-tick.ts";
import { ValuesTable } from "../charts/values-table.tsx";
import { useT } from "../i18n/i18n.ts";
import { useApp, useAppContext } from "../store.ts";
import { useFigureContext } from "./figure-context.ts";

const NO_MARKS = [] as const;
/** The ends of the scale come with the first figures, and hardly move. */
const ENDS_MS = 2000;

/** How good what the model makes was at each step, with the run beside where one is; folded away until somebody asks. */
export function OverTime() {
  const t = useT();
  const comparing = useApp((state) => state.comparing !== null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? comparing;
  const { all, context } = useFigureContext();
  const { store } = useAppContext();
  const judged = all.filter(
    ({ series, group, applies }) =>
      series !== undefined &&
      group !== undefined &&
      (applies?.({ ...context, latest: store.getState().series.values(), first: null }) ?? true),
  );
  if (judged.length === 0) return null;
  return (
    <details className="panel underneath" open={open} onToggle={(event) => setChosen(event.currentTarget.open)}>
      <summary>
        <strong>{t("judge.overTime.name")}</strong> <span className="quiet">{t("judge.overTime.hint")}</span>
      </summary>
      {open ? judged.map((figure) => <FigureChart key={figure.id} figure={figure} context={context} />) : null}
    </details>
  );
}

interface FigureChartProps {
  readonly figure: FigureSpec;
  readonly context: Omit<FigureContext, "latest" | "first">;
}

/** One figure over steps, between the worst value that means anything and the best that is known. */
function FigureChart({ figure, context }: FigureChartProps) {
  const { store } = useAppContext();
  const compared = useApp((state) => state.history.find(({ id }) => id === state.comparing)?.series);
  const specs = useMemo(
    (): readonly SeriesSpec[] => [{ id: figure.series ?? "", chart: "training", role: "generator", sparse: true }],
    [figure],
  );
  useSeriesTick(ENDS_MS);
  const { series } = store.getState();
  const ends = figure.anchors?.({ ...context, latest: series.values(), first: figure.of(series.values(0)) }) ?? null;
  const levels = useLevels(ends?.worst, ends?.worstIs, ends?.best, ends?.bestIs);
  return (
    <div className="chart chart-small">
      <ValuesTable specs={specs} compared={compared} levels={levels} />
      <SeriesChart {...{ specs, compared, levels }} marks={NO_MARKS} smoothing={0} logarithmic={false} />
    </div>
  );
}

type Ends = NonNullable<ReturnType<NonNullable<FigureSpec["anchors"]>>>;

/** The ends of the scale as lines; the same list for as long as they are the same. */
function useLevels(
  worst: number | undefined,
  worstIs: Ends["worstIs"] | undefined,
  best: number | undefined,
  bestIs: Ends["bestIs"] | undefined,
): readonly Level[] {
  const t = useT();
  return useMemo(() => {
    const level = (value: number | undefined, is: Ends["worstIs"] | undefined) =>
      value === undefined || is === undefined ? [] : [{ name: t(`stage.figures.anchors.${is}`), value }];
    return [...level(worst, worstIs), ...level(best, bestIs)];
  }, [worst, worstIs, best, bestIs, t]);
}
