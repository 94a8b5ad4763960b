import type { PlaneGaussian } from "../../schema/plane.ts";

/** Mean and covariance (divided by N) of points x₀ y₀ x₁ y₁ …; the Gaussian of the greatest likelihood. [N, 2] */
export function gaussianFit(points: ArrayLike<number>): PlaneGaussian {
  const count = points.length / 2;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < count; i++) {
    meanX += (points[2 * i] as number) / count;
    meanY += (points[2 * i + 1] as number) / count;
  }
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const x = (points[2 * i] as number) - meanX;
    const y = (points[2 * i + 1] as number) - meanY;
    xx += (x * x) / count;
    xy += (x * y) / count;
    yy += (y * y) / count;
  }
  return { mean: [meanX, meanY], covariance: [xx, xy, yy] };
}

/**
 * The squared Fréchet (2-Wasserstein) distance of two Gaussians of the plane, exact:
 * |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), as the "Fréchet inception distance" is given (Dowson & Landau 1982).
 * For 2 × 2 matrices tr M^½ = √(tr M + 2 √det M). In squared units of the plane; NaN where a moment is.
 */
export function frechetDistance(a: PlaneGaussian, b: PlaneGaussian): number {
  const [axx, axy, ayy] = a.covariance;
  const [bxx, bxy, byy] = b.covariance;
  const meanGap = (a.mean[0] - b.mean[0]) ** 2 + (a.mean[1] - b.mean[1]) ** 2;
  const determinants = Math.max(0, axx * ayy - axy ** 2) * Math.max(0, bxx * byy - bxy ** 2);
  const traceOfProduct = axx * bxx + 2 * axy * bxy + ayy * byy;
  const traceOfRoot = Math.sqrt(traceOfProduct + 2 * Math.sqrt(determinants));
  return Math.max(0, meanGap + axx + ayy + bxx + byy - 2 * traceOfRoot);
}
