import { useEffect, useState } from "react";
import { chosen } from "../../../catalog/parameters.ts";
import { viewAt } from "../../../schema/view.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Pad, SIDE } from "./pad.tsx";
import { useFollow } from "./use-follow.ts";
import { WordGuesses } from "./views/word-guesses.tsx";

/** How long the pen must rest before the picture is read. */
const REST_MS = 120;
interface DrawnViewProps {
  readonly view: string;
  readonly help: string | undefined;
}

/** A pad to draw on, and what the model says of it. */
export default function DrawnView({ view, help }: DrawnViewProps) {
  const t = useT();
  const format = useFormat();
  const answer = useApp((state) => state.placeViews[view]);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  const { place, setPlace, shape } = useDrawing(view, ready);
  return (
    <div className="model-view">
      <div className="model-view-head quiet">
        <p>{help}</p>
        <span className="tabular">
          {answer ? t("stage.typed.step", { step: format.number(answer.step) }) : "\u00a0"}
        </span>
      </div>
      <div className="model-view-body drawn">
        <Pad shape={shape} onDrawn={setPlace} />
        {place === null ? (
          <p className="stage-waiting quiet">{t("stage.drawn.waiting")}</p>
        ) : answer?.view.kind === "probabilities" ? (
          <WordGuesses data={answer.view} />
        ) : (
          <p className="stage-waiting quiet">{ready ? t("stage.typed.working") : t("stage.preparing")}</p>
        )}
      </div>
    </div>
  );
}

/** What was drawn, and the asking for what the model says of it: when it rests, and when the model has moved. */
function useDrawing(view: string, ready: boolean) {
  const { viewPlace } = useActions();
  const playing = useApp((state) => state.phase.kind === "playing");
  const step = useApp((state) => (state.phase.kind === "playing" ? null : state.step));
  const facts = useApp((state) => state.facts);
  const traits = useApp((state) => chosen(state.config).domain);
  const [place, setPlace] = useState<readonly number[] | null>(null);
  const shape = facts ? traits.shape(facts.domain) : [SIDE, SIDE, 1];
  useFollow(playing && place ? viewAt(view, place) : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step means a new answer to the same picture
  useEffect(() => {
    if (!ready || place === null) return;
    const rest = setTimeout(() => void viewPlace(view, place), REST_MS);
    return () => clearTimeout(rest);
  }, [view, place, ready, step, viewPlace]);
  return { place, setPlace, shape };
}
