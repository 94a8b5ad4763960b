import { useEffect, useState } from "react";
import { useAppContext } from "../store.ts";

/**
 * Counts up when the run's series have grown, at most once every `intervalMs` and once a frame, and not while the page
 * is hidden: what is drawn from raw series uses it instead of selecting them.
 */
export function useSeriesTick(intervalMs: number): number {
  const { store } = useAppContext();
  const [tick, setTick] = useState(0);
  useEffect(() => {
    let drawn = store.getState().seriesVersion;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    const draw = () => {
      timer = undefined;
      frame = requestAnimationFrame(() => {
        frame = 0;
        drawn = store.getState().seriesVersion;
        setTick((count) => count + 1);
      });
    };
    const check = () => {
      if (store.getState().seriesVersion !== drawn && timer === undefined && frame === 0)
        timer = setTimeout(draw, intervalMs);
    };
    const stop = store.subscribe(check);
    setTick((count) => count + 1);
    return () => {
      stop();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [store, intervalMs]);
  return tick;
}
