// Diagonal Gaussians given by their means and the natural logarithms of their variances.

/** Native kernel. Inputs `mean`, `logVariance` [B, Z]. Output [B]: ½ Σ (μ² + e^v − 1 − v). */
export const GAUSSIAN_KL = "InklingGaussianKl";

/** Native kernel. Inputs as above and `gradient` [B]. Outputs [μ · gradient, ½ (e^v − 1) · gradient], both [B, Z]. */
export const GAUSSIAN_KL_GRADIENT = "InklingGaussianKlGradient";

/** Native kernel. Inputs `mean`, `logVariance`, `noise` of one shape. Output μ + e^(v / 2) · noise. */
export const GAUSSIAN_DRAW = "InklingGaussianDraw";

/** Native kernel. Inputs `logVariance`, `noise`, `gradient` of one shape. Output ½ e^(v / 2) · noise · gradient. */
export const GAUSSIAN_DRAW_GRADIENT = "InklingGaussianDrawGradient";
