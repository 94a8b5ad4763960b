import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";
import { toRgba } from "../pictures/rgba.ts";
import { useTogetherWords } from "./use-words.ts";

/** A picture of which a part is known: where `known` is 0 there is a hole. Both as long as a sample. */
export interface Holed {
  readonly values: Float32Array;
  readonly known: Uint8Array;
}

/** A tool: makes holes, or draws in a colour, values 0..1 of each channel. */
export type Tool = "eraser" | readonly number[];

interface RubPadProps {
  /** Height, width, channels. */
  readonly shape: readonly [number, number, 1 | 3];
  readonly picture: Holed;
  readonly tool: Tool;
  readonly onChange: (picture: Holed) => void;
}

/** A picture to rub holes into, or to draw on. Holes are see-through. */
export function RubPad({ shape: [height, width, channels], picture, tool, onChange }: RubPadProps) {
  const { words } = useTogetherWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pen, setPen] = useState({ x: width / 2, y: height / 2, down: false });
  const [keyed, setKeyed] = useState(false);
  const last = useRef<readonly [number, number] | null>(null);
  const newest = useRef(picture);
  newest.current = picture;
  const reach = tool === "eraser" ? Math.max(1.2, height / 9) : Math.max(0.8, height / 26);

  useLayoutEffect(() => {
    const rgba = toRgba(picture.values, channels);
    for (let i = 0; i < width * height; i++) if (!picture.known[i * channels]) rgba[4 * i + 3] = 0;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [picture, width, height, channels]);

  /** From where the tool was last to this place. */
  function rub(x: number, y: number): void {
    const [fromX, fromY] = last.current ?? [x, y];
    last.current = [x, y];
    const next = { values: newest.current.values.slice(), known: newest.current.known.slice() };
    const steps = Math.max(1, Math.ceil(2 * Math.hypot(x - fromX, y - fromY)));
    for (let step = 0; step <= steps; step++) {
      const [cx, cy] = [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps];
      for (let row = Math.max(0, Math.floor(cy - reach)); row <= Math.min(height - 1, cy + reach); row++) {
        for (let column = Math.max(0, Math.floor(cx - reach)); column <= Math.min(width - 1, cx + reach); column++) {
          if (Math.hypot(column + 0.5 - cx, row + 0.5 - cy) > reach) continue;
          const at = (row * width + column) * channels;
          for (let channel = 0; channel < channels; channel++) {
            next.known[at + channel] = tool === "eraser" ? 0 : 1;
            if (tool !== "eraser") next.values[at + channel] = tool[channel] ?? 0;
          }
        }
      }
    }
    newest.current = next;
    onChange(next);
  }
  function placeOf(event: PointerEvent<HTMLElement>): readonly [number, number] {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
  }
  function press(event: KeyboardEvent): void {
    const [dx, dy] = MOVES[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0 && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    setKeyed(true);
    const x = Math.min(width - 0.5, Math.max(0.5, pen.x + dx));
    const y = Math.min(height - 0.5, Math.max(0.5, pen.y + dy));
    const down = event.key === " " ? !pen.down : pen.down;
    if (!down || !pen.down) last.current = null;
    setPen({ x, y, down });
    if (down) rub(x, y);
  }
  return (
    <div
      className="drawn-paper together-rub"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the tool
      tabIndex={0}
      aria-label={`${words.part.pad}. ${words.part.padHint}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setKeyed(false);
        last.current = null;
        rub(...placeOf(event));
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) rub(...placeOf(event));
      }}
      onKeyDown={press}
    >
      <canvas ref={canvas} className="together-picture" width={width} height={height} />
      {keyed ? (
        <span
          className="together-cursor"
          data-down={pen.down || undefined}
          style={{ left: `${(100 * pen.x) / width}%`, top: `${(100 * pen.y) / height}%` }}
        />
      ) : null}
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
