/** The code of families, datasets and optimizers, each fetched only when it is chosen. */
import { InklingError } from "../core/errors.ts";
import { loadCode } from "../core/loadCode.ts";
import type { LoadDataset } from "../domains/dataset.ts";
import type { BuildModel } from "../engine/model.ts";
import type { CreateOptimizer } from "../optimizers/optimizer.ts";

const families = import.meta.glob<BuildModel>("../families/*/model.ts", { import: "build" });
const datasets = import.meta.glob<LoadDataset>("../datasets/*/load.ts", { import: "load" });
const optimizers = import.meta.glob<CreateOptimizer>("../optimizers/*/optimizer.ts", { import: "create" });

function fetchFrom<T>(modules: Record<string, () => Promise<T>>, path: string): Promise<T> {
  const load = modules[path];
  if (!load) throw new InklingError("unexpected", { message: `no ${path}` });
  return loadCode(load);
}

export const loadFamily = (id: string) => fetchFrom(families, `../families/${id}/model.ts`);
export const loadDataset = (id: string) => fetchFrom(datasets, `../datasets/${id}/load.ts`);
export const loadOptimizer = (id: string) => fetchFrom(optimizers, `../optimizers/${id}/optimizer.ts`);
