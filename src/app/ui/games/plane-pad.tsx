import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import type { FoolGame, Point } from "../../state/games/fool.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { GAME_WORDS } from "./words.ts";

/** The plane in its own units. */
const SIDE = 100;
/** An arrow key moves a point so far; with Shift, farther. */
const [STEP, LEAP] = [1, 6];

interface PlanePadProps {
  readonly game: FoolGame;
  readonly points: readonly Point[];
  /** Of each point, whether the critic takes it for real. */
  readonly marks: readonly boolean[];
  /** Shows the field, the real points and those that the model makes. */
  readonly open: boolean;
  readonly onMove?: (at: number, point: Point) => void;
}

/** The plane with points to drag, or to move by arrow keys. */
export function PlanePad({ game, points, marks, open, onMove }: PlanePadProps) {
  const words = GAME_WORDS[useLanguage()];
  const [left, bottom, right, top] = game.bounds;
  const place = ([x, y]: Point) => [(SIDE * (x - left)) / (right - left), (SIDE * (top - y)) / (top - bottom)] as const;
  const pointAt = (x: number, y: number): Point => {
    const within = (share: number) => Math.min(1, Math.max(0, share / SIDE));
    return [left + within(x) * (right - left), top - within(y) * (top - bottom)];
  };

  function onDrag(at: number, { currentTarget, buttons, clientX, clientY }: PointerEvent<SVGGElement>): void {
    const box = currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (!box || buttons === 0) return;
    onMove?.(at, pointAt((SIDE * (clientX - box.left)) / box.width, (SIDE * (clientY - box.top)) / box.height));
  }

  function onKey(at: number, event: KeyboardEvent): void {
    const by = event.shiftKey ? LEAP : STEP;
    const way = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    const point = points[at];
    if (!way || !point) return;
    event.preventDefault();
    const [x, y] = place(point);
    onMove?.(at, pointAt(x + (way[0] ?? 0), y + (way[1] ?? 0)));
  }

  return (
    <div className="game-plane">
      {open ? <FieldCanvas game={game} /> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} role="group" aria-label={words.generator.plane}>
        {open
          ? game.real.map((point) => {
              const [x, y] = place(point);
              return <circle key={`r${x},${y}`} cx={x} cy={y} r="0.6" fill="var(--truth)" />;
            })
          : null}
        {open
          ? game.made.map((point) => {
              const [x, y] = place(point);
              return <path key={`m${x},${y}`} d={`M${x} ${y - 2.2}l2 3.6h-4z`} fill="var(--generator)" />;
            })
          : null}
        {points.map((point, at) => {
          const [x, y] = place(point);
          const name = filled(marks[at] ? words.generator.pointReal : words.generator.pointMade, { at: at + 1 });
          return (
            // biome-ignore lint/a11y/useSemanticElements: within a drawing there are no buttons
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the row
              key={at}
              role="button"
              tabIndex={onMove ? 0 : -1}
              aria-label={name}
              className="game-point"
              data-mark={marks[at] ? "right" : "wrong"}
              transform={`translate(${x} ${y})`}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => onDrag(at, event)}
              onKeyDown={(event) => onKey(at, event)}
            >
              <circle r="4.5" fill="transparent" stroke="none" />
              <circle r="2.6" fill={marks[at] ? "currentColor" : "var(--panel)"} stroke="currentColor" />
              {marks[at] ? null : <path d="M-1.1-1.1l2.2 2.2m0-2.2l-2.2 2.2" stroke="currentColor" />}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** The critic's opinion everywhere: the more it takes a place for real, the darker. */
function FieldCanvas({ game: { field } }: { readonly game: FoolGame }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    const picture = context?.createImageData(field.columns, field.rows);
    if (!context || !picture) return;
    const [low, high] = field.range;
    for (const [i, value] of field.values.entries()) {
      const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
      picture.data.set([40, 120, 190, 150 * share], 4 * i);
    }
    context.putImageData(picture, 0, 0);
  }, [field]);
  return <canvas ref={canvas} width={field.columns} height={field.rows} />;
}
