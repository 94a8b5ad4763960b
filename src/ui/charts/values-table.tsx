import type { SeriesStore } from "../../core/series/store.ts";
import type { SeriesSpec } from "../../spec/series.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useSeriesWords } from "../stage/family.tsx";
import { exactValue } from "./exact.ts";
import type { Level } from "./line-plot.tsx";
import { Swatch } from "./swatch.tsx";

interface ValuesTableProps {
  readonly specs: readonly SeriesSpec[];
  readonly series: SeriesStore;
  readonly compared: SeriesStore | undefined;
  readonly levels: readonly Level[];
}

/** The last value of each line: the chart's key for the eye, and its text for those who do not see it. */
export function ValuesTable({ specs, series, compared, levels }: ValuesTableProps) {
  const t = useT();
  const format = useFormat();
  const words = useSeriesWords();
  const last = (from: SeriesStore, id: string) => exactValue(from.latest(id), format);
  return (
    <table className="chart-values">
      <caption className="visually-hidden">{t("stage.chart.values")}</caption>
      <thead className={compared ? undefined : "visually-hidden"}>
        <tr>
          <th scope="col">{t("stage.chart.series")}</th>
          <th scope="col">{compared ? t("stage.compare.present") : t("stage.chart.value")}</th>
          {compared ? <th scope="col">{t("stage.chart.other")}</th> : null}
        </tr>
      </thead>
      <tbody className="tabular">
        {specs.map(({ id, role, dashed }) => (
          <tr key={id}>
            <th scope="row" title={words(id).help}>
              <Swatch of={role} dashed={dashed} /> {words(id).name}
            </th>
            <td>{last(series, id)}</td>
            {compared ? <td className="quiet">{last(compared, id)}</td> : null}
          </tr>
        ))}
        {levels.map(({ name, value }) => (
          <tr key={name} className="chart-baseline">
            <th scope="row" title={t("stage.chart.baselineHint")}>
              <Swatch of="neutral" level /> {name}
            </th>
            <td>{exactValue(value, format)}</td>
            {compared ? <td className="quiet">{exactValue(value, format)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
