import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import { blanksOf, likeliestByNgrams } from "../../../domains/tokens/blanks.ts";
import { trainNgrams } from "../../../domains/tokens/ngram.ts";
import { defaultsOf } from "../../../schema/parameter.ts";
import type { BlanksView } from "../../../schema/view.ts";
import type { Built } from "../../../worker/build.ts";
import { manifest } from "../manifest.ts";

/** How many blanks are guessed. */
const MOST = 400;

/** Of single blanks of held-out texts: the share that the model guesses, and that a trigram model from both sides does. */
export async function blanksGuessed({
  dataset,
  model,
  examples,
}: Built): Promise<{ ofModel: number; ofTrigrams: number }> {
  if (dataset.kind !== "tokens") throw new Error("only texts have blanks");
  const { symbols } = sequenceDomain(dataset.facts);
  const blanks = blanksOf(dataset.validation, randomStream(1, "blanks")).slice(0, MOST);
  const trigrams = trainNgrams(dataset.train, symbols.length, 3);
  let [ofModel, ofTrigrams] = [0, 0];
  for (const { tokens, place, label } of blanks) {
    const actual = tokens[place] as number;
    if (likeliestByNgrams(trigrams, symbols.length, { tokens, place }) === actual) ofTrigrams++;
    const text = Array.from(tokens.subarray(0, -1), (token, i) => (i === place ? "_" : symbols[token])).join("");
    const sampling = { ...defaultsOf(manifest.sampling), label: dataset.facts.labels[label ?? -1] ?? "" };
    const asked = { view: "blanks", source: "text" as const, text, model: {}, sampling, examples };
    const view = (await model.view({ ...asked, stream: randomStream(1, "view") })) as BlanksView;
    if (view.candidates[0]?.[0]?.token === symbols[actual]) ofModel++;
  }
  return { ofModel: ofModel / blanks.length, ofTrigrams: ofTrigrams / blanks.length };
}
