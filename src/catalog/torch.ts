/** A set-up as a program in PyTorch; apart from the registry, because the page needs it only when it is looked at. */

import { lookUp } from "../core/lookUp.ts";
import { torchPartsOf } from "../domains/torch.ts";
import type { TorchWhole } from "../domains/torchContract.ts";
import type { TorchProgram, TorchSetup } from "../export/torch/contract.ts";
import type { TorchOptimizer, TorchTraining, TrainingValues } from "../export/torch/training.ts";
import { type DatasetFacts, exactTraits } from "../schema/domain.ts";
import { defaultsOf } from "../schema/parameter.ts";
import { modelValues, type RunConfig, section } from "./config.ts";
import { batchShapeOf, chosen } from "./parameters.ts";
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

function trainingOf(config: RunConfig, registry: Registry): TorchTraining {
  const { optimizer } = chosen(config, registry);
  const values = section(config, "training") as unknown as TrainingValues;
  return {
    ...{ id: optimizer.id, values, fullBatch: optimizer.fullBatch },
    optimizer: (id) => {
      const other = registry.optimizers[id];
      return { torch: torchOptimizer(id), values: { ...(other ? defaultsOf(other.parameters) : {}), ...values } };
    },
  };
}

/** The program of a set-up on loaded data; `null` where its family has none. */
export function torchProgram(
  config: RunConfig,
  facts: DatasetFacts,
  registry: Registry = everything,
): TorchProgram | null {
  const { domain: traits, family } = chosen(config, registry);
  const write = lookUp(families, `../families/${family.id}/torch.manifest.ts`);
  if (!write) return null;
  const setup: TorchSetup = {
    values: modelValues(config),
    data: { facts, traits: exactTraits(traits, facts.domain) },
    batch: batchShapeOf(config),
    training: trainingOf(config, registry),
    sampling: section(config, "sampling"),
    seed: Number(config.seed),
  };
  return write(setup, torchPartsOf(facts.domain));
}
