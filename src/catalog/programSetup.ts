import type { ProgramSetup, ProgramTraining, TrainingValues } from "../export/program/setup.ts";
import { type DatasetFacts, exactTraits } from "../schema/domain.ts";
import { defaultsOf } from "../schema/parameter.ts";
import { modelValues, type RunConfig, section } from "./config.ts";
import { batchShapeOf, chosen } from "./parameters.ts";
import type { Registry } from "./registry.ts";

/** A set-up on loaded data as programs are written from; `formOf` is how an optimizer is written in the framework. */
export function programSetup<Form>(
  config: RunConfig,
  facts: DatasetFacts,
  formOf: (optimizer: string) => Form,
  registry: Registry,
): ProgramSetup<Form> {
  const { domain: traits, optimizer } = chosen(config, registry);
  const values = section(config, "training") as unknown as TrainingValues;
  const training: ProgramTraining<Form> = {
    ...{ id: optimizer.id, values, fullBatch: optimizer.fullBatch },
    optimizer: (id) => {
      const other = registry.optimizers[id];
      return { form: formOf(id), values: { ...(other ? defaultsOf(other.parameters) : {}), ...values } };
    },
  };
  return {
    values: modelValues(config),
    data: { facts, traits: exactTraits(traits, facts.domain) },
    batch: batchShapeOf(config),
    training,
    sampling: section(config, "sampling"),
    seed: Number(config.seed),
  };
}
