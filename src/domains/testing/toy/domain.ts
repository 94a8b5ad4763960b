import type { Domain, DomainKind, DomainTraits } from "../../../schema/domain.ts";

/** Outside of the closed union on purpose: nothing but the union's own registries may hang on it. */
export const BITS = "bits" as DomainKind;

/** Patterns of eight bits. */
export const traits: DomainTraits = {
  kind: BITS,
  shownAs: "items",
  view: "images",
  together: "images",
  picture: "images",
  shape: () => [8],
  architectures: ["dense"],
  likelihoods: ["bernoulli"],
  bounded: true,
  metrics: [],
};

export const domain = { kind: BITS } as Domain;
