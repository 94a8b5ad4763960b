import type { DatasetFacts } from "../../schema/domain.ts";
import { wholeSounds } from "../audio/index.ts";
import type { SequenceDomain, WholeDomain } from "../contract.ts";
import { image } from "../image/index.ts";
import { points } from "../points/index.ts";
import { tokens } from "../tokens/index.ts";
import { wholeTexts } from "../tokens/whole/index.ts";

/** What a family is given of points, pictures, or texts as a whole. */
export function wholeDomain(facts: DatasetFacts): WholeDomain {
  if (facts.domain.kind === "tokens") return wholeTexts.model(facts);
  if (facts.domain.kind === "audio") return wholeSounds.model(facts);
  return (facts.domain.kind === "points" ? points : image).model(facts);
}

/** What a family is given of texts. */
export const sequenceDomain = (facts: DatasetFacts): SequenceDomain => tokens.model(facts);
