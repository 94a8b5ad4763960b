import { useEffect, useState } from "react";
import { useAppContext } from "../store.ts";

const MOVING: readonly string[] = ["opening", "playing", "stepping"];

/** Has the page's run rest while this is shown, and go on afterwards where it played; whether it stands still. */
export function usePageRests(): boolean {
  const { store, actions } = useAppContext();
  const [rests, setRests] = useState(false);
  useEffect(() => {
    const played = store.getState().phase.kind === "playing";
    const look = () => {
      const { phase, fault } = store.getState();
      if (!MOVING.includes(phase.kind) || fault) setRests(true);
    };
    const stop = store.subscribe(look);
    void actions.pause().then(look);
    return () => {
      stop();
      if (played) void actions.play();
    };
  }, [store, actions]);
  return rests;
}
