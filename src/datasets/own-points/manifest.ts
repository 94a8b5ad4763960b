import type { DatasetManifest } from "../../schema/manifest.ts";
import { content } from "../../schema/parameter.ts";

/** What the card shows: a plus. */
const POINTS = [-2, -1, 1, 2].flatMap((at): [number, number][] => [
  [at / 4, 0],
  [0, at / 4],
]);

/** Points that a visitor paints. */
export const manifest: DatasetManifest = {
  id: "own-points",
  order: 910,
  domain: "points",
  own: "painted",
  parameters: { content: content() },
  preview: () => [],
  thumbnail: () => ({ kind: "points", points: POINTS }),
  origin: { source: "—", licence: "—" },
};
