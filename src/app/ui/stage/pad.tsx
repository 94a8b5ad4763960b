import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { adopt } from "../styles/adopt.ts";
import drawnViewStyles from "./drawn-view.css?inline";

adopt(drawnViewStyles);

/** Along a side of the pad, in its own pixels, and how thick the pen is. */
export const SIDE = 256;
const PEN = 20;
const STEP = 8;

/** What a pen may draw with; pictures in grey have the first alone. */
export const COLOURS = {
  black: "#1a1a1a",
  red: "#e02020",
  yellow: "#ffc928",
  green: "#2f9e44",
  blue: "#1c7ed6",
  brown: "#8a5a2b",
};
export type Colour = keyof typeof COLOURS;
const NAMES = Object.keys(COLOURS) as Colour[];

interface PadProps {
  /** Of a picture of the data: height, width, channels. */
  readonly shape: readonly number[];
  /** Values 0..1, dark on white; `null` where nothing is drawn. Stays the same function. */
  readonly onDrawn: (values: readonly number[] | null) => void;
}

/** A sheet to draw on, with the pointer or by keyboard, in colour where the data is. */
export function Pad({ shape, onDrawn }: PadProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Colour>("black");
  const colour = COLOURS[chosen];
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef({ x: SIDE / 2, y: SIDE / 2, down: false });

  const clear = useCallback(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.fillStyle = "white";
    context.fillRect(0, 0, SIDE, SIDE);
    onDrawn(null);
  }, [onDrawn]);
  useEffect(clear, [clear]);

  /** From where the pen is to another place, in ink where it is down. */
  function move(x: number, y: number, ink: boolean): void {
    const from = pen.current;
    pen.current = { ...from, x, y };
    const context = canvas.current?.getContext("2d");
    if (!ink || !context) return;
    Object.assign(context, { strokeStyle: colour, lineWidth: PEN, lineCap: "round", lineJoin: "round" });
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(x, y);
    context.stroke();
    onDrawn(valuesOf(context.canvas, shape));
  }
  function placeOf(event: PointerEvent<HTMLElement>): readonly [number, number] {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) * SIDE) / box.width, ((event.clientY - box.top) * SIDE) / box.height];
  }
  function press(event: KeyboardEvent): void {
    const { x, y, down } = pen.current;
    const [dx, dy] = MOVES[event.key] ?? [0, 0];
    if (event.key === " ") {
      pen.current.down = !down;
      move(x, y, !down);
    } else if (dx === 0 && dy === 0) return;
    else move(Math.min(SIDE, Math.max(0, x + STEP * dx)), Math.min(SIDE, Math.max(0, y + STEP * dy)), down);
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className="drawn-pad">
      <div
        className="drawn-paper"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the pen
        tabIndex={0}
        aria-label={`${t("stage.drawn.pad")}. ${t("stage.drawn.hint")}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const [x, y] = placeOf(event);
          pen.current = { x, y, down: false };
          move(x, y, true);
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0) move(...placeOf(event), true);
        }}
        onKeyDown={press}
      >
        <canvas ref={canvas} width={SIDE} height={SIDE} />
      </div>
      <div className="drawn-tools">
        {shape[2] === 3 ? <PenColours value={chosen} onChange={setChosen} /> : null}
        <Button small onClick={clear}>
          {t("stage.drawn.clear")}
        </Button>
      </div>
      <p className="quiet">{t("stage.drawn.hint")}</p>
    </div>
  );
}

interface PenColoursProps {
  readonly value: Colour;
  readonly onChange: (colour: Colour) => void;
}

/** The colours that a pen may have. */
export function PenColours({ value, onChange }: PenColoursProps) {
  const t = useT();
  return (
    <Segmented
      label={t("stage.drawn.colour")}
      segments={NAMES.map((name) => ({ value: name, name: t(`stage.drawn.colours.${name}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What stands on the pad as a picture of the data's size, values 0..1. */
function valuesOf(pad: HTMLCanvasElement, [height = 1, width = 1, channels = 1]: readonly number[]): number[] {
  const small = document.createElement("canvas");
  Object.assign(small, { width, height });
  const context = small.getContext("2d", { willReadFrequently: true });
  if (!context) return [];
  context.imageSmoothingQuality = "high";
  context.drawImage(pad, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return Array.from(
    { length: width * height * channels },
    (_, i) => (data[4 * Math.floor(i / channels) + (i % channels)] as number) / 255,
  );
}
