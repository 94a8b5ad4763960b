import { useId, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Segmented } from "../shell/controls/segmented.tsx";
import { Slider } from "../shell/controls/slider.tsx";
import { useSeriesSpecs } from "../stage/family.tsx";
import { useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import chartsStyles from "./charts.css?inline";
import { CsvButton } from "./csv-button.tsx";
import { PictureButton } from "./picture-button.tsx";
import { MarkText } from "./reading.tsx";
import { SeriesChart } from "./series-chart.tsx";
import { useBaselines } from "./use-baselines.ts";
import { ValuesTable } from "./values-table.tsx";

adopt(chartsStyles);

const STRENGTHS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

/** The losses of the run, with the lines to beat, what was changed on the way, and the run beside. */
export function LossChart() {
  const t = useT();
  const format = useFormat();
  const heading = useId();
  const [logarithmic, setLogarithmic] = useState(false);
  const [smoothing, setSmoothing] = useState(0.7);
  const specs = useSeriesSpecs("losses");
  const compared = useApp((state) => state.history.find(({ id }) => id === state.comparing)?.series);
  const marks = useApp((state) => state.marks);
  const levels = useBaselines(specs);
  const shown = { specs, compared, levels };

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
          <CsvButton />
          <PictureButton />
        </div>
      </div>
      <SeriesChart {...shown} marks={marks} smoothing={smoothing} logarithmic={logarithmic} />
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
        <ValuesTable {...shown} />
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
