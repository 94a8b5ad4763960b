import type { DomainKind } from "../../schema/domain.ts";
import { audio } from "../audio/ui/index.ts";
import { image } from "../image/ui/index.ts";
import { points } from "../points/ui/index.ts";
import { tokens } from "../tokens/ui/index.ts";
import type { DomainUi } from "./contract.ts";

/** In the order in which the recipe and the keys count them. */
const REGISTRY = { tokens, image, points, audio } satisfies { readonly [K in DomainKind]: DomainUi<K> };

export const domainKinds = Object.keys(REGISTRY) as readonly DomainKind[];

export const domainUi = (kind: DomainKind) => REGISTRY[kind] as DomainUi;
