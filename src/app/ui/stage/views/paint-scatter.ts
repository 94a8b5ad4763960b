import type { ScatterView } from "../../../../schema/view.ts";
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

/** Something painted once and then copied, with what it depends on. */
interface Layer {
  readonly key: string;
  readonly colours: Pen["colours"];
  readonly canvas: OffscreenCanvas;
}

/** Layers by the numbers that they show, which they outlive no longer than the view does. */
const fields = new WeakMap<Float32Array, Layer>();
const points = new WeakMap<Float32Array, Layer>();
const NOWHERE = new Float32Array();

/** What stays while points move over it: the field with the frame, and the real points, each painted once for its numbers. */
function paintGround(pen: Pen, data: ScatterView, plane: Plane): void {
  const { field, bounds, layers } = data;
  const real = layers.filter(({ role }) => role === "truth");
  const key = `${bounds.join()} ${field?.range.join() ?? ""}`;
  paintOnce(fields, field?.values ?? NOWHERE, key, pen, plane, (own) => {
    if (field) paintField(own, field, plane);
    paintFrame(own, bounds, plane);
    if (field) paintContour(own, field, bounds, plane);
  });
  paintOnce(points, real[0]?.points ?? NOWHERE, bounds.join(), pen, plane, (own) => {
    for (const layer of real) paintPoints(own, layer, plane);
  });
}

function paintOnce(
  layers: WeakMap<Float32Array, Layer>,
  values: Float32Array,
  named: string,
  pen: Pen,
  plane: Plane,
  paint: (pen: Pen) => void,
): void {
  const { context, width, height, colours } = pen;
  const ratio = context.getTransform().a;
  const key = [width, height, ratio, named].join();
  let layer = layers.get(values);
  if (layer?.key !== key || layer.colours !== colours) {
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
    // An offscreen context has all that is drawn with here.
    const own = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
    own.scale(ratio, ratio);
    own.beginPath();
    own.rect(plane.left, plane.top, plane.width, plane.height);
    own.clip();
    paint({ ...pen, context: own });
    layer = { key, colours, canvas };
    layers.set(values, layer);
  }
  context.drawImage(layer.canvas, 0, 0, width, height);
}
