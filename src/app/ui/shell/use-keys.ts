import { useEffect } from "react";
import type { State } from "../../state/state.ts";
import { dataKinds, firstOfKind, kindOf } from "../recipe/kinds.ts";
import { useAppContext } from "../store.ts";
import { commandOf, focusOf } from "./keys.ts";
import { isPlaying } from "./transport.tsx";

interface KeysOptions {
  readonly onShare: () => void;
  readonly onHelp: () => void;
  /** False while a dialog has the keys. */
  readonly idle: boolean;
}

/** Single keys for the whole page, unless they are switched off. */
export function useKeys({ onShare, onHelp, idle }: KeysOptions): void {
  const { store, actions } = useAppContext();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const state = store.getState();
      if (!idle || !state.singleKeys || event.defaultPrevented || event.isComposing) return;
      const command = commandOf({
        key: event.key,
        code: event.code,
        ctrl: event.ctrlKey,
        alt: event.altKey,
        meta: event.metaKey,
        altGraph: event.getModifierState("AltGraph"),
        focus: focusOf(event.target),
      });
      if (!command || (command.do === "kind" && !mayReplaceData(state))) return;
      event.preventDefault();
      // A key that is held down steps and moves on; it does not play, pause, play.
      if (event.repeat && command.do !== "step" && command.do !== "back" && command.do !== "forward") return;
      switch (command.do) {
        case "playPause":
          void (isPlaying(state) ? actions.pause() : actions.play());
          return;
        case "step":
          void actions.step();
          return;
        case "reset":
          void actions.reset();
          return;
        case "share":
          onShare();
          return;
        case "help":
          onHelp();
          return;
        case "back":
        case "forward":
          actions.lookAt(moved(state, command.do === "back" ? -1 : 1));
          return;
        case "kind": {
          const kind = dataKinds()[command.kind];
          const set = kind && firstOfKind(kind);
          if (set && kind !== kindOf(state.config)) actions.change("data.set", set);
          return;
        }
        default:
          command satisfies never;
      }
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [store, actions, onShare, onHelp, idle]);
}

/** A stray key takes nothing away: another kind of data only where nothing was trained yet. */
export const mayReplaceData = ({ step, phase }: Pick<State, "step" | "phase">): boolean =>
  step === 0 && (phase.kind === "ready" || phase.kind === "opening");

/** The moment one further on the timeline; past the newest one, `null`: follow the run. */
export function moved(
  { timeline, moment }: { readonly timeline: readonly { readonly step: number }[]; readonly moment: number | null },
  by: -1 | 1,
): number | null {
  const last = timeline.length - 1;
  const next = Math.max(0, (moment ?? last) + by);
  return next >= last ? null : next;
}
