/** A set-up as a program in PyTorch; apart from the registry, because the page needs it only when it is looked at. */

import { lookUp } from "../core/lookUp.ts";
import { torchPartsOf } from "../domains/torch.ts";
import type { TorchWhole } from "../domains/torchContract.ts";
import type { TorchProgram, TorchSetup } from "../export/torch/contract.ts";
import type { TorchOptimizer } from "../export/torch/training.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { RunConfig } from "./config.ts";
import { chosen } from "./parameters.ts";
import { programSetup } from "./programSetup.ts";
import { registry as everything, type Registry } from "./registry.ts";

type BuildTorch = (setup: TorchSetup, parts: TorchWhole) => TorchProgram;

const families = import.meta.glob<BuildTorch>("../families/*/torch.manifest.ts", {
  eager: true,
  import: "torchProgram",
});
const optimizers = import.meta.glob<TorchOptimizer>("../optimizers/*/torch.manifest.ts", {
  eager: true,
  import: "torch",
});

/** How an optimizer is written in PyTorch. */
export function torchOptimizer(id: string): TorchOptimizer {
  const found = lookUp(optimizers, `../optimizers/${id}/torch.manifest.ts`);
  if (!found) throw new Error(`${id} has no form in PyTorch`);
  return found;
}

/** The program of a set-up on loaded data; `null` where its family has none. */
export function torchProgram(
  config: RunConfig,
  facts: DatasetFacts,
  registry: Registry = everything,
): TorchProgram | null {
  const write = lookUp(families, `../families/${chosen(config, registry).family.id}/torch.manifest.ts`);
  return write ? write(programSetup(config, facts, torchOptimizer, registry), torchPartsOf(facts.domain)) : null;
}
