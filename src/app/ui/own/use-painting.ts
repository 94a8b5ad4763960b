import { useEffect, useRef, useState } from "react";
import { contentOf, contentValue } from "../../../own/content.ts";
import { firstDrawing, LEAST_POINTS, MOST_POINTS, pointBytes, pointsOf } from "../../../own/points/points.ts";
import { CONTENT_KEY } from "../../../schema/content.ts";
import { useActions, useApp } from "../store.ts";

/** How often what is being painted reaches the run. */
const SEND_MS = 700;
const MOST_UNDO = 30;

const none = async (): Promise<Uint8Array> => {
  throw new Error("painted points are never kept elsewhere");
};

/** The points under the brush: what the set-up has, changed by hand, and given back to it a little later. */
export function usePainting() {
  const { paint } = useActions();
  const value = useApp((state) => String(state.config[CONTENT_KEY] ?? ""));
  const [points, setPoints] = useState<readonly number[]>([]);
  const [past, setPast] = useState<readonly (readonly number[])[]>([]);
  const sent = useRef<string | null>(null);
  const due = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  // The set-up changed otherwise: by a link, Back, or a run that was taken up.
  useEffect(() => {
    if (value === sent.current) return;
    let stale = false;
    const reading = value === "" ? Promise.resolve(firstDrawing()) : contentOf(value, none).then(pointsOf);
    reading.then(
      (read) => {
        if (stale) return;
        sent.current = value;
        setPoints(Array.from(read));
        setPast([]);
      },
      // The run says what is wrong with it.
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [value]);

  useEffect(() => () => clearTimeout(due.current), []);

  function send(next: readonly number[]): void {
    clearTimeout(due.current);
    due.current = undefined;
    if (next.length < 2 * LEAST_POINTS) return;
    void contentValue(pointBytes(next), "").then((content) => {
      sent.current = content;
      void paint(content);
    });
  }

  const newest = useRef(points);
  newest.current = points;
  return {
    points,
    full: points.length >= 2 * MOST_POINTS,
    canUndo: past.length > 0,
    /** Before a stroke. */
    begin: (): void => setPast([...past, points].slice(-MOST_UNDO)),
    change(change: (points: readonly number[]) => readonly number[]): void {
      newest.current = change(newest.current).slice(0, 2 * MOST_POINTS);
      setPoints(newest.current);
      due.current ??= setTimeout(() => send(newest.current), SEND_MS);
    },
    /** After a stroke. */
    end: (): void => send(newest.current),
    undo(): void {
      const before = past.at(-1);
      if (!before) return;
      setPast(past.slice(0, -1));
      setPoints(before);
      send(before);
    },
  };
}
