import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import type { Alarm } from "../../spec/alarm.ts";
import type { State } from "../../state/state.ts";
import { useBaselines } from "../charts/use-baselines.ts";
import { useSeriesTick } from "../charts/use-tick.ts";
import { alarmText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { useKeyWords, useShownValue } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { Panel } from "../shell/controls/panel.tsx";
import { useSeriesSpecs } from "../stage/family.tsx";
import { useActions, useApp, useAppContext } from "../store.ts";
import { remedyWords } from "./remedy-words.ts";

/** Alarms in plain words with one-press remedies; where nothing is wrong, how far the model has come. */
export function Happening() {
  const t = useT();
  const alarms = useApp((state) => state.alarms);
  return (
    <Panel title={t("stage.happening.name")} className="happening">
      {alarms.length > 0 ? (
        <ul className="alarms">
          {alarms.map((alarm) => (
            <AlarmCard key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      ) : (
        <Calm />
      )}
    </Panel>
  );
}

const SIGNS = { notice: Info, warning: TriangleAlert, stopped: OctagonAlert } as const;

function AlarmCard({ alarm }: { readonly alarm: Alarm }) {
  const t = useT();
  const language = useLanguage();
  const why = useId();
  const { press } = useActions();
  const [open, setOpen] = useState(false);
  const keyWords = useKeyWords();
  const shownValue = useShownValue();
  const values = { ...alarm.values, step: alarm.step };
  const Sign = SIGNS[alarm.severity];
  return (
    <li className={`alarm alarm-${alarm.severity}`}>
      <p role={alarm.severity === "stopped" ? "alert" : undefined}>
        <strong>
          <Sign size="1.15em" aria-hidden="true" /> {alarmText("names", alarm.id, values, language)}
        </strong>{" "}
        {alarmText("texts", alarm.id, values, language)}
      </p>
      <div className="alarm-remedies">
        {alarm.remedies.map((remedy) => (
          <Button key={remedy.id} small onClick={() => void press(alarm, remedy)}>
            {remedyWords(remedy, values, language, keyWords, shownValue)}
          </Button>
        ))}
        <Button small kind="quiet" aria-expanded={open} aria-controls={why} onClick={() => setOpen(!open)}>
          {t("stage.happening.why")}
        </Button>
      </div>
      <p id={why} className="alarm-why" hidden={!open}>
        {alarmText("why", alarm.id, values, language)}
      </p>
    </li>
  );
}

/** What there is to say while nothing is wrong. */
function Calm() {
  const t = useT();
  const phase = useApp((state) => state.phase.kind);
  const started = useApp((state) => state.step > 0);
  return (
    <div className="calm">
      <p>
        <CircleCheck size="1.15em" aria-hidden="true" /> <span>{t(`stage.happening.${mood(phase, started)}`)}</span>
      </p>
      {started ? <Race /> : null}
    </div>
  );
}

function mood(phase: State["phase"]["kind"], started: boolean) {
  if (phase === "opening") return "opening";
  if (phase === "playing" || phase === "stepping") return "learning";
  if (phase === "finished") return "finished";
  return started ? "paused" : "ready";
}

const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Which of the simple models the run has overtaken, and which comes next. */
function Race() {
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
  if (reached === null || levels.length === 0) return null;
  const beaten = levels.filter(({ value }) => reached < value).at(-1);
  const ahead = levels.find(({ value }) => reached >= value);
  const blanks = (level: { name: string; value: number }) => ({
    name: level.name.toLocaleLowerCase(),
    value: format.number(level.value, TWO_DIGITS),
  });
  return (
    <p className="quiet">
      {beaten && ahead ? `${t("stage.happening.beaten", blanks(beaten))} ` : null}
      {ahead ? t("stage.happening.ahead", blanks(ahead)) : t("stage.happening.allBeaten")}
    </p>
  );
}
