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

/** Where parts are small, fewer lanes: at least so many documents in each, or so many characters of one long text. */
const DOCUMENTS_PER_LANE = 8;
const CHARACTERS_PER_LANE = 1024;

/**
 * Validation batches, the same every time, of about the first `maxTokens` characters of the part in its own (already
 * shuffled) order. Each lane holds whole documents and begins after a newline, so that every character is judged knowing
 * its document so far; the lanes are packed to within a few characters of one another and cut to the shortest. One long
 * text is cut into equal pieces instead, each without what went before. A small part has fewer lanes than `size`, and T
 * becomes as much shorter than `length` as it takes to tile the lanes: no character is judged twice, and few are left
 * out. Use the `size` and `length` of the result. An empty part has no batches.
 */
export function validationBatches(
  part: TokenPart,
  { size, length, maxTokens }: { readonly size: number; readonly length: number; readonly maxTokens: number },
): TokenBatches {
  const first = part.starts.findIndex((_, document) => endOf(part, document) > maxTokens);
  const documents = first < 0 ? part.starts.length : first;
  const manyDocuments = documents >= DOCUMENTS_PER_LANE;
  const lanes = manyDocuments
    ? Math.min(size, Math.floor(documents / DOCUMENTS_PER_LANE))
    : Math.max(1, Math.min(size, Math.floor(Math.min(part.tokens.length, maxTokens) / CHARACTERS_PER_LANE)));
  const pieces = manyDocuments ? packed(part, documents, lanes) : pieced(part, maxTokens, lanes);

  const shortest = Math.min(...pieces.map(({ targets }) => targets.length));
  const perEpoch = Math.ceil(shortest / length);
  const tiled = Math.floor(shortest / Math.max(1, perEpoch));
  const join = (ofPiece: (piece: Ring) => Int32Array) => {
    const joined = new Int32Array(lanes * shortest);
    pieces.forEach((piece, lane) => {
      joined.set(ofPiece(piece).subarray(0, shortest), lane * shortest);
    });
    return joined;
  };
  const ring: Ring = {
    inputs: join(({ inputs }) => inputs),
    targets: join(({ targets }) => targets),
    labels: part.labels ? join(({ labels }) => labels as Int32Array) : null,
  };
  return { size: lanes, length: tiled, perEpoch, at: (index) => cut(ring, lanes, tiled, index % perEpoch) };
}

/** The first documents dealt out to lanes, the longest first and each to the lane that is shortest so far. */
function packed(part: TokenPart, documents: number, lanes: number): readonly Ring[] {
  const lengthOf = (document: number) => endOf(part, document) - (part.starts[document] as number);
  const longestFirst = Array.from({ length: documents }, (_, i) => i).sort(
    (a, b) => lengthOf(b) - lengthOf(a) || a - b,
  );
  const lengths = new Array<number>(lanes).fill(0);
  const dealt = lengths.map((): number[] => []);
  for (const document of longestFirst) {
    const shortest = lengths.indexOf(Math.min(...lengths));
    dealt[shortest]?.push(document);
    lengths[shortest] = (lengths[shortest] as number) + lengthOf(document);
  }
  return dealt.map((lane) =>
    ringOf(
      part,
      lane.toSorted((a, b) => a - b),
      0,
    ),
  );
}

/** The first `maxTokens` characters in equal pieces. */
function pieced(part: TokenPart, maxTokens: number, lanes: number): readonly Ring[] {
  const { inputs, targets, labels } = ringOf(part, part.starts.keys(), 0);
  const piece = Math.floor(Math.min(targets.length, maxTokens) / lanes);
  return Array.from({ length: lanes }, (_, lane) => {
    const [from, to] = [lane * piece, (lane + 1) * piece];
    return {
      inputs: inputs.slice(from, to).fill(0, 0, 1),
      targets: targets.slice(from, to),
      labels: labels?.slice(from, to) ?? null,
    };
  });
}

/** A stream of characters that begins again where it ends. */
interface Ring {
  /** The character before each target. */
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  /** The label of each target's document. */
  readonly labels: Int32Array | null;
}

export const endOf = (part: TokenPart, document: number): number => part.starts[document + 1] ?? part.tokens.length;

function ringOf(part: TokenPart, order: Iterable<number>, turn: number): Ring {
  const documents = [...order];
  const count = documents.reduce((sum, document) => sum + endOf(part, document) - (part.starts[document] as number), 0);
  const targets = new Int32Array(count);
  const labels = part.labels ? new Int32Array(count) : null;
  let at = 0;
  for (const document of documents) {
    const text = part.tokens.subarray(part.starts[document], endOf(part, document));
    targets.set(text, at);
    labels?.fill(part.labels?.[document] as number, at, at + text.length);
    at += text.length;
  }
  return {
    inputs: turned(targets, turn - 1),
    targets: turned(targets, turn),
    labels: labels && turned(labels, turn),
  };
}

/** The ring read from `turn` on. */
function turned(values: Int32Array, turn: number): Int32Array {
  const result = new Int32Array(values.length);
  const tail = values.subarray(turn);
  result.set(tail);
  result.set(values.subarray(0, values.length - tail.length), tail.length);
  return result;
}

function cut(ring: Ring, size: number, length: number, batch: number): TokenArrays {
  const count = ring.targets.length;
  const inputs = new Int32Array(size * length);
  const targets = new Int32Array(size * length);
  const labels = ring.labels && new Int32Array(size * length);
  for (let lane = 0; lane < size; lane++) {
    let position = (Math.floor((lane * count) / size) + batch * length) % count;
    for (let i = lane * length; i < (lane + 1) * length; i++) {
      inputs[i] = ring.inputs[position] as number;
      targets[i] = ring.targets[position] as number;
      if (labels) labels[i] = ring.labels?.[position] as number;
      position = position + 1 === count ? 0 : position + 1;
    }
  }
  return { inputs, targets, labels, fresh: batch === 0 };
}
