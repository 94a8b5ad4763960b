import { InklingError } from "../../core/errors.ts";
import { readMelody } from "../../core/melody/read.ts";
import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { documentDataset } from "../../domains/tokens/documents.ts";
import { melodyRules } from "../../domains/tokens/melodyRules.ts";
import { contentOf } from "../../own/content.ts";

const EXAMPLES = 4;

/** Tunes that a visitor brought, a line each. */
export const load: LoadDataset<TokenDataset> = async ({ content }, read, onProgress) => {
  const text = new TextDecoder().decode(await contentOf(String(content), read));
  const tunes = text.split("\n").filter((tune) => readMelody(tune).notes.length > 0);
  if (tunes.length === 0) throw new InklingError("contentUnreadable");
  const dataset = documentDataset(
    "own-melodies",
    tunes.map((tune) => ({ text: tune })),
  );
  onProgress(1);
  const facts = { ...dataset.facts, rules: melodyRules.series, examples: tunes.slice(0, EXAMPLES) };
  return { ...dataset, facts, rules: melodyRules };
};
