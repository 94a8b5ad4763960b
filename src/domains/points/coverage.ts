import type { PlaneGaussian } from "../../schema/plane.ts";

/** A mode counts as covered from 20 of 2,500 samples on. */
const COVERED = { held: 20, of: 2500 };
/** A sample belongs to a mode within so many standard deviations. */
const REACH = 3;

export interface ModeCoverage {
  /** Samples that belong to each mode, in the order of the modes. */
  readonly counts: Int32Array;
  /** How many modes hold at least 20 of 2,500 samples, or as great a share of another number. */
  readonly covered: number;
  /** The share of all samples that belong to some mode. */
  readonly near: number;
}

/**
 * How many modes of a mixture samples x₀ y₀ x₁ y₁ … reach. A sample belongs to the nearest mode, by Mahalanobis' distance,
 * if that is within 3 (3σ where the mode is round); what is not finite belongs to none. [N, 2]
 */
export function modeCoverage(samples: ArrayLike<number>, modes: readonly PlaneGaussian[]): ModeCoverage {
  const count = samples.length / 2;
  const counts = new Int32Array(modes.length);
  let near = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [samples[2 * i] as number, samples[2 * i + 1] as number];
    let nearest = -1;
    let least = REACH ** 2;
    modes.forEach((mode, number) => {
      const distance = squaredMahalanobis(x, y, mode);
      if (!(distance <= least)) return; // Not a number falls out here too.
      nearest = number;
      least = distance;
    });
    if (nearest < 0) continue;
    counts[nearest] = (counts[nearest] as number) + 1;
    near++;
  }
  const threshold = Math.max(1, Math.ceil((COVERED.held * count) / COVERED.of));
  return { counts, covered: counts.filter((held) => held >= threshold).length, near: count === 0 ? 0 : near / count };
}

function squaredMahalanobis(x: number, y: number, { mean, covariance: [xx, xy, yy] }: PlaneGaussian): number {
  const [dx, dy] = [x - mean[0], y - mean[1]];
  return (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / (xx * yy - xy * xy);
}
