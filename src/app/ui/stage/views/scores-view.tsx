import type { CSSProperties } from "react";
import type { ScoresView as Data, ScoredText } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Written } from "../../notation/written.tsx";
import { adopt } from "../../styles/adopt.ts";
import { useLabelName, useNotation } from "../family.tsx";
import linesStyles from "./lines.css?inline";
import scoresViewStyles from "./scores-view.css?inline";

adopt(scoresViewStyles, linesStyles);

const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;

type Row = ScoredText & { readonly of: "typed" | "truth" | "generator" };

/** What the critic gives the typed text, among real texts and those that are made now, best first. */
export default function ScoresView({ data }: { readonly data: Data }) {
  const t = useT();
  const format = useFormat();
  const labelName = useLabelName();
  const notation = useNotation();
  const { typed, others } = data;
  const ranked: readonly Row[] = others.map(({ role, ...each }) => ({ ...each, of: role }));
  const above = ranked.filter(({ score }) => score >= typed.score).length;
  const rows: readonly Row[] = ranked.toSpliced(above, 0, { ...typed, of: "typed" });
  const [most, least] = [rows[0]?.score ?? 0, rows.at(-1)?.score ?? 0];
  const shareOf = (score: number) => (most > least ? (score - least) / (most - least) : 0.5);
  const beaten = (of: Row["of"]) => {
    const own = ranked.filter((row) => row.of === of);
    const fewer = own.filter(({ score }) => score < typed.score).length;
    return { fewer: format.number(fewer), all: format.number(own.length) };
  };
  const [real, made] = [beaten("truth"), beaten("generator")];
  return (
    <div className="scores">
      <p className="scores-told">
        {t("stage.scores.told", {
          ...{ text: typed.text, score: format.number(typed.score, DIGITS) },
          ...{ real: real.fewer, allReal: real.all, made: made.fewer, allMade: made.all },
        })}
      </p>
      <ol className="scores-list" aria-label={t("stage.scores.name")}>
        {rows.map(({ text, score, of, label }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the order
          <li key={place} className="score" data-of={of} aria-current={of === "typed" ? "true" : undefined}>
            <span className="line-text">
              {text === "" ? (
                <span className="quiet">{t("stage.text.empty")}</span>
              ) : (
                <Written text={text} notation={notation} />
              )}
              {label ? <span className="sample-label"> {labelName(label)}</span> : null}
            </span>
            <span className="score-bar" style={{ "--share": shareOf(score) } as CSSProperties} aria-hidden="true" />
            <span className="tabular">{format.number(score, DIGITS)}</span>
            <span className="quiet score-of">{t(`stage.scores.of.${of}`)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
