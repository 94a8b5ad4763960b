/**
 * How x falls into groups: it is seen as [batch, pixels, groups · depth], and each group of `depth` channels of each member of
 * the batch is normalized over its pixels. Layer normalization has one pixel and one group, batch normalization one member
 * and groups of one channel.
 */
export interface Grouping {
  readonly batch: number;
  readonly pixels: number;
  readonly groups: number;
  readonly depth: number;
}

/**
 * Native kernel. Inputs `x`, `gain` [C], `offset` [C]; attributes those of Grouping and `epsilon`. Outputs [y like x, mean,
 * inverse], the latter two [batch · groups]: gain · (x − mean) · inverse + offset with inverse = 1 / √(variance + epsilon).
 */
export const NORMALIZATION = "InklingNormalization";

/** Native kernel. Inputs `x`, `gain`, `mean`, `inverse`, `dy`; attributes those of Grouping. Outputs [dx, dGain, dOffset]. */
export const NORMALIZATION_GRADIENT = "InklingNormalizationGradient";
