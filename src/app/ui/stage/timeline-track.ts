/**
 * Where a step stands on the timeline, 0..1. The root gives the first steps, in which most is learned, more room than
 * the last ones.
 */
export function trackPosition(step: number, lastStep: number): number {
  return lastStep <= 0 ? 0 : Math.sqrt(Math.min(1, Math.max(0, step / lastStep)));
}

/** The index of the logged step nearest to a position on the track; −1 where there is none. `steps` ascend. */
export function nearestMoment(steps: readonly number[], lastStep: number, position: number): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const away = Math.abs(trackPosition(step, lastStep) - position);
    // The later of two at the same distance, so that the far end is the newest.
    if (away <= distance) [best, distance] = [index, away];
  }
  return best;
}
