import type { DomainPainters } from "../../ui/contract.ts";

export const audio: DomainPainters<"audio"> = { nodes: {}, chips: {} };
