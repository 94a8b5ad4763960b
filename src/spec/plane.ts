/** A Gaussian of the plane, or the mean and covariance of any law of points. */
export interface PlaneGaussian {
  readonly mean: readonly [x: number, y: number];
  /** The symmetric matrix [[xx, xy], [xy, yy]]. */
  readonly covariance: readonly [xx: number, xy: number, yy: number];
}
