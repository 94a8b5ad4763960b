/** The code of every kind of sample; the compiler asks for those that are missing. */
import type { DatasetFacts, DomainKind } from "../schema/domain.ts";
import { audio } from "./audio/index.ts";
import type { DomainCode } from "./contract.ts";
import { image } from "./image/index.ts";
import { points } from "./points/index.ts";
import { tokens } from "./tokens/index.ts";

/** All of it at once, for tests and tools; the training worker loads what it needs (`load.ts`). */
export const domains = { tokens, image, points, audio } satisfies Record<DomainKind, DomainCode>;

/** The code for a dataset. */
export const domainOf = ({ facts }: { readonly facts: DatasetFacts }): DomainCode => domains[facts.domain.kind];
