/** Figures of several steps, off the device: row by row, one column a series. What the trainer reports and charts draw. */
export interface MetricsBatch {
  readonly series: readonly string[];
  readonly steps: readonly number[];
  /** [steps, series]. */
  readonly values: Float32Array;
}
