import type { DatasetFacts } from "../../schema/domain.ts";
import type { SequenceDomain, WholeDomain } from "../contract.ts";
import { image } from "../image/index.ts";
import { points } from "../points/index.ts";
import { tokens } from "../tokens/index.ts";

/** What a family is given of points or pictures. */
export const wholeDomain = (facts: DatasetFacts): WholeDomain =>
  (facts.domain.kind === "points" ? points : image).model(facts);

/** What a family is given of texts. */
export const sequenceDomain = (facts: DatasetFacts): SequenceDomain => tokens.model(facts);
