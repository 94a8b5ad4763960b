import type { ScatterView } from "../../../spec/view.ts";
import type { Pen } from "../canvas.tsx";
import { paintContour, paintField } from "../pictures/paint-field.ts";
import { paintPaths } from "../pictures/paint-paths.ts";
import { paintArrows, paintFrame, paintMesh, paintPoints } from "../pictures/paint-plane.ts";
import type { Plane } from "../pictures/plane.ts";

/** Everything of a scatter, from the ground up. */
export function paintScatter(pen: Pen, data: ScatterView, plane: Plane): void {
  const { context } = pen;
  paintGround(pen, data, plane);
  context.save();
  context.beginPath();
  context.rect(plane.left, plane.top, plane.width, plane.height);
  context.clip();
  if (data.mesh) paintMesh(pen, data.mesh, plane);
  for (const layer of data.layers) if (layer.role !== "truth") paintPoints(pen, layer, plane);
  if (data.paths) paintPaths(pen, data.paths, plane);
  if (data.arrows) paintArrows(pen, data.arrows, plane);
  context.restore();
}

interface Ground {
  readonly key: string;
  readonly colours: Pen["colours"];
  readonly field: ScatterView["field"];
  readonly canvas: OffscreenCanvas;
}

/** The ground last painted under each set of real points. They outlive a view no longer than it lives itself. */
const grounds = new WeakMap<Float32Array, Ground>();
const NOWHERE = new Float32Array();

/** What stays while points move over it: field, frame and real points, painted once and then copied. */
function paintGround(pen: Pen, data: ScatterView, plane: Plane): void {
  const { context, width, height, colours } = pen;
  const ratio = context.getTransform().a;
  const real = data.layers.find(({ role }) => role === "truth")?.points ?? NOWHERE;
  const key = [width, height, ratio, ...data.bounds].join();
  let ground = grounds.get(real);
  if (ground?.key !== key || ground.colours !== colours || ground.field !== data.field) {
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
    // An offscreen context has all that is drawn with here.
    const own = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
    own.scale(ratio, ratio);
    drawGround({ ...pen, context: own }, data, plane);
    ground = { key, colours, field: data.field, canvas };
    grounds.set(real, ground);
  }
  context.drawImage(ground.canvas, 0, 0, width, height);
}

function drawGround(pen: Pen, data: ScatterView, plane: Plane): void {
  const { context } = pen;
  context.save();
  context.beginPath();
  context.rect(plane.left, plane.top, plane.width, plane.height);
  context.clip();
  if (data.field) paintField(pen, data.field, plane);
  paintFrame(pen, data.bounds, plane);
  if (data.field) paintContour(pen, data.field, data.bounds, plane);
  for (const layer of data.layers) if (layer.role === "truth") paintPoints(pen, layer, plane);
  context.restore();
}
