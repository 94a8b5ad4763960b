import { type RandomStream, randomBelow, randomPermutation, randomWords, substream } from "../../core/random.ts";
import type { TokenPart } from "../dataset.ts";

/** One batch in memory, row by row; B lanes of T characters. */
export interface TokenArrays {
  /** int32 [B, T]. */
  readonly inputs: Int32Array;
  /** int32 [B, T]: the character after each input. */
  readonly targets: Int32Array;
  /** int32 [B, T]: the label of the document that each target belongs to; `null` where the data has none. */
  readonly labels: Int32Array | null;
  /** Whether the lanes begin anew here, so that no state is carried in. */
  readonly fresh: boolean;
}

/** Batches by number: the same index gives the same batch at any time, so a checkpoint keeps the index alone. */
export interface TokenBatches {
  readonly size: number;
  /** Characters of a lane in one batch. */
  readonly length: number;
  readonly perEpoch: number;
  readonly at: (index: number) => TokenArrays;
}

/**
 * Training batches. An epoch puts the documents in a random order, joins them into one stream of N characters and cuts
 * it into B lanes that begin at ⌊jN/B⌋; batch k holds the characters [kT, (k+1)T) of every lane, so a state may travel
 * from batch to batch within an epoch. The stream is a ring: the first input of a lane is the character before its
 * first target (before a document, the newline), and a part that is smaller than a batch is read round and round.
 * Fewer documents than lanes would always be cut at the same places, so the ring is also turned by a random amount.
 * An epoch has ⌊N / BT⌋ batches, at least one; the fewer than BT characters left over are others each time.
 */
export function tokenBatches(
  part: TokenPart,
  { size, length, stream }: { readonly size: number; readonly length: number; readonly stream: RandomStream },
): TokenBatches {
  const count = part.tokens.length;
  const perEpoch = Math.max(1, Math.floor(Math.floor(count / size) / length));
  const epochRing = (epoch: number): Ring => {
    const shuffle = substream(stream, epoch);
    const order = randomPermutation(shuffle, part.starts.length);
    const turn = order.length < size ? randomBelow(randomWords(substream(shuffle, 1), 1)[0] as number, count) : 0;
    return ringOf(part, order, turn);
  };
  let current: { readonly epoch: number; readonly ring: Ring } | undefined;
  return {
    size,
    length,
    perEpoch,
    at: (index) => {
      const epoch = Math.floor(index / perEpoch);
      if (current?.epoch !== epoch) current = { epoch, ring: epochRing(epoch) };
      return cut(current.ring, size, length, index % perEpoch);
    },
  };
}

/**
 * Validation batches, the same every time: the first `maxTokens` characters of the part in its own (already shuffled)
 * order, in B lanes. T becomes as much shorter as it takes for the batches to tile the lanes, so that each character is
 * judged once and fewer than B(K + 1) of them, K batches, are left out. A part smaller than B is read round; an empty
 * one has no batches.
 */
export function validationBatches(
  part: TokenPart,
  { size, length, maxTokens }: { readonly size: number; readonly length: number; readonly maxTokens: number },
): TokenBatches {
  const count = Math.min(part.tokens.length, maxTokens);
  const lane = Math.max(1, Math.floor(count / size));
  const perEpoch = count === 0 ? 0 : Math.ceil(lane / length);
  const shortened = Math.floor(lane / Math.max(1, perEpoch));
  const whole = ringOf(part, part.starts.keys(), 0);
  const ring: Ring = {
    tokens: whole.tokens.subarray(0, count),
    labels: whole.labels?.subarray(0, count) ?? null,
    before: 0,
  };
  return { size, length: shortened, perEpoch, at: (index) => cut(ring, size, shortened, index % perEpoch) };
}

interface Ring {
  readonly tokens: Int32Array;
  /** The label of each character's document. */
  readonly labels: Int32Array | null;
  /** The character before `tokens[0]`. */
  readonly before: number;
}

function ringOf(part: TokenPart, order: Iterable<number>, turn: number): Ring {
  const count = part.tokens.length;
  const tokens = new Int32Array(count);
  const labels = part.labels ? new Int32Array(count) : null;
  let at = 0;
  for (const document of order) {
    const start = part.starts[document] as number;
    const end = part.starts[document + 1] ?? count;
    tokens.set(part.tokens.subarray(start, end), at);
    labels?.fill(part.labels?.[document] as number, at, at + end - start);
    at += end - start;
  }
  return {
    tokens: turned(tokens, turn),
    labels: labels && turned(labels, turn),
    before: tokens.at(turn - 1) as number,
  };
}

function turned(values: Int32Array, turn: number): Int32Array {
  if (turn === 0) return values;
  const result = new Int32Array(values.length);
  result.set(values.subarray(turn));
  result.set(values.subarray(0, turn), values.length - turn);
  return result;
}

function cut(ring: Ring, size: number, length: number, batch: number): TokenArrays {
  const count = ring.tokens.length;
  const inputs = new Int32Array(size * length);
  const targets = new Int32Array(size * length);
  const labels = ring.labels && new Int32Array(size * length);
  for (let lane = 0; lane < size; lane++) {
    let position = (Math.floor((lane * count) / size) + batch * length) % count;
    let previous = position === 0 ? ring.before : (ring.tokens[position - 1] as number);
    for (let i = lane * length; i < (lane + 1) * length; i++) {
      inputs[i] = previous;
      previous = ring.tokens[position] as number;
      targets[i] = previous;
      if (labels) labels[i] = ring.labels?.[position] as number;
      position = position + 1 === count ? 0 : position + 1;
    }
  }
  return { inputs, targets, labels, fresh: batch === 0 };
}
