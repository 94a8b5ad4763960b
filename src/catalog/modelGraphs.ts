import { lookUp } from "../core/lookUp.ts";
import type { BuildModelGraph } from "../schema/manifest.ts";

const modules = import.meta.glob<BuildModelGraph>("../families/*/modelGraph.manifest.ts", {
  eager: true,
  import: "modelGraph",
});

/** The model graph of a family; apart from the registry, because the page needs it only when it is looked at. */
export function modelGraphOf(family: string): BuildModelGraph {
  const build = lookUp(modules, `../families/${family}/modelGraph.manifest.ts`);
  if (!build) throw new Error(`${family} has no model graph`);
  return build;
}
