import type { DomainKind } from "../../schema/domain.ts";
import { audio } from "../audio/ui/browser.tsx";
import { image } from "../image/ui/browser.tsx";
import { points } from "../points/ui/browser.tsx";
import { tokens } from "../tokens/ui/browser.tsx";
import type { DomainBrowser } from "./contract.ts";

const BROWSERS = { tokens, image, points, audio } satisfies { readonly [K in DomainKind]: DomainBrowser<K> };

export const domainBrowser = (kind: DomainKind) => BROWSERS[kind] as DomainBrowser;
