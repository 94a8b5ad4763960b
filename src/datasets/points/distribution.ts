import type { Values } from "../../schema/parameter.ts";
import type { PlaneGaussian } from "../../schema/plane.ts";
import { type PointShape, SHAPES } from "./shapes.ts";

/** The shape that is chosen; the first where the values name none. */
export function shapeOf({ shape }: Values): PointShape {
  return Object.entries(SHAPES).find(([id]) => id === shape)?.[1] ?? SHAPES.eight;
}

/** Standard deviations of the Gaussian around the place of a point of this label. */
export function deviationOf(values: Values, label: number): readonly [number, number] {
  return shapeOf(values).deviations?.[label] ?? [Number(values.noise), Number(values.noise)];
}

/** The Gaussians that a mixture consists of, in the order of the labels; empty for shapes that are no mixture. */
export function modes(values: Values): readonly PlaneGaussian[] {
  return shapeOf(values).centres.map((mean, label) => {
    const [x, y] = deviationOf(values, label);
    return { mean, covariance: [x ** 2, 0, y ** 2] };
  });
}

/** Mean and covariance of the distribution itself, noise included: what the exact Fréchet distance is measured to. */
export function moments(values: Values): PlaneGaussian {
  const { moments, deviations } = shapeOf(values);
  const own = deviations ?? [deviationOf(values, 0)];
  const [xx, xy, yy] = moments.covariance;
  const meanSquare = (axis: 0 | 1) => own.reduce((sum, deviation) => sum + deviation[axis] ** 2, 0) / own.length;
  return { mean: moments.mean, covariance: [xx + meanSquare(0), xy, yy + meanSquare(1)] };
}
