import { ChevronDown, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { Alarm } from "../../../schema/alarm.ts";
import { alarmText, useLanguage, useT } from "../i18n/i18n.ts";
import { useKeyWords, useShownValue } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { remedyWords } from "./remedy-words.ts";

const SIGNS = { notice: Info, warning: TriangleAlert, stopped: OctagonAlert } as const;
const WEIGHT = { stopped: 0, warning: 1, notice: 2 } as const;

/** The weightiest alarm with its one-press remedies, in a line; *Why?* opens its reason, and the other alarms, over the stage. */
export function AlarmBanner() {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const alarms = useApp((state) => state.alarms);
  const sorted = useMemo(() => [...alarms].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]), [alarms]);
  const others = sorted.length - 1;
  return (
    <div className="alarm-banner" data-open={open || undefined}>
      <ul className="alarms" id={id}>
        {(open ? sorted : sorted.slice(0, 1)).map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} open={open} />
        ))}
      </ul>
      <Button
        small
        kind="quiet"
        className="alarm-more"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t("stage.status.why")}
        {others > 0 ? <span className="alarm-others tabular">+{others}</span> : null}
        <ChevronDown className="alarm-chevron" size="1em" aria-hidden="true" />
      </Button>
    </div>
  );
}

function AlarmRow({ alarm, open }: { readonly alarm: Alarm; readonly open: boolean }) {
  const language = useLanguage();
  const { applyRemedy } = useActions();
  const keyWords = useKeyWords();
  const shownValue = useShownValue();
  const values = { ...alarm.values, step: alarm.step };
  const text = alarmText("texts", alarm.id, values, language);
  const Sign = SIGNS[alarm.severity];
  return (
    <li className={`alarm alarm-${alarm.severity}`}>
      <Sign className="alarm-sign" size="1.3em" aria-hidden="true" />
      <div className="alarm-words">
        <p role={alarm.severity === "stopped" ? "alert" : undefined} title={open ? undefined : text}>
          <strong>{alarmText("names", alarm.id, values, language)}</strong> {text}
        </p>
        {open ? <p className="alarm-why">{alarmText("why", alarm.id, values, language)}</p> : null}
      </div>
      <div className="alarm-remedies">
        {alarm.remedies.map((remedy) => {
          const words = remedyWords(remedy, values, language, keyWords, shownValue);
          return (
            <Button key={remedy.id} small title={words} onClick={() => void applyRemedy(alarm, remedy)}>
              <span>{words}</span>
            </Button>
          );
        })}
      </div>
    </li>
  );
}
