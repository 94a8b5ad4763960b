/** The directions along which the means of real examples vary most: axes to move along in the latent space. */
import { principalComponents } from "../../core/pca.ts";

export interface LatentAxis {
  readonly id: string;
  /** How far one unit of the axis goes, [Z]. */
  readonly direction: Float32Array;
}

export interface LatentBasis {
  /** What stands at 0 of every axis, [Z]. */
  readonly origin: Float32Array;
  readonly axes: readonly LatentAxis[];
}

/** The latent units themselves. */
export function unitBasis(latent: number): LatentBasis {
  return {
    origin: new Float32Array(latent),
    axes: Array.from({ length: latent }, (_, unit) => ({
      id: `z${unit + 1}`,
      direction: Float32Array.from({ length: latent }, (_, i) => (i === unit ? 1 : 0)),
    })),
  };
}

/**
 * The first principal axes of N latent means, each as long as their standard deviation along it; the largest component of
 * each is positive, so that an axis does not turn round from one moment to the next. Axes along which nothing varies lead
 * nowhere. means [N, Z].
 */
export function principalBasis(means: Float32Array, latent: number, count: number): LatentBasis {
  const { mean, components, variances } = principalComponents(means, latent, count);
  return {
    origin: Float32Array.from(mean),
    axes: Array.from({ length: count }, (_, rank) => {
      const vector = components[rank] ?? new Float64Array(latent);
      const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      const length = Math.sqrt(variances[rank] ?? 0) * Math.sign(largest);
      return { id: `pc${rank + 1}`, direction: Float32Array.from(vector, (value) => value * length) };
    }),
  };
}

/** The point at these coordinates, [Z]. */
export function pointAt({ origin, axes }: LatentBasis, coordinates: readonly number[]): Float32Array {
  return origin.map((value, i) =>
    axes.reduce((sum, { direction }, a) => sum + (coordinates[a] ?? 0) * (direction[i] as number), value),
  );
}

/** The coordinates of latent points along the first axes, as many numbers a point as there are axes. points [N, Z]. */
export function coordinatesOf({ origin, axes }: LatentBasis, points: Float32Array): Float32Array {
  const latent = origin.length;
  const coordinates = new Float32Array((points.length / latent) * axes.length);
  const squares = axes.map(({ direction }) => direction.reduce((sum, value) => sum + value * value, 0));
  for (let n = 0; n < points.length / latent; n++) {
    axes.forEach(({ direction }, a) => {
      let along = 0;
      for (let i = 0; i < latent; i++) {
        along += ((points[n * latent + i] as number) - (origin[i] as number)) * (direction[i] as number);
      }
      const square = squares[a] as number;
      coordinates[n * axes.length + a] = square > 0 ? along / square : 0;
    });
  }
  return coordinates;
}
