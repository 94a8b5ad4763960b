import { Radio } from "lucide-react";
import { type KeyboardEvent, memo, type PointerEvent, useMemo } from "react";
import type { Moment } from "../../state/state.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { nearestMoment, trackPosition } from "./timeline-track.ts";

/** Every logged moment of the run on one track: drag it to see the same noise, or the same prompt, learn over time. */
export function Timeline() {
  const t = useT();
  const format = useFormat();
  const { lookAt } = useActions();
  const timeline = useApp((state) => state.timeline);
  const moment = useApp((state) => state.moment);
  const steps = useMemo(() => timeline.map(({ step }) => step), [timeline]);
  const lastStep = steps.at(-1) ?? 0;
  const newest = steps.length - 1;
  const at = moment === null ? newest : Math.min(moment, newest);
  const step = steps[at] ?? 0;

  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const index = nearestMoment(steps, lastStep, (event.clientX - box.left) / box.width);
    if (index >= 0 && index !== at) lookAt(index === newest ? null : index);
  }

  function press(event: KeyboardEvent): void {
    const target = destination(event.key, at, newest);
    if (target === null) return;
    event.preventDefault();
    lookAt(target === newest ? null : target);
  }

  return (
    <div className="timeline">
      <span className="timeline-end quiet tabular">
        {t("stage.timeline.at", { step: format.number(steps[0] ?? 0) })}
      </span>
      <div
        className="timeline-track"
        role="slider"
        tabIndex={0}
        aria-label={t("stage.timeline.name")}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, newest)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={
          steps.length === 0
            ? t("stage.timeline.empty")
            : t("stage.timeline.position", {
                step: format.number(step),
                index: format.number(at + 1),
                count: format.number(steps.length),
              })
        }
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
        }}
      >
        <Dots timeline={timeline} lastStep={lastStep} />
        {steps.length > 0 ? (
          <span
            className="timeline-thumb"
            data-following={moment === null || undefined}
            style={{ left: `${trackPosition(step, lastStep) * 100}%` }}
          >
            {moment === null ? null : <span className="timeline-bubble tabular">{format.number(step)}</span>}
          </span>
        ) : null}
      </div>
      <span className="timeline-end quiet tabular">{format.number(lastStep)}</span>
      <Button
        small
        className="timeline-follow"
        aria-pressed={moment === null}
        title={moment === null ? t("stage.timeline.following") : t("stage.timeline.followHint")}
        onClick={() => lookAt(null)}
      >
        <Radio size="1.1em" aria-hidden="true" /> {t("stage.timeline.follow")}
      </Button>
    </div>
  );
}

/** Where a key leads on the track; `null` for a key that does not move. */
function destination(key: string, at: number, newest: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - 10,
    PageUp: at + 10,
    Home: 0,
    End: newest,
  };
  const target = moves[key];
  return target === undefined || newest < 0 ? null : Math.max(0, Math.min(newest, target));
}

/** Dots closer than this share of the track are drawn as one. */
const GRAIN = 1 / 160;

const Dots = memo(function Dots({ timeline, lastStep }: { timeline: readonly Moment[]; lastStep: number }) {
  const places = new Set(timeline.map(({ step }) => Math.round(trackPosition(step, lastStep) / GRAIN)));
  return (
    <span aria-hidden="true">
      {[...places].map((place) => (
        <i key={place} className="timeline-dot" style={{ left: `${Math.min(1, place * GRAIN) * 100}%` }} />
      ))}
    </span>
  );
});
