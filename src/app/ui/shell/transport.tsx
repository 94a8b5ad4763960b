import { Check, Pause, Play, RotateCcw, StepForward } from "lucide-react";
import type { State } from "../../state/state.ts";
import { useT } from "../i18n/i18n.ts";
import { useKeyWords } from "../i18n/words.ts";
import { useActions, useApp, useAppShallow } from "../store.ts";
import { Clock } from "./clock.tsx";
import { IconButton } from "./controls/button.tsx";

/** Reset, Play or Pause, Step, and the clock. */
export function Transport() {
  return (
    <div className="transport">
      <ResetButton />
      <PlayButton />
      <StepButton />
      <Clock />
    </div>
  );
}

function ResetButton() {
  const t = useT();
  const { reset } = useActions();
  const pending = useAppShallow((state) => state.pending);
  const words = useKeyWords();
  if (pending.length === 0) {
    return (
      <IconButton label={t("shell.reset")} kind="quiet" className="round" onClick={() => void reset()}>
        <RotateCcw size="1.15em" aria-hidden="true" />
      </IconButton>
    );
  }
  const names = pending.map((key) => words(key).name).join(", ");
  // As large as Reset, so that nothing beside it moves; the words hang below it.
  return (
    <IconButton
      label={t("shell.resetApplies")}
      tip={t("shell.resetAppliesHint", { names })}
      className="round apply-changes"
      onClick={() => void reset()}
    >
      <Check size="1.25em" aria-hidden="true" />
      <span className="apply-words" aria-hidden="true">
        {t("shell.applyChanges")}
      </span>
    </IconButton>
  );
}

/** Whether the run plays, or will as soon as it is ready. */
export const isPlaying = ({ phase, willPlay }: Pick<State, "phase" | "willPlay">): boolean =>
  phase.kind === "playing" || willPlay;

function PlayButton() {
  const t = useT();
  const { play, pause } = useActions();
  const playing = useApp(isPlaying);
  return (
    <button
      type="button"
      className="play"
      aria-label={playing ? t("shell.pause") : t("shell.play")}
      title={playing ? t("shell.pause") : t("shell.play")}
      onClick={() => void (playing ? pause() : play())}
    >
      {playing ? (
        <Pause size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
      ) : (
        <Play className="play-icon" size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
      )}
    </button>
  );
}

function StepButton() {
  const t = useT();
  const { step } = useActions();
  return (
    <IconButton label={t("shell.step")} kind="quiet" className="round" onClick={() => void step()}>
      <StepForward size="1.15em" aria-hidden="true" />
    </IconButton>
  );
}
