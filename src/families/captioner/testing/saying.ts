/** How good what a captioner says of held-out pictures is. */
import * as tf from "@tensorflow/tfjs";
import { modelValues, type RunConfig, section } from "../../../catalog/config.ts";
import { randomStream } from "../../../core/random.ts";
import { examplesOf } from "../../../domains/batches.ts";
import { wordsAt } from "../../../domains/texts.ts";
import type { Batch } from "../../../engine/model.ts";
import type { Built } from "../../../worker/build.ts";

export interface Saying {
  /** The share whose first word, the label's, is right; by chance one in as many as there are labels. */
  readonly firstWord: number;
  readonly chance: number;
  /** BLEU-1 of what is said, and of the training part's most frequent text said of everything. */
  readonly bleu: number;
  readonly frequentBleu: number;
}

/** What it says, greedily, of all held-out pictures, held against what they are called. */
export async function saying(built: Built, config: RunConfig): Promise<Saying> {
  const { dataset, model, examples } = built;
  const { texts, labels } = dataset.facts;
  if (dataset.kind !== "examples" || !texts) throw new Error("only pictures that are called something");
  const references = rowsOf(examples).map((row) => wordsAt(texts, row));
  const request = {
    ...{ values: { ...section(config, "sampling"), count: references.length, temperature: 0 }, examples },
    ...{ model: modelValues(config), stream: randomStream(1, "saying"), known: () => false },
  };
  let said: readonly (readonly string[])[] = [];
  for await (const view of model.sample(request, new AbortController().signal)) {
    if (view.kind === "images") said = (view.captions ?? []).map((text) => text.split(" ").filter(Boolean));
  }
  const frequent = wordsAt(texts, mostFrequent(rowsOf(() => examples("train"))));
  const right = references.filter(([first], i) => first !== undefined && said[i]?.[0] === first).length;
  return {
    firstWord: right / references.length,
    chance: 1 / labels.length,
    bleu: bleu1(said, references),
    frequentBleu: bleu1(
      references.map(() => frequent),
      references,
    ),
  };
}

function rowsOf(give: () => Batch): number[][] {
  return tf.tidy(() => {
    const texts = examplesOf(give()).texts as tf.Tensor2D;
    const [count, length] = texts.shape;
    const all = Array.from(texts.dataSync());
    return Array.from({ length: count }, (_, row) => all.slice(row * length, (row + 1) * length));
  });
}

function mostFrequent(rows: readonly number[][]): readonly number[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.join(), (counts.get(row.join()) ?? 0) + 1);
  const [most] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best));
  return most.split(",").map(Number);
}

/**
 * Of a corpus: the share of said words that the reference has, each as often as there, with the penalty for brevity.
 * Papineni et al. 2002.
 */
export function bleu1(said: readonly (readonly string[])[], references: readonly (readonly string[])[]): number {
  let [matched, length, expected] = [0, 0, 0];
  for (const [i, reference] of references.entries()) {
    const left = [...reference];
    const words = said[i] ?? [];
    length += words.length;
    expected += reference.length;
    for (const word of words) {
      const at = left.indexOf(word);
      if (at < 0) continue;
      left.splice(at, 1);
      matched++;
    }
  }
  return length === 0 ? 0 : (matched / length) * Math.min(1, Math.exp(1 - expected / length));
}
