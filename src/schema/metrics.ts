/**
 * What several steps reported, off the device: row by row, a column for each series, NaN where a series has no value at a
 * step. The trainer, the worker's messages and the charts' store speak of it.
 */
export interface MetricsBatch {
  readonly series: readonly string[];
  readonly steps: Uint32Array;
  /** [steps, series]. */
  readonly values: Float32Array;
}
