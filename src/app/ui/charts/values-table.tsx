import { memo, type ReactNode } from "react";
import type { SeriesStore } from "../../../core/series/store.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useSeriesWords } from "../stage/family.tsx";
import { useAppContext } from "../store.ts";
import { exactValue } from "./exact.ts";
import type { Level } from "./line-plot.tsx";
import { Swatch } from "./swatch.tsx";
import { useSeriesTick } from "./use-tick.ts";

/** As often as the curves are drawn. */
const DRAW_MS = 250;

interface ValuesTableProps {
  readonly specs: readonly SeriesSpec[];
  readonly compared: SeriesStore | undefined;
  readonly levels: readonly Level[];
}

/** The last value of each line: the chart's key for the eye, and its text for those who do not see it. */
export function ValuesTable({ specs, compared, levels }: ValuesTableProps) {
  const t = useT();
  const format = useFormat();
  const words = useSeriesWords();
  const { store } = useAppContext();
  useSeriesTick(DRAW_MS);
  const { series } = store.getState();
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
        {specs.map(({ id, role, dashed }) => {
          const { name, help } = words(id);
          return (
            <ValueRow
              key={id}
              name={name}
              title={help}
              value={last(series, id)}
              other={compared ? last(compared, id) : undefined}
            >
              <Swatch of={role} dashed={dashed} />
            </ValueRow>
          );
        })}
        {levels.map(({ name, value }) => (
          <ValueRow
            key={name}
            className="chart-baseline"
            name={name}
            title={t("stage.chart.baselineHint")}
            value={exactValue(value, format)}
            other={compared ? exactValue(value, format) : undefined}
          >
            <Swatch of="neutral" level />
          </ValueRow>
        ))}
      </tbody>
    </table>
  );
}

interface ValueRowProps {
  readonly name: string;
  readonly title: string | undefined;
  readonly value: string;
  readonly other: string | undefined;
  readonly className?: string;
  /** Its swatch, which goes with the name. */
  readonly children: ReactNode;
}

/** Drawn again only where a number changed. */
const ValueRow = memo(
  function ValueRow({ name, title, value, other, className, children }: ValueRowProps) {
    return (
      <tr className={className}>
        <th scope="row" title={title}>
          {children} {name}
        </th>
        <td>{value}</td>
        {other === undefined ? null : <td className="quiet">{other}</td>}
      </tr>
    );
  },
  (a, b) => a.name === b.name && a.title === b.title && a.value === b.value && a.other === b.other,
);
