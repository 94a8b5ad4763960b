import { type KeyboardEvent, type PointerEvent, useCallback, useId, useMemo, useRef, useState } from "react";
import type { LatentView } from "../../../spec/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Switch } from "../../shell/controls/switch.tsx";
import { useApp } from "../../store.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { isDark, useColours } from "../colours.ts";
import { useLabelName } from "../family.tsx";
import { Mark } from "../pictures/mark.tsx";
import { labelColour, labelShape } from "../pictures/marks.ts";
import { drawPicture, sheetOfView } from "../pictures/paint-pictures.ts";
import { type LabelMarks, paintFrame, paintLabelled, paintPoints } from "../pictures/paint-plane.ts";
import { type Bounds, planeIn } from "../pictures/plane.ts";
import { useSize } from "../use-size.ts";

interface LatentMapProps {
  readonly data: LatentView;
  readonly place: readonly number[];
  readonly onMove: (place: readonly number[]) => void;
}

const NO_LABELS: readonly string[] = [];
const WHOLE = [-1, 1] as const;
/** The part of the map that an arrow key moves by; with Shift, a quarter of it. */
const KEY_STEP = 1 / 40;
/** Decoded pictures lie behind what is encoded. */
const BEHIND = 0.45;

/** Two latent axes as a map: decoded pictures as its ground, encoded examples on it, and a handle to drag. */
export function LatentMap({ data, place, onMove }: LatentMapProps) {
  const t = useT();
  const format = useFormat();
  const toggle = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [encoded, setEncoded] = useState(true);
  const marks = useLabelMarks(data);
  const { around, means, axes } = data;
  const [west, east] = axes[0]?.range ?? WHOLE;
  const [south, north] = axes[1]?.range ?? WHOLE;
  const bounds = useMemo((): Bounds => [west, south, east, north], [west, south, east, north]);
  const plane = useMemo(() => planeIn(bounds, width, height, 1), [bounds, width, height]);
  const sheet = useMemo(() => (around ? sheetOfView(around) : null), [around]);
  const paint = useCallback(
    (pen: Pen) => {
      if (sheet) {
        const side = Math.round(Math.sqrt(sheet.count));
        const [cellWidth, cellHeight] = [plane.width / side, plane.height / side];
        pen.context.globalAlpha = means && encoded ? BEHIND : 1;
        for (let index = 0; index < side * side; index++) {
          const [row, column] = [Math.floor(index / side), index % side];
          const [x, y] = [plane.left + column * cellWidth, plane.top + row * cellHeight];
          drawPicture(pen.context, sheet, index, x, y, cellWidth, cellHeight);
        }
        pen.context.globalAlpha = 1;
      } else {
        paintFrame(pen, bounds, plane);
      }
      if (!means || !encoded) return;
      if (means.labels && marks.order.length > 0) paintLabelled(pen, means, plane, marks);
      else paintPoints(pen, means, plane);
    },
    [sheet, means, encoded, marks, bounds, plane],
  );

  const [x = 0, y = 0] = place;
  function moveTo(nextX: number, nextY: number): void {
    const inside = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
    onMove([inside(nextX, west, east), inside(nextY, south, north), ...place.slice(2)]);
  }
  function drag(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.getBoundingClientRect();
    moveTo(...plane.at(event.clientX - box.left, event.clientY - box.top));
  }
  function press(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const by = KEY_STEP * (event.shiftKey ? 0.25 : 1);
    moveTo(x + step[0] * by * (east - west), y + step[1] * by * (north - south));
  }
  const two = (value: number): string => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <div className="latent-map">
      <div
        className="latent-plane"
        role="slider"
        tabIndex={0}
        ref={frame}
        aria-label={t("stage.latent.handle")}
        aria-valuemin={west}
        aria-valuemax={east}
        aria-valuenow={x}
        aria-valuetext={t("stage.latent.at", { x: two(x), y: two(y) })}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
        onKeyDown={press}
      >
        <Canvas paint={paint} className="pictures-canvas" aria-hidden="true" />
        {width > 0 ? <span className="latent-handle" style={{ left: plane.x(x), top: plane.y(y) }} /> : null}
      </div>
      <div className="pictures-foot">
        {means && encoded ? <LabelLegend marks={marks} /> : <span className="quiet">{t("stage.latent.hint")}</span>}
        {means ? (
          <span className="samples-confidence">
            <label htmlFor={toggle}>{t("stage.latent.encoded")}</label>
            <Switch id={toggle} checked={encoded} onChange={setEncoded} />
          </span>
        ) : null}
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** How the labels of the encoded examples are shown, in the order of the data's labels. */
function useLabelMarks({ means }: LatentView): LabelMarks {
  const labelName = useLabelName();
  const known = useApp((state) => state.facts?.labels ?? NO_LABELS);
  return useMemo(() => {
    const present = new Set(means?.labels);
    const order = [...known.filter((id) => present.has(id)), ...[...present].filter((id) => !known.includes(id))];
    const signs = order.every((id) => [...labelName(id)].length <= 2);
    return { order, signOf: signs ? labelName : null };
  }, [means, known, labelName]);
}

/** What the marks stand for; signs stand for themselves. */
function LabelLegend({ marks: { order, signOf } }: { readonly marks: LabelMarks }) {
  const t = useT();
  const dark = isDark(useColours());
  const labelName = useLabelName();
  if (signOf || order.length === 0) {
    return <span className="quiet">{order.length > 0 ? t("stage.latent.signs") : t("stage.latent.means")}</span>;
  }
  return (
    <ul className="legend" aria-label={t("stage.latent.means")}>
      {order.map((id, i) => (
        <li key={id}>
          <Mark shape={labelShape(i)} colour={labelColour(i, dark)} /> {labelName(id)}
        </li>
      ))}
    </ul>
  );
}
