import type { Pen } from "../canvas.tsx";
import { css, isDark } from "../colours.ts";
import { labelColour } from "./marks.ts";
import type { Plane } from "./plane.ts";

/** The colour of each of a view's ways, so that they are told apart where they cross. */
export const pathColour = (index: number, dark: boolean): string => labelColour(index, dark);

/** Every so many of a way's even steps are marked: where they lie far apart, the model leaps. */
const MARKED = 2;

/** Ways through the plane: a line each, with a dot for every few even steps and a ring where it begins. */
export function paintPaths(pen: Pen, paths: readonly Float32Array[], plane: Plane): void {
  const { context, colours } = pen;
  const dark = isDark(colours);
  [context.lineJoin, context.lineCap] = ["round", "round"];
  for (const [index, path] of paths.entries()) {
    const line = new Path2D();
    const steps = new Path2D();
    for (let i = 0; 2 * i + 1 < path.length; i++) {
      const [x, y] = [plane.x(path[2 * i] as number), plane.y(path[2 * i + 1] as number)];
      line.lineTo(x, y);
      if (i % MARKED !== 0) continue;
      steps.moveTo(x + 1.7, y);
      steps.arc(x, y, 1.7, 0, 2 * Math.PI);
    }
    const colour = pathColour(index, dark);
    context.strokeStyle = css(colours.panel, 0.85);
    context.lineWidth = 5;
    context.stroke(line);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke(line);
    context.fillStyle = colour;
    context.fill(steps);
    const last = path.length - 2;
    end(pen, plane.x(path[0] as number), plane.y(path[1] as number), colour, false);
    end(pen, plane.x(path[last] as number), plane.y(path[last + 1] as number), colour, true);
  }
}

/** A ring where a way begins, a full dot where it ends. */
function end({ context, colours }: Pen, x: number, y: number, colour: string, full: boolean): void {
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = full ? colour : css(colours.panel);
  context.fill();
  context.strokeStyle = full ? css(colours.panel) : colour;
  context.lineWidth = 2;
  context.stroke();
}
