import { BAR } from "../../core/melody/notation.ts";
import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { documentDataset } from "../../domains/tokens/documents.ts";
import { melodyRules } from "../../domains/tokens/melodyRules.ts";
import { readText } from "../../domains/tokens/readText.ts";
import type { LabelledDocument } from "../../domains/tokens/tokenDataset.ts";
import { compose } from "./compose.ts";

const COMPOSED = 2400;
/** Composed between two reports of progress. */
const AT_A_TIME = 240;

/** Bars of a phrase: few enough to fit where texts are made as a whole. */
const PHRASE = 2;

/** Traditional tunes, a line each: name, why it is in the public domain, mode, tune. */
export const readTraditional = (file: string): readonly (LabelledDocument & { readonly name: string })[] =>
  file
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [name = "", , label = "", text = ""] = line.split("\t");
      return { name, label, text };
    });

/** Two bars each, under the sign of the metre. */
function phrasesOf({ text, label = "" }: LabelledDocument): readonly LabelledDocument[] {
  const [sign = "", ...symbols] = text;
  const bars = symbols.join("").split(BAR);
  return Array.from({ length: Math.floor(bars.length / PHRASE) }, (_, i) => ({
    text: sign + bars.slice(PHRASE * i, PHRASE * (i + 1)).join(BAR),
    label,
  }));
}

/** Tunes of eight bars that are composed on the spot, and traditional ones; whole, or phrase by phrase. */
export const load: LoadDataset<TokenDataset> = async ({ form }, read, onProgress) => {
  const tunes: LabelledDocument[] = [...readTraditional(await readText("data/melodies-traditional.txt", read))];
  for (let number = 0; number < COMPOSED; number++) {
    const { text, mode } = compose(number);
    tunes.push({ text, label: mode });
    if (number % AT_A_TIME === 0) onProgress(number / COMPOSED);
  }
  const documents = form === "phrases" ? tunes.flatMap(phrasesOf) : tunes;
  const dataset = documentDataset("melodies", documents);
  onProgress(1);
  return { ...dataset, facts: { ...dataset.facts, rules: melodyRules.series }, rules: melodyRules };
};
