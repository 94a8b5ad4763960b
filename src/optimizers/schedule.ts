/** How the learning rate goes with the step: what `training.schedule` and `training.scheduleSteps` mean. */
export type Schedule = "constant" | "cosine" | "warmup";

export interface ScheduledRate {
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** Cosine ends at zero here, warm-up reaches the full rate here. */
  readonly scheduleSteps: number;
}

/**
 * The learning rate of the step after `step` others (0 at the first).
 * Cosine: rate · ½(1 + cos(π · step / N)), zero from N on (Loshchilov & Hutter 2017, without restarts).
 * Warm-up: rate · (step + 1) / N, the full rate from step N − 1 on (Goyal et al. 2017).
 */
export function learningRateAt(step: number, { learningRate, schedule, scheduleSteps }: ScheduledRate): number {
  const share = Math.min(step / scheduleSteps, 1);
  switch (schedule) {
    case "constant":
      return learningRate;
    case "cosine":
      return (learningRate * (1 + Math.cos(Math.PI * share))) / 2;
    case "warmup":
      return learningRate * Math.min((step + 1) / scheduleSteps, 1);
    default:
      return schedule satisfies never;
  }
}
