import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from "react";
import { type LatentView, type LinesView, type WavesView, waveOf } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { useApp } from "../../store.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { css, isDark } from "../colours.ts";
import { useLabelName } from "../family.tsx";
import { Mark } from "../pictures/mark.tsx";
import { labelColour, labelShape, traceShape } from "../pictures/marks.ts";
import { type Atlas, atlasOfView, CANVAS_FONT, drawPicture } from "../pictures/paint-pictures.ts";
import { paintFrame } from "../pictures/paint-plane.ts";
import { paintWave } from "../pictures/paint-wave.ts";
import { type Bounds, nearestPoint, type Plane, planeIn } from "../pictures/plane.ts";
import { useColours } from "../use-colours.ts";
import { useSize } from "../use-size.ts";

interface LatentMapProps {
  readonly data: LatentView;
  readonly place: readonly number[];
  readonly onMove: (place: readonly number[]) => void;
  /** Whether encoded examples are shown. */
  readonly encoded: boolean;
}

type Means = NonNullable<LatentView["means"]>;

const NO_LABELS: readonly string[] = [];
const WHOLE = [-1, 1] as const;
/** The part of the map that an arrow key moves by; with Shift, a quarter of it. */
const KEY_STEP = 1 / 40;
/** How near the pointer must come to an example to read its label, in pixels. */
const REACH = 14;
/** Pixels of a word on the map at most, and how wide a cell is in them. */
const WORD_MOST = 15;
const WORD_LETTERS = 4;
/** Up to so many labels have shapes, and are listed under the map. */
const LISTED = 8;

/** Two latent axes as a map: decoded pictures as its ground, encoded examples on it, and a handle to drag. */
export function LatentMap({ data, place, onMove, encoded }: LatentMapProps) {
  const t = useT();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [pointed, setPointed] = useState<readonly [number, number] | null>(null);
  const [focused, setFocused] = useState(false);
  const order = useLabelOrder(data);
  const { around, axes } = data;
  const means = encoded ? data.means : undefined;
  const [west, east] = axes[0]?.range ?? WHOLE;
  const [south, north] = axes[1]?.range ?? WHOLE;
  const bounds = useMemo((): Bounds => [west, south, east, north], [west, south, east, north]);
  const plane = useMemo(() => planeIn(bounds, width, height, 1), [bounds, width, height]);
  const atlas = useMemo(() => (around?.kind === "images" ? atlasOfView(around) : null), [around]);
  const paint = useCallback(
    (pen: Pen) => {
      if (atlas) paintTiles(pen, atlas, plane);
      else if (around?.kind === "waves") paintSounds(pen, around, plane);
      else if (around?.kind === "lines") paintWords(pen, around, plane);
      else paintFrame(pen, bounds, plane);
      if (means) paintMeans(pen, means, plane, order, around?.kind === "lines");
    },
    [atlas, around, means, order, bounds, plane],
  );

  const [x = 0, y = 0] = place;
  const inside = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const moveTo = (nextX: number, nextY: number): void =>
    onMove([inside(nextX, west, east), inside(nextY, south, north), ...place.slice(2)]);
  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const at = plane.at(event.clientX - box.left, event.clientY - box.top);
    setPointed(at);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(...at);
  }
  function press(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const by = KEY_STEP * (event.shiftKey ? 0.25 : 1);
    moveTo(x + step[0] * by * (east - west), y + step[1] * by * (north - south));
  }
  const two = (value: number): string => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const looked = pointed ?? (focused ? ([x, y] as const) : null);
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
          point(event);
        }}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <Canvas paint={paint} className="pictures-canvas" aria-hidden="true" />
        {width > 0 ? <span className="latent-handle" style={{ left: plane.x(x), top: plane.y(y) }} /> : null}
        {means && looked ? <MeanLabel means={means} plane={plane} at={looked} /> : null}
      </div>
      <div className="pictures-foot">
        {means?.labels && order.length > 0 && order.length <= LISTED ? (
          <LabelLegend order={order} />
        ) : (
          <span className="quiet">{t(means?.labels ? "stage.latent.signs" : "stage.latent.hint")}</span>
        )}
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

function paintTiles({ context }: Pen, atlas: Atlas, plane: Plane): void {
  const side = Math.round(Math.sqrt(atlas.count));
  const ratio = context.getTransform().a;
  // Tiles begin and end on whole pixels, so that no seams show between them.
  const edge = (from: number, span: number, i: number) => Math.round((from + (span * i) / side) * ratio) / ratio;
  for (let index = 0; index < side * side; index++) {
    const [row, column] = [Math.floor(index / side), index % side];
    const [x, y] = [edge(plane.left, plane.width, column), edge(plane.top, plane.height, row)];
    const [right, bottom] = [edge(plane.left, plane.width, column + 1), edge(plane.top, plane.height, row + 1)];
    drawPicture(context, atlas, index, x, y, right - x, bottom - y);
  }
}

