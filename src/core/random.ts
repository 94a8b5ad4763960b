/**
 * Counter-based random numbers: Threefry-2x32 with 20 rounds (Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3", SC 2011). Nothing is stored: the n-th draw of a stream is a function of (key, n), so a checkpoint holds no
 * generator state, and every backend can compute the same bits from additions, rotations and exclusive ors alone.
 */

/** A named stream of a seed: the key of the generator. */
export interface RandomStream {
  readonly key: readonly [number, number];
}

const PARITY = 0x1bd11bda;
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** One block: two 32-bit counters to two 32-bit random words, written to `out[0]` and `out[1]`. */
export function threefry2x32(
  key: readonly [number, number],
  counter0: number,
  counter1: number,
  out: Uint32Array,
): Uint32Array {
  const schedule = [key[0], key[1], key[0] ^ key[1] ^ PARITY] as const;
  let x0 = (counter0 + schedule[0]) | 0;
  let x1 = (counter1 + schedule[1]) | 0;
  for (let round = 0; round < 20; round++) {
    const rotation = ROTATIONS[round % 8] as number;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + (schedule[injection % 3] as number)) | 0;
      x1 = (x1 + (schedule[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  out[0] = x0;
  out[1] = x1;
  return out;
}

/** The stream called `name` of `seed` (any finite number). FNV-1a spreads the name into the second key word. */
export function randomStream(seed: number, name: string): RandomStream {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return { key: [seed | 0, hash | 0] };
}

/** A stream within a stream, e.g. the noise of step 12: independent of the parent and of its siblings. */
export function substream(stream: RandomStream, index: number): RandomStream {
  const words = threefry2x32(stream.key, index, 0x5eed, new Uint32Array(2));
  return { key: [(words[0] as number) | 0, (words[1] as number) | 0] };
}

/** `count` random 32-bit words: word `i` is half `i % 2` of block `i >> 1`. */
export function randomWords(stream: RandomStream, count: number): Uint32Array {
  const words = new Uint32Array(count + (count % 2));
  for (let i = 0; i < count; i += 2) threefry2x32(stream.key, i >> 1, 0, words.subarray(i, i + 2));
  return words.subarray(0, count);
}

/** Uniform floats in [0, 1): the upper 24 bits of each word, so every value is exact in float32. */
export function randomUniforms(stream: RandomStream, count: number): Float32Array {
  return Float32Array.from(randomWords(stream, count), (word) => (word >>> 8) * 2 ** -24);
}

/** Standard normal floats by Box and Muller's transform; each pair of words gives a pair of normals. */
export function randomNormals(stream: RandomStream, count: number): Float32Array {
  const words = randomWords(stream, count + (count % 2));
  const normals = new Float32Array(words.length);
  for (let i = 0; i < words.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((((words[i] as number) >>> 8) + 1) * 2 ** -24));
    const angle = 2 * Math.PI * ((words[i + 1] as number) >>> 8) * 2 ** -24;
    normals[i] = radius * Math.cos(angle);
    normals[i + 1] = radius * Math.sin(angle);
  }
  return normals.subarray(0, count);
}

/** A uniform whole number in [0, bound): one word by multiply and shift, bias below 2⁻³² · bound. */
export function randomBelow(word: number, bound: number): number {
  return Math.floor(((word >>> 0) / 2 ** 32) * bound);
}

/** The numbers 0 … count−1 in random order (Fisher–Yates). */
export function randomPermutation(stream: RandomStream, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const words = randomWords(stream, count);
  for (let i = count - 1; i > 0; i--) {
    const j = randomBelow(words[i] as number, i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}
