import type { DomainKind, DomainTraits } from "../schema/domain.ts";
import { audio } from "./audio/domain.ts";
import { image } from "./image/domain.ts";
import { points } from "./points/domain.ts";
import { tokens } from "./tokens/domain.ts";

/** What is known of every kind of sample without its code; the compiler asks for those that are missing. */
export const domainTraits = { tokens, image, points, audio } satisfies Record<DomainKind, DomainTraits>;
