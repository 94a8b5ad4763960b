import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.ts";
import type { ChartAxes } from "./axes.ts";
import type { ChartLine } from "./lines.ts";
import { type PlotArea, pixelOfStep, pixelOfValue, stepOfPixel } from "./plot-area.ts";

/** Between the cursor and what is said, in pixels. */
const TIP_GAP = 12;

interface ChartReadingProps {
  readonly lines: readonly ChartLine[];
  readonly axes: ChartAxes;
  readonly area: PlotArea;
  readonly reading: (step: number) => ReactNode;
}

/** The exact values at a step: under the pointer, or where the arrow keys lead. Nothing but itself is drawn as it moves. */
export function ChartReading({ lines, axes, area, reading }: ChartReadingProps) {
  const t = useT();
  const format = useFormat();
  const [asked, setAsked] = useState<number | null>(null);
  const steps = longest(lines);
  const at = asked === null ? null : nearest(steps, asked);
  const step = at === null ? null : (steps[at] ?? null);

  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    setAsked(stepOfPixel(area, axes, event.clientX - box.left + area.left));
  }

  function press(event: KeyboardEvent): void {
    const target = destination(event.key, at ?? steps.length, steps.length - 1);
    if (target === undefined) return;
    event.preventDefault();
    setAsked(target === null ? null : (steps[target] ?? null));
  }

  return (
    <>
      <div
        className="chart-pointer"
        role="slider"
        tabIndex={0}
        aria-label={t("stage.chart.reading")}
        aria-valuemin={0}
        aria-valuemax={steps.at(-1) ?? 0}
        aria-valuenow={step ?? steps.at(-1) ?? 0}
        aria-valuetext={t("stage.chart.step", { step: format.number(step ?? steps.at(-1) ?? 0) })}
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setAsked(null)}
        onBlur={() => setAsked(null)}
        onKeyDown={press}
      />
      {step === null ? null : <Cursor step={step} lines={lines} axes={axes} area={area} reading={reading} />}
    </>
  );
}

interface CursorProps extends ChartReadingProps {
  readonly step: number;
}

function Cursor({ step, lines, axes, area, reading }: CursorProps) {
  const tip = useRef<HTMLDivElement>(null);
  const x = pixelOfStep(area, axes, step);
  // Beside the cursor, where there is more room, and never beyond the chart.
  useLayoutEffect(() => {
    if (!tip.current) return;
    const { offsetWidth: width, parentElement: box } = tip.current;
    const wanted = x > area.left + area.width / 2 ? x - TIP_GAP - width : x + TIP_GAP;
    tip.current.style.left = `${Math.max(0, Math.min((box?.clientWidth ?? width) - width, wanted))}px`;
  });
  return (
    <>
      <i className="chart-cursor" style={{ left: x, top: area.top, height: area.height }} aria-hidden="true" />
      {lines.map(({ key, kind, role, steps, values }) => {
        const i = steps.indexOf(step);
        const y = i < 0 ? Number.NaN : pixelOfValue(area, axes, values[i] as number);
        if (kind !== "main" || !(y >= area.top && y <= area.top + area.height)) return null;
        return (
          <i
            key={key}
            className="chart-dot"
            style={{ left: x, top: y, background: `var(--${role})` }}
            aria-hidden="true"
          />
        );
      })}
      <div className="chart-tip" ref={tip} style={{ top: area.top }} aria-live="polite">
        {reading(step)}
      </div>
    </>
  );
}

/** The steps of the present run's line of most points. */
function longest(lines: readonly ChartLine[]): readonly number[] {
  return lines.reduce<readonly number[]>(
    (best, { kind, steps }) => (kind === "main" && steps.length > best.length ? steps : best),
    lines[0]?.steps ?? [],
  );
}

function nearest(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (2 * step > (steps[middle] as number) + (steps[middle + 1] as number)) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low);
}

/** The place that a key leads to; `null` ends reading, nothing for a key that does not move. */
function destination(key: string, at: number, last: number): number | null | undefined {
  const within = (place: number) => Math.max(0, Math.min(last, place));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return within(at - 1);
    case "ArrowRight":
    case "ArrowUp":
      return within(at + 1);
    case "PageDown":
      return within(at - 20);
    case "PageUp":
      return within(at + 20);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}
