import { useEffect, useRef, useState } from "react";
import { rowsOf } from "../../../../core/codes.ts";
import type { CodesQuery } from "../../../../schema/codes.ts";
import type { CodedView } from "../../../../schema/view.ts";
import { useActions, useApp } from "../../store.ts";
import { useSamplingKey } from "../family.tsx";
import type { Person } from "./people.ts";

/** While the model learns it is asked again, but not more often than this, and for a tenth of the time at most. */
const LEAST_MS = 400;
const REST = 9;

export interface Answer<Q> {
  /** What was asked: the page may be ahead of it. */
  readonly of: Q;
  readonly view: CodedView;
  /** How long it took. */
  readonly ms: number;
}

type Bare = Pick<Person, "code" | "label">;

/** These samples as the model makes them now; the last answer until the next one has come. */
export function useDecoded<P extends Bare>(view: string, people: readonly P[]): Answer<readonly P[]> | null {
  return useCodes(view, people.length > 0 ? people : null, queryOf);
}

const queryOf = (people: readonly Bare[]): CodesQuery => ({
  from: "codes",
  codes: rowsOf(people.map(({ code }) => code)),
  ...(people[0]?.label === undefined ? {} : { labels: people.map(({ label }) => label ?? "") }),
});

/** The model's answer to what is wanted, asked again when that or the model changes: one question at a time. */
export function useCodes<Q>(view: string, wanted: Q | null, queryFor: (wanted: Q) => CodesQuery): Answer<Q> | null {
  const { viewCodes } = useActions();
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  const playing = useApp((state) => state.phase.kind === "playing");
  const step = useApp((state) => (state.phase.kind === "playing" ? null : state.step));
  const sampling = useSamplingKey();
  const [answer, setAnswer] = useState<Answer<Q> | null>(null);
  const newest = useRef(wanted);
  newest.current = wanted;
  const asking = useRef({ now: false, again: false });
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step, sampling or turn means a new answer
  useEffect(() => {
    const state = asking.current;
    async function ask(): Promise<void> {
      state.now = true;
      do {
        state.again = false;
        const of = newest.current;
        if (of === null) break;
        const from = performance.now();
        const data = await viewCodes(view, queryFor(of));
        if (data?.kind === "coded") setAnswer({ of, view: data, ms: performance.now() - from });
      } while (state.again);
      state.now = false;
    }
    if (!ready || wanted === null) return;
    if (state.now) state.again = true;
    else void ask();
  }, [view, wanted, ready, step, sampling, turn, viewCodes, queryFor]);

  useEffect(() => {
    if (!playing || !answer) return;
    let timer = setTimeout(next, Math.max(LEAST_MS, REST * answer.ms));
    function next(): void {
      if (document.hidden) timer = setTimeout(next, LEAST_MS);
      else setTurn((before) => before + 1);
    }
    return () => clearTimeout(timer);
  }, [playing, answer]);
  return wanted === null ? null : answer;
}
