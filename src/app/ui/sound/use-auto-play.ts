import { useEffect } from "react";
import { useAppContext } from "../store.ts";
import { output } from "./output.ts";
import { playSound } from "./played.ts";

/** From the beginning of one sound to that of the next, and at least so much silence between. */
const EVERY_MS = 900;
const PAUSE_MS = 350;
/** Beside what is played on purpose. */
const QUIET = 0.4;

/** Whether sound may be heard now; one that rests, or was pressed for before this code had come, is woken. */
function isAwake(): boolean {
  if (!output.isAwake() && navigator.userActivation?.hasBeenActive) output.open();
  return output.isAwake();
}

/** While the run plays and its newest sounds are in sight they are heard, one after the other; sound is made ready at the first press. */
export function useAutoPlay(wanted: boolean): void {
  const { store, live } = useAppContext();
  useEffect(() => {
    // Browsers let a page be heard after a press alone.
    const open = () => void output.open();
    addEventListener("pointerdown", open);
    addEventListener("keydown", open);
    return () => {
      removeEventListener("pointerdown", open);
      removeEventListener("keydown", open);
      output.stop();
    };
  }, []);
  useEffect(() => {
    if (!wanted) return;
    let next = 0;
    let timer = setTimeout(play, EVERY_MS);
    function play(): void {
      const { phase, moment } = store.getState();
      const view = live.current()?.view;
      let wait = EVERY_MS;
      if (phase.kind === "playing" && moment === null && view?.kind === "waves" && !document.hidden && isAwake()) {
        next = (next + 1) % view.count;
        const { durationS } = playSound(view, next, { level: QUIET });
        wait = Math.max(EVERY_MS, 1000 * durationS + PAUSE_MS);
      }
      timer = setTimeout(play, wait);
    }
    return () => clearTimeout(timer);
  }, [wanted, store, live]);
}
