import { domainTraits } from "../domains/traits.ts";
import type { DomainTraits } from "../schema/domain.ts";
import type { DatasetManifest, FamilyManifest, OptimizerManifest } from "../schema/manifest.ts";
import type { Parameters } from "../schema/parameter.ts";
import type { Preset } from "../schema/preset.ts";
import { parameters as training } from "../training/manifest.ts";

/**
 * Everything that a set-up can be put together from, in order; the first dataset, family, optimizer and preset are the
 * defaults.
 */
export interface Registry {
  /** By kind. */
  readonly domains: Readonly<Record<string, DomainTraits>>;
  readonly datasets: Readonly<Record<string, DatasetManifest>>;
  readonly families: Readonly<Record<string, FamilyManifest>>;
  readonly optimizers: Readonly<Record<string, OptimizerManifest>>;
  readonly presets: readonly Preset[];
  /** What every optimizer shares. */
  readonly training: Parameters;
}

type Modules<T> = Readonly<Record<string, T>>;

function byId<M extends { readonly id: string; readonly order: number }>(modules: Modules<M>): Modules<M> {
  const inOrder = Object.values(modules).sort((a, b) => a.order - b.order);
  return Object.fromEntries(inOrder.map((manifest) => [manifest.id, manifest]));
}

export const datasets = byId(
  import.meta.glob<DatasetManifest>("../datasets/*/manifest.ts", { eager: true, import: "manifest" }),
);

export const families = byId(
  import.meta.glob<FamilyManifest>("../families/*/manifest.ts", { eager: true, import: "manifest" }),
);

export const optimizers = byId(
  import.meta.glob<OptimizerManifest>("../optimizers/*/manifest.ts", { eager: true, import: "manifest" }),
);

const presetsOf: Modules<readonly Preset[]> = import.meta.glob("../families/*/presets.ts", {
  eager: true,
  import: "presets",
});

/** Family by family, each family's in the order of its file. */
const presets = Object.keys(families).flatMap((id) => presetsOf[`../families/${id}/presets.ts`] ?? []);

export const registry: Registry = { domains: domainTraits, datasets, families, optimizers, presets, training };
