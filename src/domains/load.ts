/** The code of a kind of sample, fetched when data of that kind is chosen; the compiler asks for those that are missing. */
import type { DomainKind } from "../schema/domain.ts";
import type { DomainCode } from "./contract.ts";

export const domainLoaders = {
  tokens: async () => (await import("./tokens/index.ts")).tokens,
  image: async () => (await import("./image/index.ts")).image,
  points: async () => (await import("./points/index.ts")).points,
  audio: async () => (await import("./audio/index.ts")).audio,
} satisfies Record<DomainKind, () => Promise<DomainCode>>;
