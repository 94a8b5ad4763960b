import type { RunConfig } from "../../../catalog/config.ts";
import { chosen } from "../../../catalog/parameters.ts";
import { datasets } from "../../../catalog/registry.ts";
import { domainKinds } from "../../../domains/ui/registry.ts";
import type { DomainKind } from "../../../schema/domain.ts";

/** The kinds of data that there is a dataset for, in the order in which the recipe and the keys count them. */
export function dataKinds(): readonly DomainKind[] {
  const present = new Set(Object.values(datasets).map(({ domain }) => domain));
  return domainKinds.filter((kind) => present.has(kind));
}

/** The kind of data that a set-up learns from. */
export function kindOf(config: RunConfig): DomainKind {
  return chosen(config).dataset.domain;
}

/** The first dataset of a kind. */
export function firstOfKind(kind: DomainKind): string | undefined {
  return Object.values(datasets).find(({ domain }) => domain === kind)?.id;
}
