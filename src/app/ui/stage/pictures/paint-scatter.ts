import type { ScatterView } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { paintContour, paintField } from "./paint-field.ts";
import { paintPaths } from "./paint-paths.ts";
import { paintArrows, paintFrame, paintMesh, paintPoints } from "./paint-plane.ts";
import type { Plane } from "./plane.ts";

/** Everything of a scatter, from the ground up. */
export function paintScatter(pen: Pen, data: ScatterView, plane: Plane): void {
  const { context } = pen;
  context.save();
  clipTo(pen, plane);
  paintGround(pen, data, plane);
  for (const layer of data.layers) if (layer.role === "truth") paintPoints(pen, layer, plane);
  if (data.mesh) paintMesh(pen, data.mesh, plane);
  for (const layer of data.layers) if (layer.role !== "truth") paintPoints(pen, layer, plane);
  paintOver(pen, data, plane);
  context.restore();
}

/** Under all points: the field with its contour, and the frame. */
export function paintGround(pen: Pen, { field, bounds }: ScatterView, plane: Plane): void {
  if (field) paintField(pen, field, plane);
  paintFrame(pen, bounds, plane);
  if (field) paintContour(pen, field, bounds, plane);
}

/** Over all points: ways and arrows. */
export function paintOver(pen: Pen, { paths, arrows }: ScatterView, plane: Plane): void {
  if (paths) paintPaths(pen, paths, plane);
  if (arrows) paintArrows(pen, arrows, plane);
}

export function clipTo({ context }: Pen, { left, top, width, height }: Plane): void {
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
}
