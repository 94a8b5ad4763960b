/** Batches of levels: sounds one after the other, each ended by symbol 0, as texts of lines are. */
import { randomStream } from "../../../core/random.ts";
import type { DomainCode } from "../../contract.ts";
import type { TokenPart } from "../../dataset.ts";
import { type TokenBatches, tokenBatches } from "../../tokens/batches.ts";
import { onDevice } from "../../tokens/source.ts";
import type { WaveDataset } from "../dataset.ts";

/** Held-out sounds that are judged: side by side, so that it takes no longer than one. */
const JUDGED = 16;
/** Where batches are small, no more than so many of them hold. */
const BATCHES = 16;
/** Symbols of each that are read at a time, however few a training step reads. */
const PIECE = 256;

const known = new WeakMap<Uint8Array, TokenPart>();

/** A part as symbols: 0 after each sound, else a level and 1. Worked out once. */
export function tokensOf({ facts, ...parts }: WaveDataset, part: "train" | "validation"): TokenPart {
  const { values, labels, count } = parts[part];
  const made = known.get(values);
  if (made) return made;
  const { length } = facts.domain;
  const tokens = new Int32Array(count * (length + 1));
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < length; t++) tokens[i * (length + 1) + t] = (values[i * length + t] as number) + 1;
  }
  const starts = Uint32Array.from({ length: count }, (_, i) => i * (length + 1));
  const tokenPart = { tokens, starts, ...(labels ? { labels } : {}) };
  known.set(values, tokenPart);
  return tokenPart;
}

export const levelSource: Pick<DomainCode<WaveDataset>, "batches" | "examples" | "arrays"> = {
  batches: (dataset, { size, length }, seed) => ({
    training: onDevice(tokenBatches(tokensOf(dataset, "train"), { size, length, stream: randomStream(seed, "order") })),
    validation: onDevice(
      soundBySound(tokensOf(dataset, "validation"), dataset.facts.domain.length + 1, BATCHES * size * length),
    ),
  }),
  examples:
    (_, batches) =>
    (part = "validation") =>
      batches[part === "train" ? "training" : part].at(0),
  arrays: (dataset) =>
    (["train", "validation"] as const).flatMap((part) => {
      const { tokens, starts, labels } = tokensOf(dataset, part);
      const column = (name: string, data: Int32Array) => ({ name: `${part}.${name}`, shape: [data.length], data });
      return [
        column("tokens", tokens),
        column("starts", Int32Array.from(starts)),
        ...(labels ? [column("labels", labels)] : []),
      ];
    }),
};

/** The first sounds of a part, each a lane from its beginning. */
function soundBySound({ tokens, starts, labels }: TokenPart, whole: number, most: number): TokenBatches {
  const size = Math.min(JUDGED, starts.length, Math.max(1, Math.floor(most / whole)));
  const perEpoch = size === 0 ? 0 : Math.ceil(whole / PIECE);
  const piece = Math.floor(whole / Math.max(1, perEpoch));
  return {
    ...{ size, length: piece, perEpoch },
    at: (index) => {
      const from = (index % perEpoch) * piece;
      const inputs = new Int32Array(size * piece);
      const targets = new Int32Array(size * piece);
      for (let lane = 0; lane < size; lane++) {
        const start = (starts[lane] as number) + from;
        targets.set(tokens.subarray(start, start + piece), lane * piece);
        for (let t = 0; t < piece; t++)
          inputs[lane * piece + t] = start + t === 0 ? 0 : (tokens[start + t - 1] as number);
      }
      return {
        ...{ inputs, targets, fresh: from === 0 },
        labels: labels ? Int32Array.from(inputs, (_, i) => labels[Math.floor(i / piece)] as number) : null,
      };
    },
  };
}
