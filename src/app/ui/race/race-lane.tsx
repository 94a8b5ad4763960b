import { Flag } from "lucide-react";
import { useId, useMemo } from "react";
import type { Lane } from "../../state/race/lane.ts";
import { Part } from "../failure/part.tsx";
import { filled } from "../i18n/filled.ts";
import { alarmText, useFaultText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useSamplesForm } from "../stage/family.tsx";
import { View } from "../stage/views/view.tsx";
import { AppProvider, useApp, useAppContext, useLiveSamples, useSteadyApp } from "../store.ts";
import { colourOf, DASHES, letterOf } from "./lane-style.ts";
import { RACE_WORDS } from "./words.ts";

interface RaceLaneProps {
  readonly lane: Lane;
  readonly at: number;
  readonly name: string;
  readonly racing: boolean;
  readonly onTryAgain: () => void;
  readonly onKeep: () => void;
}

/** One run of a race. What is in it is drawn from the lane's own state, as the stage is from the page's. */
export function RaceLane({ lane, ...rest }: RaceLaneProps) {
  const { actions, runBeside } = useAppContext();
  const app = useMemo(
    // What a view may ask of the run that it shows is asked of the page's run; in a lane it is looked at alone.
    () => ({ store: lane.store, live: lane.live, runBeside, actions: { ...actions, follow: () => {} } }),
    [lane, actions, runBeside],
  );
  return (
    <AppProvider value={app}>
      <LaneRun {...rest} />
    </AppProvider>
  );
}

function LaneRun({ at, name, racing, onTryAgain, onKeep }: Omit<RaceLaneProps, "lane">) {
  const heading = useId();
  const language = useLanguage();
  const words = RACE_WORDS[language];
  const format = useFormat();
  const t = useT();
  const faultText = useFaultText();
  const step = useSteadyApp((state) => state.step);
  const phase = useApp((state) => state.phase);
  const fault = useApp((state) => state.fault);
  const alarms = useApp((state) => state.alarms);
  const note = useApp((state) => state.notices[0]?.fault ?? null);
  const last = alarms.at(-1);
  const stopped = phase.kind === "finished" && phase.why === "alarm";
  const doing =
    fault || stopped
      ? words.stopped
      : phase.kind === "finished"
        ? words.finished
        : phase.kind === "playing" || phase.kind === "stepping"
          ? words.playing
          : phase.kind === "opening"
            ? words.opening
            : racing
              ? words.waits
              : words[phase.kind];
  return (
    <section className="race-lane" aria-labelledby={heading} data-stopped={fault || stopped ? true : undefined}>
      <header>
        <h3 id={heading} aria-label={filled(words.lane, { letter: letterOf(at), name })}>
          <svg className="swatch" viewBox="0 0 18 6" aria-hidden="true">
            <path d="M1 3H17" stroke={colourOf(at)} strokeDasharray={DASHES[at]} strokeWidth="2.5" />
          </svg>
          {letterOf(at)} · {name}
        </h3>
        <span className="quiet tabular">
          {t("stage.chart.step", { step: format.number(step) })} · {doing}
        </span>
      </header>
      {fault || stopped ? (
        <div className="race-trouble" role="alert">
          <p>{fault ? faultText(fault) : last && alarmText("texts", last.id, last.values, language)}</p>
          <Button small kind="primary" onClick={onTryAgain}>
            {words.tryAgain}
          </Button>
        </div>
      ) : null}
      {alarms.map(({ id, values }) => (
        <p key={id} className="race-alarm" title={alarmText("texts", id, values, language)}>
          {alarmText("names", id, values, language)}
        </p>
      ))}
      {note && !fault ? <p className="quiet race-note">{faultText(note)}</p> : null}
      <div className="race-samples">
        <Part name={t("stage.samples")} form="view">
          <Samples />
        </Part>
      </div>
      <Button small disabled={step === 0} title={filled(words.keepHint, { name })} onClick={onKeep}>
        <Flag size="1em" aria-hidden="true" />
        {words.keep}
      </Button>
    </section>
  );
}

function Samples() {
  const t = useT();
  const shown = useLiveSamples();
  const form = useSamplesForm();
  const expected = useApp((state) => Number(state.config["sampling.count"] ?? 0));
  if (!shown) return <p className="stage-waiting quiet">{t("stage.text.waiting")}</p>;
  return <View data={shown.view} step={shown.step} confidence={false} form={form} expected={expected} />;
}
