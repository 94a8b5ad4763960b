import { TrendingDown, TrendingUp } from "lucide-react";
import { useRef } from "react";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { FigureContext, FigureSpec } from "../../../schema/series.ts";
import type { State } from "../../state/state.ts";
import { useSeriesTick } from "../charts/use-tick.ts";
import { GameButton } from "../games/game-button.tsx";
import { useFormat, useT } from "../i18n/i18n.ts";
import { HelpTip } from "../shell/controls/help-tip.tsx";
import { Panel } from "../shell/controls/panel.tsx";
import { useFigureWords } from "../stage/family.tsx";
import { useApp, useAppContext } from "../store.ts";
import { useFigureContext } from "./figure-context.ts";
import { Race } from "./race.tsx";
import { summaryOf } from "./summary.ts";
import { isNoise, shareOf, trendOf, verdictOf } from "./verdict.ts";

/** Figures are compared with what they were this share of the run ago. */
const AGO = 0.5;

const GROUPS = ["learning", "quality", "creativity"] as const;

/** How good the model is: a verdict in words, how far that is from the worst to the best known, and the number. */
export function Figures() {
  const t = useT();
  const { store } = useAppContext();
  useSeriesTick(500);
  const { all, context } = useFigureContext();
  const { series, step } = store.getState();
  const alarmedAt = useAlarmedAt();
  const now = series.values();
  const before = series.values(Math.floor(step * AGO));
  const first = series.values(0);
  const then = alarmedAt === null ? null : series.values(alarmedAt);
  // What there is no number for, whatever happens, has no tile: their number does not change while the run goes on.
  const about = { ...context, latest: now };
  const shown = all.filter((figure) => figure.applies?.({ ...about, first: null }) ?? true);
  if (shown.length === 0) return null;
  const groups = GROUPS.map((group) => ({
    group,
    figures: shown.filter((figure) => (figure.group ?? "learning") === group),
  })).filter(({ figures }) => figures.length > 0);
  return (
    <Panel title={t("stage.figures.name")} className="figures" aside={<GameButton />}>
      <Verdict latest={now} facts={context.facts} stale={alarmedAt !== null} />
      <Race stale={alarmedAt !== null} />
      {groups.map(({ group, figures }) => (
        <section key={group} aria-label={t(`judge.groups.${group}.name`)}>
          {groups.length > 1 ? (
            <h3 className="figure-group" title={t(`judge.groups.${group}.help`)}>
              {t(`judge.groups.${group}.name`)}
            </h3>
          ) : null}
          <dl className="figure-tiles">
            {figures.map((figure) => {
              const value = figure.of(now);
              return (
                <Tile
                  key={figure.id}
                  figure={figure}
                  about={{ ...about, first: figure.of(first) }}
                  value={value}
                  before={figure.of(before)}
                  stale={then !== null && value !== null && figure.of(then) === value}
                />
              );
            })}
          </dl>
        </section>
      ))}
    </Panel>
  );
}

interface VerdictProps {
  readonly latest: Readonly<Record<string, number>>;
  readonly facts: DatasetFacts | null;
  readonly stale: boolean;
}

/** How good what it makes is, in words, before any number. */
function Verdict({ latest, facts, stale }: VerdictProps) {
  const t = useT();
  const summary = summaryOf(latest, {
    labels: facts?.labels.length ?? 0,
    modes: facts?.distribution?.modes.length ?? 0,
  });
  if (!summary || stale) return <p className="figures-verdict">{"\u00a0"}</p>;
  const { about, tone, kinds, repeats, copies } = summary;
  const blanks = { tone: t(`judge.summary.${about}.${tone}`), ...kinds };
  const sentence = kinds ? (kinds.known < kinds.all ? "someKinds" : "everyKind") : "noKinds";
  return (
    <p className="figures-verdict">
      {t(`judge.summary.${sentence}`, blanks)} {repeats ? t("judge.summary.repeats") : null}{" "}
      {copies ? t("judge.summary.copies") : null}
    </p>
  );
}

/** The step at which the alarm that stands was raised; what was measured before tells nothing of how things are now. */
function useAlarmedAt(): number | null {
  const { store } = useAppContext();
  const alarm = useApp(({ alarms }: State) => alarms.find(({ severity }) => severity !== "notice")?.id ?? null);
  const raised = useRef<{ readonly id: string; readonly step: number } | null>(null);
  if (alarm === null) raised.current = null;
  else if (raised.current?.id !== alarm) raised.current = { id: alarm, step: store.getState().step };
  return raised.current?.step ?? null;
}

interface TileProps {
  readonly figure: FigureSpec;
  readonly about: FigureContext;
  readonly value: number | null;
  readonly before: number | null;
  readonly stale: boolean;
}

function Tile({ figure, about, value, before, stale }: TileProps) {
  const t = useT();
  const format = useFormat();
  const { name, plain, help, formula } = useFigureWords()(figure.id);
  const anchors = figure.anchors?.(about) ?? null;
  const digits = { minimumFractionDigits: figure.digits, maximumFractionDigits: figure.digits };
  const ends = anchors && {
    worst: t(`stage.figures.anchors.${anchors.worstIs}`),
    best: t(`stage.figures.anchors.${anchors.bestIs}`),
  };
  const verdict = value === null ? "waiting" : anchors ? verdictOf(value, anchors) : trendOf(figure, value, before);
  const scale = ends ? t("stage.figures.scale", ends) : "";
  const share = value === null || !anchors ? 0 : Math.min(1, Math.max(0, shareOf(value, anchors)));
  return (
    <div className={`figure-tile${stale ? " figure-stale" : ""}`} title={stale ? t("stage.figures.stale") : undefined}>
      <dt>
        <span>{plain ?? name}</span> {help ? <HelpTip name={name} help={`${help} ${scale}`} formula={formula} /> : null}
      </dt>
      <dd className="figure-verdict" data-verdict={verdict}>
        {t(`stage.figures.verdicts.${verdict}`, ends ?? {})}
      </dd>
      <dd className="figure-bar" aria-hidden="true" title={scale}>
        {anchors ? <i style={{ transform: `scaleX(${share})` }} /> : null}
      </dd>
      <dd className="figure-number tabular">
        <span>{value === null ? "—" : format.number(value, digits)}</span>
        {stale ? (
          <span className="quiet">{t("stage.figures.stale")}</span>
        ) : (
          <Trend figure={figure} value={value} before={before} />
        )}
      </dd>
    </div>
  );
}

function Trend({ figure, value, before }: Pick<TileProps, "figure" | "value" | "before">) {
  const t = useT();
  const format = useFormat();
  if (value === null) return <span className="quiet">{t("stage.figures.none")}</span>;
  if (before === null || before === value) return null;
  const change = value - before;
  if (isNoise(change, value, figure.digits)) return <span className="quiet">{t("stage.figures.same")}</span>;
  const Arrow = change > 0 ? TrendingUp : TrendingDown;
  const shown = format.number(Math.abs(change), { maximumFractionDigits: figure.digits });
  const better = figure.better && (figure.better === "more") === change > 0;
  return (
    <span className={figure.better ? (better ? "trend-better" : "trend-worse") : "quiet"}>
      <Arrow size="1.1em" aria-hidden="true" />{" "}
      {figure.better ? t(better ? "stage.figures.better" : "stage.figures.worse", { change: shown }) : shown}
    </span>
  );
}
