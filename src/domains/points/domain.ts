import type { DomainTraits } from "../../schema/domain.ts";

/** Points lie within about 1 of the middle, and what matters is far finer. */
export const FINE_SPREAD = 5;

/** Points of the plane. */
export const points: DomainTraits = {
  kind: "points",
  shownAs: "dots",
  view: "scatter",
  together: "scatter",
  picture: "scatter",
  shape: () => [2],
  architectures: ["dense"],
  likelihoods: ["gaussian"],
  bounded: false,
  metrics: ["samples.modes", "samples.coverage", "samples.near", "samples.frechet"],
};
