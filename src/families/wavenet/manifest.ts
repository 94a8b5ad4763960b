import { figures, sampling, sequenceViews, series } from "../../domains/sequence/manifest.ts";
import type { FamilyManifest } from "../../schema/manifest.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { estimate, parameters } from "./sizes.manifest.ts";

const views: readonly ViewSpec[] = [
  { id: "samples", kind: "text", source: "sampling" },
  { id: "next", kind: "probabilities", source: "text" },
  { id: "field", kind: "causalField", source: "text" },
  { id: "machine", kind: "machine", source: "machine" },
];

/** Causal convolutions, each reaching twice as far back as the one below. van den Oord et al. 2016. */
export const manifest = {
  id: "wavenet",
  order: 14,
  accepts: ["tokens", "audio"],
  parameters,
  sampling,
  objectives: () => ["crossEntropy"],
  series: () => series,
  figures,
  views: (_, domain) => sequenceViews(views, domain),
  estimate,
} satisfies FamilyManifest;
