/** The code of domains, families, datasets and optimizers, each fetched only when it is chosen. */
import { modelGraphOf } from "../catalog/modelGraphs.ts";
import { type Registry, registry } from "../catalog/registry.ts";
import { InklingError } from "../core/errors.ts";
import { loadCode } from "../core/loadCode.ts";
import type { BuildModel, DomainCode } from "../domains/contract.ts";
import type { LoadDataset } from "../domains/dataset.ts";
import { domainLoaders } from "../domains/load.ts";
import type { CreateOptimizer } from "../optimizers/optimizer.ts";
import type { DomainKind } from "../schema/domain.ts";
import type { BuildModelGraph } from "../schema/manifest.ts";

const families = import.meta.glob<BuildModel>("../families/*/model.ts", { import: "build" });
const datasets = import.meta.glob<LoadDataset>("../datasets/*/load.ts", { import: "load" });
const optimizers = import.meta.glob<CreateOptimizer>("../optimizers/*/optimizer.ts", { import: "create" });

function fetchFrom<T>(modules: Record<string, () => Promise<T>>, path: string): Promise<T> {
  const load = modules[path];
  if (!load) throw new InklingError("unexpected", { message: `no ${path}` });
  return loadCode(load);
}

/** Everything that a run can be put together from: what is known of it, and its code. */
export interface Registries {
  readonly catalog: Registry;
  readonly loadDomain: (kind: DomainKind) => Promise<DomainCode>;
  readonly loadFamily: (id: string) => Promise<BuildModel>;
  readonly modelGraphOf: (id: string) => BuildModelGraph;
  readonly loadDataset: (id: string) => Promise<LoadDataset>;
  readonly loadOptimizer: (id: string) => Promise<CreateOptimizer>;
}

export const registries: Registries = {
  catalog: registry,
  loadDomain: (kind) => loadCode<DomainCode>(domainLoaders[kind]),
  modelGraphOf,
  loadFamily: (id) => fetchFrom(families, `../families/${id}/model.ts`),
  loadDataset: (id) => fetchFrom(datasets, `../datasets/${id}/load.ts`),
  loadOptimizer: (id) => fetchFrom(optimizers, `../optimizers/${id}/optimizer.ts`),
};
