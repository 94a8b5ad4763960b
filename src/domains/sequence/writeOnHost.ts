/**
 * Writes long samples, such as a sound's thousands of levels, on the processor: each symbol takes a few thousand products, and
 * asking a device for them one after the other costs many times more than they do.
 */
import { randomUniforms, substream } from "../../core/random.ts";
import type { SampleRequest } from "../../engine/model.ts";
import type { Choice } from "../../engine/sampleToken.ts";
import type { ViewData } from "../../schema/view.ts";
import type { SequenceDomain } from "../contract.ts";
import { labelNumbers } from "../labels.ts";
import type { SequenceSampling } from "./manifest.ts";

/** A model with its weights as they were, that reads N samples side by side. */
export interface HostReader {
  /** Reads one symbol of every sample, int32 [N], and gives the scores of what comes next, [N, V]: the same array each time. */
  readonly next: (symbols: Int32Array) => Float32Array;
}

/** Reads the weights off the device. `labels`: the number of each sample's label, `null` where the model knows none. */
export type OpenHostReader = (count: number, labels: readonly number[] | null) => Promise<HostReader>;

/** As `writeTexts`, symbol for symbol with the same noise; for domains whose samples are of one length. */
export async function* writeOnHost(
  open: OpenHostReader,
  conditioned: boolean,
  { facts, symbols, start, writing, samples, length = 0, atOnce = 1 }: SequenceDomain,
  { values, stream, known, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { label, count, ...choice } = values as SequenceSampling;
  const [first, end] = range ?? [0, count];
  const N = end - first;
  const V = symbols.length;
  const labels = conditioned ? labelNumbers(facts, label, count).slice(first, end) : null;
  const writings = Array.from({ length: N }, (_, n) =>
    writing([], labels ? facts.labels[labels[n] as number] : undefined, known),
  );
  const reader = await open(N, labels);
  const last = new Int32Array(N).fill(start);
  for (let place = 0; place < length && !writings.every((each) => each.ended()); place++) {
    const logits = reader.next(last);
    const noise = randomUniforms(substream(stream, place), count * V).subarray(first * V);
    for (let n = 0; n < N; n++) {
      const row = logits.subarray(n * V, (n + 1) * V);
      last[n] = chosenFrom(row, choice, noise.subarray(n * V, (n + 1) * V));
      writings[n]?.add(last[n] as number, 0);
    }
    if (place % atOnce === atOnce - 1) {
      yield samples(writings.map((each) => each.sample(false)));
      if (signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  yield samples(writings.map((each) => each.sample(true)));
}

/** As `choose` does on a device: of the scores that top-k and top-p leave, the greatest with Gumbel noise added. [V] */
export function chosenFrom(logits: Float32Array, { temperature, topK, topP }: Choice, uniform: Float32Array): number {
  const greatest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const least = topK > 0 || topP < 1 ? leastInPlay(logits, { temperature, topK, topP }) : Number.NEGATIVE_INFINITY;
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let v = 0; v < logits.length; v++) {
    const logit = logits[v] as number;
    if (logit < least) continue;
    const inside = (uniform[v] as number) * (1 - 1e-6) + 5e-7;
    const drawn = (logit - greatest) / temperature - Math.log(-Math.log(inside));
    if (drawn > most) {
      most = drawn;
      best = v;
    }
  }
  return best;
}

/** The least score that is still in play. */
function leastInPlay(logits: Float32Array, { temperature, topK, topP }: Choice): number {
  const sorted = logits.toSorted((a, b) => b - a);
  const kept = topK > 0 ? sorted.slice(0, topK) : sorted;
  const weights = kept.map((logit) => Math.exp((logit - (kept[0] as number)) / temperature));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (const [i, weight] of weights.entries()) {
    reached += weight / all;
    if (reached >= topP - 1e-6) return kept[i] as number;
  }
  return kept.at(-1) as number;
}
