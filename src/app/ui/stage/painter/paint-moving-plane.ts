import type { ScatterLayer, ScatterView } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { isInside, paintMesh, paintPoints, paintWedges, radiusOf } from "../pictures/paint-plane.ts";
import { clipTo, paintGround, paintOver } from "../pictures/paint-scatter.ts";
import { type Plane, planeIn } from "../pictures/plane.ts";
import { createTween, type Tween } from "../pictures/tween.ts";
import { putStamps, type Raster, type Stamps, stampsOf, type Window } from "./stamps.ts";

/** Paints a scatter that moves; answers whether it still does. */
export type PaintMovingPlane = (pen: Pen, data: ScatterView, now: number, still: boolean) => boolean;

/** What stays while points move over it, in device pixels. */
interface Ground {
  readonly of: readonly unknown[];
  readonly pixels: ImageData;
}

/**
 * A painter of one plane. A path of hundreds of points costs the processor several milliseconds to fill, so that points
 * are put as stamps into pixels instead, over the ground (field, frame and real points) as it was painted once.
 */
export function createMovingPlane(): PaintMovingPlane {
  let tween: Tween | null = null;
  let ground: Ground | null = null;
  let canvas: OffscreenCanvas | null = null;
  let shown: ImageData | null = null;
  const stamps = new Map<string, Stamps>();
  let stampsAreOf: unknown = null;

  function stampsFor({ role, points }: ScatterLayer, plane: Plane, { context, colours }: Pen): Stamps {
    const ratio = context.getTransform().a;
    const radius = radiusOf({ role, points }, plane);
    if (stampsAreOf !== colours) stamps.clear();
    stampsAreOf = colours;
    const key = [role, radius, ratio].join();
    const known = stamps.get(key) ?? stampsOf(role, radius, ratio, colours);
    stamps.set(key, known);
    return known;
  }

  function put(raster: Raster, layer: ScatterLayer, plane: Plane, pen: Pen): void {
    const ratio = pen.context.getTransform().a;
    putStamps(raster, stampsFor(layer, plane, pen), placesOf(layer.points, plane, ratio), windowOf(plane, ratio));
  }

  function groundOf(pen: Pen, data: ScatterView, plane: Plane): Ground {
    const { width, height, colours } = pen;
    const ratio = pen.context.getTransform().a;
    const real = data.layers.filter(({ role }) => role === "truth");
    const of = [width, height, ratio, colours, data.bounds.join(), data.field?.values, data.field?.range.join()];
    const all = [...of, ...real.map(({ points }) => points)];
    if (ground && ground.of.length === all.length && all.every((part, i) => part === ground?.of[i])) return ground;
    const [columns, rows] = [pen.context.canvas.width, pen.context.canvas.height];
    if (canvas?.width !== columns || canvas.height !== rows) canvas = new OffscreenCanvas(columns, rows);
    // It is read each time; and an offscreen context has all that is drawn with here.
    const own = canvas.getContext("2d", { willReadFrequently: true }) as unknown as CanvasRenderingContext2D;
    own.setTransform(ratio, 0, 0, ratio, 0, 0);
    own.clearRect(0, 0, width, height);
    own.save();
    const on = { ...pen, context: own };
    clipTo(on, plane);
    own.fillStyle = css(colours.panel);
    own.fillRect(0, 0, width, height);
    paintGround(on, data, plane);
    for (const layer of real) paintWedges(on, layer, plane);
    own.restore();
    const pixels = own.getImageData(0, 0, columns, rows);
    for (const layer of real) put(pixels, layer, plane, pen);
    ground = { of: all, pixels };
    return ground;
  }

  return (pen, data, now, still) => {
    tween ??= createTween(data);
    tween.moveTo(data, now, still);
    const { view, moves } = tween.at(now);
    const { context } = pen;
    const plane = planeIn(view.bounds, pen.width, pen.height);
    const { pixels } = groundOf(pen, view, plane);
    const made = view.layers.filter(({ role }) => role !== "truth");
    if (view.mesh) {
      // The net lies between the ground and the points.
      context.putImageData(pixels, 0, 0);
    } else {
      if (shown?.width !== pixels.width || shown.height !== pixels.height)
        shown = new ImageData(pixels.width, pixels.height);
      shown.data.set(pixels.data);
      for (const layer of made) put(shown, layer, plane, pen);
      context.putImageData(shown, 0, 0);
    }
    context.save();
    clipTo(pen, plane);
    if (view.mesh) paintMesh(pen, view.mesh, plane);
    for (const layer of made) view.mesh ? paintPoints(pen, layer, plane) : paintWedges(pen, layer, plane);
    paintOver(pen, view, plane);
    context.restore();
    return moves;
  };
}

/** The points that lie in the plane, in device pixels; NaN for the others. */
function placesOf(points: Float32Array, plane: Plane, ratio: number): Float32Array {
  const places = new Float32Array(points.length);
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [plane.x(points[i] as number), plane.y(points[i + 1] as number)];
    const inside = isInside(plane, x, y);
    places[i] = inside ? x * ratio : Number.NaN;
    places[i + 1] = inside ? y * ratio : Number.NaN;
  }
  return places;
}

function windowOf({ left, top, width, height }: Plane, ratio: number): Window {
  return {
    left: Math.max(0, Math.ceil(left * ratio)),
    top: Math.max(0, Math.ceil(top * ratio)),
    right: Math.floor((left + width) * ratio),
    bottom: Math.floor((top + height) * ratio),
  };
}
