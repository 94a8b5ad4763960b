import { useEffect, useRef, useState } from "react";
import { viewAt } from "../../../schema/view.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { useSamplesForm, useSamplingKey } from "./family.tsx";
import { useFollow } from "./use-follow.ts";
import { View } from "./views/view.tsx";

/** An answer that takes longer than this is not waited for. */
const PATIENCE_MS = 8000;
const NOWHERE: readonly number[] = [];

interface ModelViewProps {
  readonly view: string;
  readonly name: string;
  readonly help: string | undefined;
}

/** A view of the model as it is, asked for again while it learns, at the place that was chosen where it has one. */
export default function ModelView({ view, name, help }: ModelViewProps) {
  const t = useT();
  const format = useFormat();
  const form = useSamplesForm();
  const answer = useApp((state) => state.placeViews[view]);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  // Whoever comes back finds the place that was left.
  const [place, setPlace] = useState(answer?.place ?? NOWHERE);
  useAsking(view, place, ready);
  return (
    <div className="model-view">
      <div className="model-view-head quiet">
        <p>{help}</p>
        <span className="tabular">
          {answer ? t("stage.typed.step", { step: format.number(answer.step) }) : "\u00a0"}
        </span>
      </div>
      <div className="model-view-body">
        {answer ? (
          <View
            data={answer.view}
            step={answer.step}
            confidence={false}
            form={form}
            expected={0}
            name={name}
            onPlace={setPlace}
          />
        ) : (
          <p className="stage-waiting quiet">{ready ? t("stage.model.working") : t("stage.preparing")}</p>
        )}
      </div>
    </div>
  );
}

/** Asks for the view when it is shown and when the place or the model moved; while the model learns it comes by itself. */
function useAsking(view: string, place: readonly number[], ready: boolean): void {
  const { viewPlace } = useActions();
  const playing = useApp((state) => state.phase.kind === "playing");
  const step = useApp((state) => (state.phase.kind === "playing" ? null : state.step));
  const sampling = useSamplingKey();
  useFollow(playing ? viewAt(view, place) : null);
  const newest = useRef(place);
  newest.current = place;
  // One question at a time: a dragged handle asks as fast as it is answered, and never lines up.
  const asking = useRef<{ again: boolean; at: number } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step, place or sampling means a new answer
  useEffect(() => {
    if (!ready) return;
    async function ask(): Promise<void> {
      const now = performance.now();
      if (asking.current && now - asking.current.at < PATIENCE_MS) {
        asking.current.again = true;
        return;
      }
      const mine = { again: false, at: now };
      asking.current = mine;
      await viewPlace(view, newest.current);
      if (asking.current !== mine) return;
      asking.current = null;
      if (mine.again) await ask();
    }
    void ask();
  }, [view, place, ready, step, sampling, viewPlace]);
}
