/** A set-up as a program in TensorFlow.js; apart from the registry, because the page needs it only when it is looked at. */

import { lookUp } from "../core/lookUp.ts";
import { tfjsPartsOf } from "../domains/tfjs.ts";
import type { TfjsWhole } from "../domains/tfjsContract.ts";
import type { TfjsProgram, TfjsSetup } from "../export/tfjs/contract.ts";
import type { TfjsOptimizer } from "../export/tfjs/training.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { RunConfig } from "./config.ts";
import { chosen } from "./parameters.ts";
import { programSetup } from "./programSetup.ts";
import { registry as everything, type Registry } from "./registry.ts";

type BuildTfjs = (setup: TfjsSetup, parts: TfjsWhole) => TfjsProgram;

const families = import.meta.glob<BuildTfjs>("../families/*/tfjs.manifest.ts", {
  eager: true,
  import: "tfjsProgram",
});
const optimizers = import.meta.glob<TfjsOptimizer>("../optimizers/*/tfjs.manifest.ts", {
  eager: true,
  import: "tfjs",
});

/** How an optimizer is written in TensorFlow.js. */
export function tfjsOptimizer(id: string): TfjsOptimizer {
  const found = lookUp(optimizers, `../optimizers/${id}/tfjs.manifest.ts`);
  if (!found) throw new Error(`${id} has no form in TensorFlow.js`);
  return found;
}

/** The program of a set-up on loaded data; `null` where its family has none. */
export function tfjsProgram(
  config: RunConfig,
  facts: DatasetFacts,
  registry: Registry = everything,
): TfjsProgram | null {
  const write = lookUp(families, `../families/${chosen(config, registry).family.id}/tfjs.manifest.ts`);
  return write ? write(programSetup(config, facts, tfjsOptimizer, registry), tfjsPartsOf(facts.domain)) : null;
}