/** The waves of a square grid of sounds, so pale that what lies over them stays in sight. */
function paintSounds(pen: Pen, view: WavesView, plane: Plane): void {
  const side = Math.round(Math.sqrt(view.count));
  const [width, height] = [plane.width / side, plane.height / side];
  pen.context.globalAlpha = 0.5;
  for (let index = 0; index < side * side; index++) {
    const [x, y] = [plane.left + (index % side) * width, plane.top + Math.floor(index / side) * height];
    paintWave(pen, waveOf(view, index), { x: x + 1, y, width: width - 2, height }, pen.colours.role.generator);
  }
  pen.context.globalAlpha = 1;
}

/** Texts in the middle of their cells, as large as the longest has room for, and no larger than is pleasant. */
function paintWords({ context, colours }: Pen, { texts, columns: side }: LinesView, plane: Plane): void {
  const [width, height] = [plane.width / side, plane.height / side];
  context.fillStyle = css(colours.ink);
  context.font = `500 ${Math.max(7, Math.min(WORD_MOST, width / WORD_LETTERS, height * 0.6))}px ${CANVAS_FONT}`;
  [context.textAlign, context.textBaseline] = ["center", "middle"];
  texts.forEach((text, index) => {
    const [row, column] = [Math.floor(index / side), index % side];
    context.fillText(text, plane.left + (column + 0.5) * width, plane.top + (row + 0.5) * height, width - 2);
  });
}

/** Encoded examples as small dots in their labels' colours, so that the pictures under them stay in sight. */
function paintMeans(
  { context, colours }: Pen,
  means: Means,
  plane: Plane,
  order: readonly string[],
  overWords: boolean,
): void {
  const { points, labels = NO_LABELS } = means;
  const places = new Map(order.map((id, place) => [id, place]));
  // A few labels have shapes of their own, which need a little more room.
  const radius = Math.max(1.6, Math.min(2.6, plane.width / 190)) * (order.length <= LISTED ? 1.4 : 1);
  const halo = new Path2D();
  const byColour = new Map<string, Path2D>();
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    const [x, y] = [plane.x(points[2 * i] as number), plane.y(points[2 * i + 1] as number)];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const place = places.get(labels[i] ?? "");
    // Always the dark theme's light hues with a dark rim: the pictures are the same in both themes.
    const colour = place === undefined ? css(colours.role.encoder) : labelColour(place, !overWords || isDark(colours));
    const path = byColour.get(colour) ?? new Path2D();
    byColour.set(colour, path);
    const shape = order.length <= LISTED ? labelShape(place ?? 0) : "circle";
    for (const each of [halo, path]) traceShape(each, shape)(x, y, radius);
  }
  // Words must stay legible between the dots.
  context.globalAlpha = overWords ? 0.45 : 1;
  context.strokeStyle = "rgb(0 0 0 / 0.7)";
  context.lineWidth = 1.6;
  if (!overWords) context.stroke(halo);
  for (const [colour, path] of byColour) {
    context.fillStyle = colour;
    context.fill(path);
  }
  context.globalAlpha = 1;
}

interface MeanLabelProps {
  readonly means: Means;
  readonly plane: Plane;
  readonly at: readonly [number, number];
}

/** The label of the example that is pointed at, or that the handle lies on. */
function MeanLabel({ means, plane, at }: MeanLabelProps) {
  const labelName = useLabelName();
  const index = nearestPoint(means.points, at[0], at[1], REACH / plane.scale);
  const label = index === null ? undefined : means.labels?.[index];
  if (index === null || label === undefined) return null;
  const [left, top] = [plane.x(means.points[2 * index] as number), plane.y(means.points[2 * index + 1] as number)];
  return (
    <span className="latent-bubble" style={{ left, top }} data-below={top < 48 || undefined} aria-hidden="true">
      {labelName(label)}
    </span>
  );
}

/** The labels of the encoded examples, in the order of the data's labels. */
function useLabelOrder({ means }: LatentView): readonly string[] {
  const known = useApp((state) => state.facts?.labels ?? NO_LABELS);
  return useMemo(() => {
    const present = new Set(means?.labels);
    return [...known.filter((id) => present.has(id)), ...[...present].filter((id) => !known.includes(id))];
  }, [means, known]);
}

function LabelLegend({ order }: { readonly order: readonly string[] }) {
  const t = useT();
  const dark = isDark(useColours());
  const labelName = useLabelName();
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
