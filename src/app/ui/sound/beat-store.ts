import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { defaultPattern, NO_STEPS, type Pad, type Pattern, toggled } from "./beats.ts";

interface Beat {
  /** Beats a minute. */
  readonly tempo: number;
  /** What was put together; rows that it does not have are as they begin. */
  readonly pattern: Pattern | null;
  /** Which of its samples each pad sounds like. */
  readonly take: number;
}

/** The beat lasts as long as the page: whoever leaves the view finds it again. */
export const beat = createStore<Beat>(() => ({ tempo: 100, pattern: null, take: 0 }));

export const useBeat = <T>(select: (state: Beat) => T): T => useStore(beat, select);

export const beatActions = {
  setTempo: (tempo: number): void => beat.setState({ tempo }),
  setPattern: (pattern: Pattern): void => beat.setState({ pattern }),
  nextTake: (): void => beat.setState(({ take }) => ({ take: take + 1 })),
  toggle: (rows: readonly Pad[], id: string, step: number): void =>
    beat.setState(({ pattern }) => ({ pattern: toggled(pattern ?? defaultPattern(rows), id, step) })),
};

/** The steps of each row. */
export const stepsOf = (pattern: Pattern | null, rows: readonly Pad[]): readonly (readonly boolean[])[] => {
  const known = pattern ?? defaultPattern(rows);
  return rows.map(({ id }) => known[id] ?? NO_STEPS);
};
