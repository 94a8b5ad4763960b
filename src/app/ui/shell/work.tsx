import { useEffect, useState } from "react";
import type { Work } from "../../../worker/api.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";

/** Work that is over sooner than this is not worth a flicker. */
const PATIENCE_MS = 1_500;
const TICK_MS = 500;

/** The rest shows as a task, with a way to stop it. */
const SHOWN = ["step", "chunk", "validation", "samples", "view", "trace"] as const;
type ShownKind = (typeof SHOWN)[number];
const isShownKind = (kind: Work["kind"] | undefined): kind is ShownKind => SHOWN.some((shown) => shown === kind);

/** What the page waits for while the worker's thread computes and cannot say anything. */
export function WorkBar() {
  const t = useT();
  const format = useFormat();
  const work = useApp((state) => state.work);
  const shown = isShownKind(work?.kind);
  const now = useNow(shown);
  if (!work || !isShownKind(work.kind)) return null;
  const elapsedMs = Math.max(0, now - work.since);
  const { kind, expectedMs } = work;
  if (Math.max(elapsedMs, work.measured ? (expectedMs ?? 0) : 0) < PATIENCE_MS) return null;

  const isLongStep = kind === "step" && expectedMs !== null && expectedMs >= 1_000;
  const name = isLongStep
    ? t(work.measured ? "shell.work.stepTakes" : "shell.work.stepMayTake", { span: format.span(expectedMs) })
    : t(`shell.work.${kind}`);
  const done = expectedMs ? Math.min(0.98, elapsedMs / expectedMs) : null;
  return (
    <div className="task task-work">
      <span className="task-name">{name}</span>
      <span className="tabular quiet">{format.duration(elapsedMs)}</span>
      <div
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done === null ? undefined : Math.round(100 * done)}
        className={`progress${done === null ? " progress-unknown" : ""}`}
      >
        <i style={done === null ? undefined : { transform: `scaleX(${done})` }} />
      </div>
    </div>
  );
}

/** The page's clock, looked at twice a second while it is of interest. */
function useNow(active: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [active]);
  return now;
}
