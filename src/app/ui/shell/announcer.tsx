import { useEffect, useRef, useState } from "react";
import type { State } from "../../state/state.ts";
import { alarmText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { useApp, useAppContext } from "../store.ts";

type Turn = "ready" | "playing" | "paused" | "finishedStopAt" | "finishedAlarm";

/** The turn of a run that is worth a word, or `null` while it is only getting somewhere. */
export function turnOf(phase: State["phase"]): Turn | null {
  switch (phase.kind) {
    case "ready":
    case "playing":
    case "paused":
      return phase.kind;
    case "finished":
      return phase.why === "stopAt" ? "finishedStopAt" : "finishedAlarm";
    case "opening":
    case "stepping":
      return null;
    default:
      return phase satisfies never;
  }
}

/** Speaks at start, pause, alarms and end, politely, and at nothing else. */
export function Announcer() {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const { store } = useAppContext();
  const turn = useApp((state) => turnOf(state.phase));
  const alarm = useApp((state) => state.alarms.at(-1) ?? null);
  const [text, setText] = useState("");
  const spoken = useRef<string | null>(null);

  useEffect(() => {
    if (turn) setText(t(`shell.announce.${turn}`, { step: format.number(store.getState().step) }));
  }, [turn, t, format, store]);

  useEffect(() => {
    const id = alarm ? `${alarm.id} ${alarm.step}` : null;
    if (alarm && id !== spoken.current)
      setText(alarmText("names", alarm.id, { ...alarm.values, step: alarm.step }, language));
    spoken.current = id;
  }, [alarm, language]);

  return (
    <div className="visually-hidden" aria-live="polite" data-announcer="">
      {text}
    </div>
  );
}
