import type { ViewData } from "../../../schema/view.ts";
import { type Colours, css } from "../stage/colours.ts";
import { paintSamples } from "../stage/pictures/paint-samples.ts";

export interface CardSize {
  readonly width: number;
  readonly height: number;
}

/** What stands on a card. */
export interface Card {
  readonly title: string;
  /** Under the title: the step, the loss. */
  readonly about: string;
  /** At the foot, such as that a model made it; empty where nothing is to be said. */
  readonly caption: string;
  readonly view: ViewData;
  readonly colours: Colours;
  /** The dark squares of a QR code, row by row. */
  readonly qr?: readonly (readonly boolean[])[] | null;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** White around a QR code, in its squares. ISO/IEC 18004. */
const QUIET_ZONE = 4;

/** A result as one picture: what it is called, what the model made, where it can be gone on with. */
export function paintCard(canvas: Context, { width, height }: CardSize, card: Card): void {
  // All that is drawn with is in both kinds of context.
  const context = canvas as CanvasRenderingContext2D;
  const { colours, title, about, caption, view, qr } = card;
  const unit = width / 40;
  const edge = 1.5 * unit;
  context.fillStyle = css(colours.panel);
  context.fillRect(0, 0, width, height);
  context.textBaseline = "top";
  context.fillStyle = css(colours.ink);
  context.font = `700 ${1.5 * unit}px system-ui, sans-serif`;
  context.fillText(title, edge, edge, width - 2 * edge);
  context.fillStyle = css(colours.quiet);
  context.font = `${0.8 * unit}px system-ui, sans-serif`;
  context.fillText(about, edge, edge + 2.1 * unit, width - 2 * edge);
  const foot = caption === "" && !qr ? edge : 3.2 * unit;
  const top = edge + 3.8 * unit;
  const right = qr ? 7.5 * unit : 0;
  const box = { x: edge, y: top, width: width - 2 * edge - right, height: height - top - foot };
  paintSamples({ context, colours }, view, box);
  context.textBaseline = "alphabetic";
  context.fillStyle = css(colours.quiet);
  context.font = `${0.75 * unit}px system-ui, sans-serif`;
  context.fillText(caption, edge, height - edge, width - 2 * edge - right);
  if (qr) paintCode(context, qr, { x: width - edge - 6.5 * unit, y: height - edge - 6.5 * unit, side: 6.5 * unit });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Black on white in every theme: cameras want it so. */
function paintCode(context: Context, rows: readonly (readonly boolean[])[], { x, y, side }: Place): void {
  const square = side / (rows.length + 2 * QUIET_ZONE);
  context.fillStyle = "#fff";
  context.fillRect(x, y, side, side);
  context.fillStyle = "#000";
  for (const [row, line] of rows.entries()) {
    for (const [column, dark] of line.entries()) {
      if (!dark) continue;
      const [left, top] = [x + (column + QUIET_ZONE) * square, y + (row + QUIET_ZONE) * square];
      // A hair wider, lest light shine through between two.
      context.fillRect(left, top, square + 0.3, square + 0.3);
    }
  }
}
