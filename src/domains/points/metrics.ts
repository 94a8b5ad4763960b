import { read } from "../../engine/read.ts";
import type { PlaneDistribution } from "../../schema/domain.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset } from "../dataset.ts";
import { modeCoverage } from "./coverage.ts";
import { frechetDistance, gaussianFit } from "./frechet.ts";

/** As many as mode coverage is counted on. */
const POINTS = 2500;

/** Judges new points by the distribution that the data was drawn from, where that is known. */
export const judgePoints: NonNullable<DomainCode<ExampleDataset>["metrics"]> = ({ facts: { distribution } }) =>
  distribution
    ? {
        count: POINTS,
        judge: async (samples) => pointMetrics(await read(samples), distribution),
        dispose: () => {},
      }
    : null;

/** How many modes are reached, as a share too, how many points lie near one, and the squared Fréchet distance to the distribution. */
export function pointMetrics(
  points: Float32Array,
  { modes, moments }: Pick<PlaneDistribution, "modes" | "moments">,
): Readonly<Record<string, number>> {
  const frechet = { "samples.frechet": frechetDistance(gaussianFit(points), moments) };
  if (modes.length === 0) return frechet;
  const { covered, near } = modeCoverage(points, modes);
  return { "samples.modes": covered, "samples.coverage": covered / modes.length, "samples.near": near, ...frechet };
}
