import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { WavesView } from "../../../schema/view.ts";
import { waveOf } from "../../../schema/view.ts";
import { focusOf } from "../shell/keys.ts";
import { useAppContext } from "../store.ts";
import { beat, stepsOf } from "./beat-store.ts";
import { type Pad, padOfKey, STEPS, stepSeconds } from "./beats.ts";
import { output } from "./output.ts";
import { createSequencer } from "./sequencer.ts";
import { light } from "./wave-tiles.tsx";

/** How far ahead of its time a step is handed over, in seconds; a hidden page looks once a second. */
const AHEAD_S = 0.3;
const AHEAD_HIDDEN_S = 1.3;
/** Of each hit: several sound at once. */
const LEVEL = 0.8;

/** Plays the sounds of pads: by hand, by keys, and by the sequencer; all of it ends when its view is left. */
export function useHits(root: RefObject<HTMLElement | null>, sounds: WavesView, rows: readonly Pad[]) {
  const { store } = useAppContext();
  const [playing, setPlaying] = useState(false);
  const newest = useRef({ sounds, rows });
  newest.current = { sounds, rows };

  const hit = useCallback(
    (pad: number, at?: number) => {
      const { sounds: now } = newest.current;
      if (pad >= now.count) return;
      const { startsAt, durationS } = output.playWave(waveOf(now, pad), now.rate, {
        level: LEVEL,
        ...(at === undefined ? {} : { at }),
      });
      const tile = root.current?.querySelectorAll(".pads > li")[pad];
      if (tile) later(startsAt, () => light(tile, durationS));
    },
    [root],
  );

  const sequencer = useMemo(
    () =>
      createSequencer({
        steps: STEPS,
        clock: () => output.open().context.currentTime,
        stepS: () => stepSeconds(beat.getState().tempo),
        aheadS: () => (document.hidden ? AHEAD_HIDDEN_S : AHEAD_S),
        onStep(step, at) {
          stepsOf(beat.getState().pattern, newest.current.rows).forEach((steps, pad) => {
            if (steps[step]) hit(pad, at);
          });
          later(at, () => root.current?.querySelector(".step-grid")?.setAttribute("data-now", String(step)));
        },
        every: (ms, look) => {
          const timer = setInterval(look, ms);
          // What is hidden is looked at once a second from now on.
          document.addEventListener("visibilitychange", look);
          return () => {
            clearInterval(timer);
            document.removeEventListener("visibilitychange", look);
          };
        },
      }),
    [hit, root],
  );

  const toggle = useCallback(() => setPlaying((was) => !was), []);
  useEffect(() => {
    if (!playing) return;
    const grid = root.current?.querySelector(".step-grid");
    sequencer.start();
    return () => {
      sequencer.stop();
      output.stop();
      grid?.removeAttribute("data-now");
    };
  }, [playing, sequencer, root]);

  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (!store.getState().singleKeys || event.isComposing || event.repeat) return;
      if (event.ctrlKey || event.altKey || event.metaKey || focusOf(event.target) === "text") return;
      if (document.querySelector("[role=dialog]")) return;
      const pad = padOfKey(event.code);
      if (pad === null || pad >= newest.current.sounds.count) return;
      // Before what these keys mean to the page elsewhere.
      event.preventDefault();
      hit(pad);
    }
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, [store, hit]);

  return { playing, toggle, hit };
}

/** Shows something when what sounds at a time of the context's clock is heard. */
function later(at: number, show: () => void): void {
  const { context } = output.open();
  const delay = "outputLatency" in context ? (context as AudioContext).outputLatency || 0 : 0;
  const wait = 1000 * (at + delay - context.currentTime);
  if (wait < 4) show();
  else setTimeout(show, wait);
}
