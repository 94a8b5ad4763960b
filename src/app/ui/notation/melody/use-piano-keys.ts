import { type RefObject, useEffect, useEffectEvent } from "react";
import { focusOf } from "../../shell/keys.ts";
import { useApp } from "../../store.ts";

/** Semitones above C4 by where a key lies: the middle row is white, the row above it black. */
const SEMITONES: Readonly<Record<string, number>> = {
  ...{ KeyA: 0, KeyW: 1, KeyS: 2, KeyE: 3, KeyD: 4, KeyF: 5, KeyT: 6, KeyG: 7, KeyY: 8, KeyH: 9, KeyU: 10, KeyJ: 11 },
  ...{ KeyK: 12, KeyO: 13, KeyL: 14, KeyP: 15, Semicolon: 16, Quote: 17 },
};

interface PianoKeys {
  /** Where keys act even if single keys are switched off for the page. */
  readonly within: RefObject<HTMLElement | null>;
  readonly onNote: (semitone: number) => void;
  readonly onRest: () => void;
  readonly onBack: () => void;
}

/** The computer's keys as a piano's, before they mean anything else on the page. */
export function usePianoKeys({ within, onNote, onRest, onBack }: PianoKeys): void {
  const singleKeys = useApp((state) => state.singleKeys);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const inside = event.target instanceof Node && within.current?.contains(event.target) === true;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (focusOf(event.target) === "text" || (!singleKeys && !inside)) return;
    const semitone = Object.hasOwn(SEMITONES, event.code) ? SEMITONES[event.code] : undefined;
    if (semitone !== undefined) onNote(semitone);
    else if (event.code === "KeyZ") onRest();
    else if (event.code === "Backspace") onBack();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, []);
}
