import type { Role } from "../../../../schema/role.ts";
import type { Pen } from "../canvas.tsx";
import { ROLE_SHAPES, traceShape } from "../pictures/marks.ts";
import { COATS } from "../pictures/paint-plane.ts";

/** Marks are put to a quarter of a device pixel. */
const PHASES = 4;

/** The marker of a role, painted once at each of its places between pixels: by coats, then by phases. */
export interface Stamps {
  /** Device pixels of one side; the marker's middle is in the middle. */
  readonly size: number;
  /** `[coat][phase]`: red, green, blue and alpha, not multiplied. */
  readonly coats: readonly (readonly Uint8ClampedArray[])[];
}

export function stampsOf(
  role: Role,
  radius: number,
  ratio: number,
  colours: Pen["colours"],
  canvasOf = (width: number, height: number) => new OffscreenCanvas(width, height),
): Stamps {
  // Room for the points of a star, the halo and the phase.
  const size = 2 * Math.ceil((1.2 * radius + 2) * ratio + 1);
  const canvas = canvasOf(size * PHASES * PHASES, size * COATS.length);
  const context = canvas.getContext("2d", { willReadFrequently: true }) as unknown as CanvasRenderingContext2D;
  context.scale(ratio, ratio);
  const coats = COATS.map((coat, row) =>
    Array.from({ length: PHASES * PHASES }, (_, phase) => {
      const path = new Path2D();
      const x = (phase + 0.5) * size + (phase % PHASES) / PHASES;
      const y = (row + 0.5) * size + Math.floor(phase / PHASES) / PHASES;
      traceShape(path, ROLE_SHAPES[role])(x / ratio, y / ratio, radius);
      coat({ context, colours }, path, role);
      return context.getImageData(phase * size, row * size, size, size).data;
    }),
  );
  return { size, coats };
}

/** Pixels that are painted on: red, green, blue and alpha, all of them opaque where marks come. */
export interface Raster {
  readonly data: Uint8ClampedArray;
  readonly width: number;
}

/** A rectangle of device pixels, the far edges left out. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Puts a marker at each place, one coat after the other, and nothing outside of the window. `places` are device pixels,
 * `[x, y]` each; those that are no numbers are passed over.
 */
export function putStamps(raster: Raster, { size, coats }: Stamps, places: Float32Array, window: Window): void {
  const half = size / 2;
  for (const phases of coats) {
    for (let i = 0; i + 1 < places.length; i += 2) {
      const [x, y] = [places[i] as number, places[i + 1] as number];
      if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
      const [fineX, fineY] = [Math.round(x * PHASES), Math.round(y * PHASES)];
      const [column, row] = [Math.floor(fineX / PHASES), Math.floor(fineY / PHASES)];
      const phase = fineX - column * PHASES + PHASES * (fineY - row * PHASES);
      putStamp(raster, phases[phase] as Uint8ClampedArray, size, column - half, row - half, window);
    }
  }
}

/** What a colour's share is of, so that it takes a product and no division. */
const PART = 1 / 255;

function putStamp(
  { data, width }: Raster,
  stamp: Uint8ClampedArray,
  size: number,
  left: number,
  top: number,
  window: Window,
): void {
  const [from, to] = [Math.max(0, window.left - left), Math.min(size, window.right - left)];
  const [first, last] = [Math.max(0, window.top - top), Math.min(size, window.bottom - top)];
  for (let row = first; row < last; row++) {
    let source = 4 * (row * size + from);
    let target = 4 * ((top + row) * width + left + from);
    for (let column = from; column < to; column++, source += 4, target += 4) {
      const alpha = stamp[source + 3] as number;
      if (alpha === 0) continue;
      const share = alpha * PART;
      for (let channel = 0; channel < 3; channel++) {
        const below = data[target + channel] as number;
        data[target + channel] = below + ((stamp[source + channel] as number) - below) * share;
      }
    }
  }
}
