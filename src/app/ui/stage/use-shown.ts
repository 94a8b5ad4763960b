import { useApp, useLiveSamples } from "../store.ts";

/** The moment that the stage shows: the one chosen on the timeline, else the newest samples, which move. */
export function useShown() {
  const chosen = useApp((state) => (state.moment === null ? undefined : state.timeline[state.moment]));
  const newest = useLiveSamples();
  return chosen ?? newest;
}
