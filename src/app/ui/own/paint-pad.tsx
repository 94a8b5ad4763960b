import { Undo2 } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { LEAST_POINTS, MOST_POINTS } from "../../../own/points/points.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button, IconButton } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { adopt } from "../styles/adopt.ts";
import { between, erased, sprayed } from "./brush.ts";
import ownStyles from "./own.css?inline";
import { usePainting } from "./use-painting.ts";
import { ownWords } from "./words.ts";

adopt(ownStyles);

type Place = readonly [x: number, y: number];

const SIZES = { small: 0.06, large: 0.16 } as const;
const ERASER = 0.14;
/** Of the canvas, in pixels. */
const SIDE = 480;
const STEP = 0.08;
const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/** A plane to paint points on, which the model learns as they come. */
export default function PaintPad() {
  const words = ownWords(useLanguage());
  const format = useFormat();
  const { points, full, canUndo, begin, change, end, undo } = usePainting();
  const [brush, setBrush] = useState<"small" | "large" | "eraser">("small");
  const [cursor, setCursor] = useState<Place | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Place | null>(null);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context) draw(context, points, cursor);
  }, [points, cursor]);

  function touch(place: Place): void {
    const [x, y] = place;
    change((before) =>
      brush === "eraser" ? erased(before, x, y, ERASER) : [...before, ...sprayed(x, y, SIZES[brush])],
    );
  }

  function placeOf({ clientX, clientY }: { clientX: number; clientY: number }): Place {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [(2 * (clientX - box.left)) / box.width - 1, 1 - (2 * (clientY - box.top)) / box.height];
  }

  function down(event: PointerEvent<HTMLCanvasElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    begin();
    last.current = placeOf(event);
    touch(last.current);
  }

  function move(event: PointerEvent<HTMLCanvasElement>): void {
    if (!last.current) return;
    const events = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event.nativeEvent]) {
      const place = placeOf(each);
      if (Math.hypot(place[0] - last.current[0], place[1] - last.current[1]) < STEP / 2) continue;
      for (const stop of between(last.current, place, STEP)) touch(stop);
      last.current = place;
    }
  }

  function up(): void {
    if (last.current) end();
    last.current = null;
  }

  function key(event: KeyboardEvent): void {
    const by = ARROWS[event.key];
    const here = cursor ?? [0, 0];
    if (by) setCursor([bounded(here[0] + by[0]), bounded(here[1] + by[1])]);
    else if (event.key === " " || event.key === "Enter") {
      begin();
      touch(here);
      end();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const count = points.length / 2;
  return (
    <div className="own-pad">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the canvas takes arrows and Space itself */}
      <canvas
        ref={canvas}
        width={SIDE}
        height={SIDE}
        tabIndex={0}
        role="application"
        aria-label={words.plane}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={key}
        onFocus={() => setCursor(null)}
        onBlur={() => setCursor(null)}
      />
      <div className="button-row">
        <Segmented
          label={words.brush}
          value={brush}
          segments={[
            { value: "small", name: words.fine },
            { value: "large", name: words.broad },
            { value: "eraser", name: words.eraser },
          ]}
          onChange={setBrush}
        />
        <IconButton label={words.undo} kind="quiet" disabled={!canUndo} onClick={undo}>
          <Undo2 size="1em" aria-hidden="true" />
        </IconButton>
        <Button
          small
          kind="quiet"
          onClick={() => {
            begin();
            change(() => []);
          }}
        >
          {words.clear}
        </Button>
      </div>
      <p className="facts tabular" role="status">
        {count < LEAST_POINTS
          ? filled(words.paintMore, { count: LEAST_POINTS })
          : filled(full ? words.padFull : words.painted, {
              count: format.number(count),
              most: format.number(MOST_POINTS),
            })}
      </p>
    </div>
  );
}

const bounded = (value: number): number => Math.min(1, Math.max(-1, value));

function draw(context: CanvasRenderingContext2D, points: readonly number[], cursor: Place | null): void {
  const style = getComputedStyle(context.canvas);
  const at = (value: number): number => ((value + 1) / 2) * SIDE;
  context.clearRect(0, 0, SIDE, SIDE);
  context.fillStyle = style.color;
  for (let i = 0; i < points.length; i += 2) {
    context.fillRect(at(points[i] as number) - 2, at(-(points[i + 1] as number)) - 2, 4, 4);
  }
  if (!cursor) return;
  context.strokeStyle = style.outlineColor;
  context.strokeRect(at(cursor[0]) - 10, at(-cursor[1]) - 10, 20, 20);
}
