import { useEffect, useState } from "react";

/** Seconds that are left, counted down while `running`; `null` without a clock. */
export function useClock(seconds: number | null, running: boolean): number | null {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (!running || seconds === null) {
      setLeft(seconds);
      return;
    }
    const end = performance.now() + 1000 * seconds;
    const look = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    look();
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [seconds, running]);
  return left;
}
