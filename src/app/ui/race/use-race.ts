import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Race } from "../../state/race/race.ts";

/** Lanes are looked at as often as one can read. */
const TICK_MS = 400;

/** Whether the race plays, and what it is even in; draws anew as the lanes go on, twice a second at most. */
export function useRaceTick(race: Race) {
  const playing = useStore(race.store, (state) => state.playing);
  const even = useStore(race.store, (state) => state.even);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      setVersion(race.store.getState().version);
    };
    const stop = race.store.subscribe(() => {
      timer ??= setTimeout(look, TICK_MS);
    });
    look();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [race]);
  return { playing, even, version };
}
