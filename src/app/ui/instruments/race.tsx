import { useBaselines } from "../charts/use-baselines.ts";
import { useSeriesTick } from "../charts/use-tick.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useSeriesSpecs } from "../stage/family.tsx";
import { useAppContext } from "../store.ts";

const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Which of the simple models the run has overtaken, and which comes next; nothing while that tells of before an alarm. */
export function Race({ stale }: { readonly stale: boolean }) {
  const t = useT();
  const format = useFormat();
  const { store } = useAppContext();
  useSeriesTick(1000);
  const specs = useSeriesSpecs("losses");
  const levels = useBaselines(specs);
  const latest = store.getState().series.values();
  // The held-out loss is the fair one to compare; it stands last among the comparable series.
  const reached = specs
    .filter(({ comparable }) => comparable)
    .reduce<number | null>((best, { id }) => latest[id] ?? best, null);
  if (levels.length === 0) return null;
  if (reached === null || stale) return <p className="race quiet">{"\u00a0"}</p>;
  const beaten = levels.filter(({ value }) => reached < value).at(-1);
  const ahead = levels.find(({ value }) => reached >= value);
  const blanks = (level: { name: string; value: number }) => ({
    name: level.name.toLocaleLowerCase(),
    value: format.number(level.value, TWO_DIGITS),
  });
  return (
    <p className="race quiet">
      {beaten && ahead ? `${t("stage.status.beaten", blanks(beaten))} ` : null}
      {ahead ? t("stage.status.ahead", blanks(ahead)) : t("stage.status.allBeaten")}
    </p>
  );
}
