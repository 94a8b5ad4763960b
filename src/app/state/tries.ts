import { createStore, type StoreApi } from "zustand/vanilla";
import { isLive, parametersOf } from "../../catalog/parameters.ts";
import { defaultConfig, triesOf } from "../../catalog/presets.ts";
import type { ParameterValue } from "../../schema/parameter.ts";
import type { Try } from "../../schema/preset.ts";
import type { State } from "./state.ts";

type Run = Pick<
  State,
  "applied" | "step" | "view" | "preset" | "phase" | "textViews" | "placeViews" | "samples" | "probes"
>;

/** Whether what a preset proposes has really happened: the run has the change and has gone on with it, or the view was seen. */
export function isDone({ does }: Try, run: Run): boolean {
  if (run.phase.kind === "opening" || !run.applied) return false;
  if (does.kind === "view") return run.view === does.view && isSeen(does.view, run);
  const { applied, preset } = run;
  const before = defaultConfig(preset);
  return Object.entries(does.changes).every(([key, value]) => {
    const [now, first] = [applied[key], before[key]];
    if (now === undefined || !reaches(now, value, first, parametersOf(applied).get(key)?.type === "label"))
      return false;
    if (key.startsWith("sampling.")) return run.samples !== null;
    // A live change acts in the middle of a run; a structural one begins another.
    return run.step > 0 && (isLive(applied, key) || now === value);
  });
}

/** A view was seen once the worker has answered it; the model graph draws itself. */
export const isSeen = (view: string, { textViews, placeViews }: Run): boolean =>
  view === "machine" || Object.hasOwn(textViews, view) || Object.hasOwn(placeViews, view);

/** By hand one gets near a number rather than on it: as far as was proposed, or farther. Any label will do for a label. */
function reaches(
  now: ParameterValue,
  wanted: ParameterValue,
  first: ParameterValue | undefined,
  label: boolean,
): boolean {
  if (label) return now !== "" && now !== first;
  if (typeof now === "number" && typeof wanted === "number" && typeof first === "number") {
    return wanted > first ? now >= wanted : now <= wanted;
  }
  return now === wanted;
}

/** Ids of what was done, `preset/id`, for the length of the visit. */
export type Tried = StoreApi<ReadonlySet<string>>;

/** Watches a store and notes what was done. Looks only when something that counts has changed. */
export function watchTries(store: Pick<StoreApi<State>, "getState" | "subscribe">): Tried {
  const tried = createStore<ReadonlySet<string>>(() => new Set());
  const look = (run: Run): void => {
    const fresh = triesOf(run.preset)
      .filter((one) => isDone(one, run))
      .map(({ id }) => `${run.preset}/${id}`)
      .filter((id) => !tried.getState().has(id));
    if (fresh.length > 0) tried.setState(new Set([...tried.getState(), ...fresh]), true);
  };
  look(store.getState());
  store.subscribe((now, before) => {
    const counts =
      (["applied", "view", "phase", "textViews", "placeViews"] as const).some((key) => now[key] !== before[key]) ||
      now.step > 0 !== before.step > 0 ||
      (now.samples === null) !== (before.samples === null);
    if (counts) look(now);
  });
  return tried;
}
