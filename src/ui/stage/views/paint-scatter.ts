import type { ScatterView } from "../../../spec/view.ts";
import type { Pen } from "../canvas.tsx";
import { paintArrows, paintField, paintFrame, paintMesh, paintPoints } from "../pictures/paint-plane.ts";
import type { Plane } from "../pictures/plane.ts";

/** Everything of a scatter, from the ground up. */
export function paintScatter(pen: Pen, data: ScatterView, plane: Plane): void {
  const { context } = pen;
  context.save();
  context.beginPath();
  context.rect(plane.left, plane.top, plane.width, plane.height);
  context.clip();
  if (data.field) paintField(pen, data.field, plane);
  paintFrame(pen, data.bounds, plane);
  for (const layer of data.layers) if (layer.role === "truth") paintPoints(pen, layer, plane);
  if (data.mesh) paintMesh(pen, data.mesh, plane);
  for (const layer of data.layers) if (layer.role !== "truth") paintPoints(pen, layer, plane);
  if (data.arrows) paintArrows(pen, data.arrows, plane);
  context.restore();
}
