import { Download } from "lucide-react";
import { useCallback, useEffect, useId, useMemo, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { Slider } from "../shell/controls/slider.tsx";
import { useSeriesSpecs } from "../stage/family.tsx";
import { useApp, useAppContext } from "../store.ts";
import { ChartFrame, preloadCharts } from "./chart-frame.tsx";
import "./charts.css";
import { seriesToCsv } from "./csv.ts";
import { chartData } from "./lines.ts";
import { MarkText, Reading } from "./reading.tsx";
import { saveText } from "./save.ts";
import { useBaselines } from "./use-baselines.ts";
import { useSeriesTick } from "./use-tick.ts";
import { ValuesTable } from "./values-table.tsx";

/** A line of 240 points is as wide as the chart, and four drawings a second are as many as one can follow. */
const DRAW_MS = 250;
const POINTS = 240;
const STRENGTHS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

/** The losses of the run, with the lines to beat, what was changed on the way, and the run beside. */
export function LossChart() {
  const t = useT();
  const format = useFormat();
  const heading = useId();
  const { store } = useAppContext();
  const tick = useSeriesTick(DRAW_MS);
  const [logarithmic, setLogarithmic] = useState(false);
  const [smoothing, setSmoothing] = useState(0.7);
  const specs = useSeriesSpecs("losses");
  const compared = useApp((state) => state.records.find(({ id }) => id === state.comparing)?.series);
  const marks = useApp((state) => state.marks);
  const levels = useBaselines(specs);
  const steps = useMemo(() => [...new Set(marks.map(({ step }) => step))], [marks]);
  useEffect(preloadCharts, []);

  const { series } = store.getState();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow in place; the tick says that they did
  const data = useMemo(
    () =>
      chartData({
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
  const reading = useCallback(
    (step: number) => <Reading step={step} specs={specs} series={series} compared={compared} marks={marks} />,
    [specs, series, compared, marks],
  );
  const save = () =>
    saveText(
      `inkling-${store.getState().step}.csv`,
      "text/csv",
      seriesToCsv(store.getState().series.ids, store.getState().series.parts()),
    );

  return (
    <figure className="panel chart" aria-labelledby={heading}>
      <div className="panel-head chart-head">
        <h2 id={heading}>{t("stage.lossCurves")}</h2>
        <div className="panel-aside chart-tools">
          <Segmented
            label={t("stage.chart.scale")}
            segments={[
              { value: "linear", name: t("stage.chart.linear") },
              { value: "log", name: t("stage.chart.log") },
            ]}
            value={logarithmic ? "log" : "linear"}
            onChange={(value) => setLogarithmic(value === "log")}
          />
          <Button small title={t("stage.chart.csvHint")} onClick={save} disabled={data.rows.length === 0}>
            <Download size="1em" aria-hidden="true" /> {t("stage.chart.csv")}
          </Button>
        </div>
      </div>
      <ChartFrame data={data} levels={levels} marks={steps} logarithmic={logarithmic} reading={reading} />
      <div className="chart-smoothing">
        <span aria-hidden="true">{t("stage.chart.smoothing")}</span>
        <Slider
          label={t("stage.chart.smoothing")}
          stops={STRENGTHS}
          value={smoothing}
          valueText={(value) => format.number(value)}
          onChange={setSmoothing}
        />
        <span className="tabular" aria-hidden="true">
          {format.number(smoothing)}
        </span>
      </div>
      <div className="chart-last">
        <ValuesTable specs={specs} series={series} compared={compared} levels={levels} />
      </div>
      {marks.length > 0 ? (
        <section className="visually-hidden" aria-label={t("stage.chart.marks")}>
          {marks.map((mark) => (
            <MarkText key={`${mark.step} ${mark.key}`} mark={mark} />
          ))}
        </section>
      ) : null}
    </figure>
  );
}
