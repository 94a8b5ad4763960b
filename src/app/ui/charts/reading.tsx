import type { SeriesStore } from "../../../core/series/store.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import type { Mark } from "../../state/state.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useKeyWords, useShownValue } from "../i18n/words.ts";
import { useSeriesWords } from "../stage/family.tsx";
import { exactValue } from "./exact.ts";
import { Swatch } from "./swatch.tsx";

interface ReadingProps {
  readonly step: number;
  readonly specs: readonly SeriesSpec[];
  readonly series: SeriesStore;
  readonly compared: SeriesStore | undefined;
  readonly marks: readonly Mark[];
}

/** The exact values at the step under the pointer, as they were reported, and what was changed there. */
export function Reading({ step, specs, series, compared, marks }: ReadingProps) {
  const t = useT();
  const format = useFormat();
  const words = useSeriesWords();
  const shown = (from: SeriesStore, id: string) => exactValue(from.valueAt(id, step), format);
  const last = series.lastStep ?? step;
  const near = marks.filter((mark) => Math.abs(mark.step - step) <= Math.max(1, last * 0.015));
  return (
    <div className="chart-reading tabular">
      <strong>{t("stage.chart.step", { step: format.number(step) })}</strong>
      <ul>
        {specs.map((spec) => (
          <li key={spec.id}>
            <Swatch of={spec.role} dashed={spec.dashed} /> {words(spec.id).name}
            <b>{shown(series, spec.id)}</b>
            {compared ? <span className="quiet">{shown(compared, spec.id)}</span> : null}
          </li>
        ))}
      </ul>
      {near.map((mark) => (
        <MarkText key={`${mark.step} ${mark.key}`} mark={mark} />
      ))}
    </div>
  );
}

/** What was changed while the run went on, as a sentence. */
export function MarkText({ mark }: { readonly mark: Mark }) {
  const t = useT();
  const format = useFormat();
  const words = useKeyWords();
  const shown = useShownValue();
  return (
    <p className="chart-change">
      {t("stage.chart.mark", {
        step: format.number(mark.step),
        name: words(mark.key).name,
        from: shown(mark.key, mark.from),
        to: shown(mark.key, mark.to),
      })}
    </p>
  );
}
