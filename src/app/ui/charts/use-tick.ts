import { type RefObject, useEffect, useState } from "react";
import { useAppContext } from "../store.ts";

/**
 * Counts up when the run's series have grown, at most once every `intervalMs` and once a frame, and not while the page is
 * hidden or `element` is out of sight: what is drawn from raw series uses it instead of selecting them. Intervals begin
 * together, so that what is due is drawn in one frame.
 */
export function useSeriesTick(intervalMs: number, element?: RefObject<Element | null>): number {
  const { store } = useAppContext();
  const [tick, setTick] = useState(0);
  useEffect(() => {
    let drawn = store.getState().seriesVersion;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    let inSight = true;
    const draw = () => {
      timer = undefined;
      frame = requestAnimationFrame(() => {
        frame = 0;
        drawn = store.getState().seriesVersion;
        setTick((count) => count + 1);
      });
    };
    const check = () => {
      if (!inSight || store.getState().seriesVersion === drawn || timer !== undefined || frame !== 0) return;
      timer = setTimeout(draw, intervalMs - (performance.now() % intervalMs));
    };
    const observer = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? true;
      check();
    });
    if (element?.current) observer.observe(element.current);
    const stop = store.subscribe(check);
    setTick((count) => count + 1);
    return () => {
      stop();
      observer.disconnect();
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [store, intervalMs, element]);
  return tick;
}
