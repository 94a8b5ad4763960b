/** A set-up as a program in Keras; apart from the registry, because the page needs it only when it is looked at. */

import { lookUp } from "../core/lookUp.ts";
import { kerasPartsOf } from "../domains/keras.ts";
import type { KerasWhole } from "../domains/kerasContract.ts";
import type { KerasProgram, KerasSetup } from "../export/keras/contract.ts";
import type { KerasOptimizer } from "../export/keras/training.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { RunConfig } from "./config.ts";
import { chosen } from "./parameters.ts";
import { programSetup } from "./programSetup.ts";
import { registry as everything, type Registry } from "./registry.ts";

type BuildKeras = (setup: KerasSetup, parts: KerasWhole) => KerasProgram;

const families = import.meta.glob<BuildKeras>("../families/*/keras.manifest.ts", {
  eager: true,
  import: "kerasProgram",
});
const optimizers = import.meta.glob<KerasOptimizer>("../optimizers/*/keras.manifest.ts", {
  eager: true,
  import: "keras",
});

/** How an optimizer is written in Keras. */
function kerasOptimizer(id: string): KerasOptimizer {
  const found = lookUp(optimizers, `../optimizers/${id}/keras.manifest.ts`);
  if (!found) throw new Error(`${id} has no form in Keras`);
  return found;
}

/** The program of a set-up on loaded data; `null` where its family has none. */
export function kerasProgram(
  config: RunConfig,
  facts: DatasetFacts,
  registry: Registry = everything,
): KerasProgram | null {
  const write = lookUp(families, `../families/${chosen(config, registry).family.id}/keras.manifest.ts`);
  return write ? write(programSetup(config, facts, kerasOptimizer, registry), kerasPartsOf(facts.domain)) : null;
}
