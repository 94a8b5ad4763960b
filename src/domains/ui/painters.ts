import type { DomainKind } from "../../schema/domain.ts";
import { audio } from "../audio/ui/painters.ts";
import { image } from "../image/ui/painters.ts";
import { points } from "../points/ui/painters.ts";
import { tokens } from "../tokens/ui/painters.ts";
import type { DomainPainters } from "./contract.ts";

const PAINTERS = { tokens, image, points, audio } satisfies { readonly [K in DomainKind]: DomainPainters<K> };

export const domainPainters = (kind: DomainKind) => PAINTERS[kind] as DomainPainters;
