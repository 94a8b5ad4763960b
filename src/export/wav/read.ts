import { InklingError } from "../../core/errors.ts";
import { resampled } from "../../core/signal/resample.ts";
import { BITS_PER_BYTE, EXTENSIBLE, FLOAT, PCM } from "./format.ts";

/** A file of which a piece is read at a time; a `Blob` is one by {@link bytesOf}. */
export interface Bytes {
  readonly size: number;
  /** From `start` up to `end`, or to the end of the file. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

export interface ReadWavOptions {
  /** The rate that is wanted. */
  readonly rateHz: number;
  /** What comes later is left out: memory is bounded by this, whatever the file has. */
  readonly mostSeconds?: number;
}

export interface ReadWav {
  /** All channels mixed to one, at the rate that was wanted. */
  readonly wave: Float32Array;
  /** What the file has. */
  readonly channels: number;
  readonly bits: number;
  readonly fileRateHz: number;
  readonly fileSeconds: number;
  /** Whether some of it was left out. */
  readonly cut: boolean;
}

const MOST_SECONDS = 60;
const MOST_RATE_HZ = 768_000;
const MOST_CHANNELS = 64;
/** Read at a time. */
const PIECE_BYTES = 1 << 20;

export const bytesOf = (blob: Blob): Bytes => ({
  size: blob.size,
  read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
});

/**
 * Sound of a WAV file: PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64. Throws `wavNone` for another file, `wavCoding` for other
 * codings, `wavEmpty` where there is no sound.
 */
export async function readWav(file: Bytes, { rateHz, mostSeconds = MOST_SECONDS }: ReadWavOptions): Promise<ReadWav> {
  const { format, start, end } = await chunksOf(file);
  const { channels, bits, fileRateHz, sampleOf } = codingOf(format);
  const frameBytes = (channels * bits) / BITS_PER_BYTE;
  const frames = Math.floor((end - start) / frameBytes);
  if (frames === 0) throw new InklingError("wavEmpty");
  const kept = Math.min(frames, Math.round(mostSeconds * fileRateHz));
  const mixed = new Float32Array(kept);
  const atOnce = Math.max(1, Math.floor(PIECE_BYTES / frameBytes));
  for (let from = 0; from < kept; from += atOnce) {
    const count = Math.min(atOnce, kept - from);
    const piece = await file.read(start + from * frameBytes, start + (from + count) * frameBytes);
    const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let frame = 0; frame < count; frame++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) {
        const value = sampleOf(view, frame * frameBytes + (channel * bits) / BITS_PER_BYTE);
        sum += Number.isFinite(value) ? value : 0;
      }
      mixed[from + frame] = sum / channels;
    }
  }
  return {
    wave: resampled(mixed, rateHz / fileRateHz),
    ...{ channels, bits, fileRateHz },
    fileSeconds: frames / fileRateHz,
    cut: kept < frames,
  };
}

/** Goes from chunk to chunk. The length of the last is passed over where more than the file has, as with a recording that broke off. */
async function chunksOf(file: Bytes): Promise<{ format: DataView; start: number; end: number }> {
  const head = await file.read(0, 12);
  if (head.length < 12 || text(head, 0) !== "RIFF" || text(head, 8) !== "WAVE") throw new InklingError("wavNone");
  let format: DataView | null = null;
  for (let at = 12; at + 8 <= file.size; ) {
    const header = await file.read(at, at + 8);
    const length = new DataView(header.buffer, header.byteOffset).getUint32(4, true);
    const [start, end] = [at + 8, Math.min(file.size, at + 8 + length)];
    const id = text(header, 0);
    if (id === "fmt ") {
      const bytes = await file.read(start, Math.min(end, start + 40));
      if (bytes.length < 16) throw new InklingError("wavNone");
      format = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } else if (id === "data") {
      if (!format) throw new InklingError("wavNone");
      return { format, start, end };
    }
    at = start + length + (length % 2);
  }
  throw new InklingError(format ? "wavEmpty" : "wavNone");
}

const text = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** How to read one sample, as a number in −1..1. */
type SampleOf = (view: DataView, at: number) => number;

const INTEGERS: Readonly<Record<number, SampleOf>> = {
  // Eight bits alone have no sign.
  8: (view, at) => (view.getUint8(at) - 128) / 128,
  16: (view, at) => view.getInt16(at, true) / 2 ** 15,
  24: (view, at) => (view.getUint8(at) + view.getInt16(at + 1, true) * 2 ** 8) / 2 ** 23,
  32: (view, at) => view.getInt32(at, true) / 2 ** 31,
};

const FLOATS: Readonly<Record<number, SampleOf>> = {
  32: (view, at) => view.getFloat32(at, true),
  64: (view, at) => view.getFloat64(at, true),
};

interface Coding {
  readonly channels: number;
  readonly bits: number;
  readonly fileRateHz: number;
  readonly sampleOf: SampleOf;
}

function codingOf(format: DataView): Coding {
  const tag = format.getUint16(0, true);
  const kind = tag === EXTENSIBLE && format.byteLength >= 26 ? format.getUint16(24, true) : tag;
  const channels = format.getUint16(2, true);
  const fileRateHz = format.getUint32(4, true);
  const bits = format.getUint16(14, true);
  const sampleOf = kind === PCM ? INTEGERS[bits] : kind === FLOAT ? FLOATS[bits] : undefined;
  if (!sampleOf || channels < 1 || channels > MOST_CHANNELS || fileRateHz < 1 || fileRateHz > MOST_RATE_HZ) {
    throw new InklingError("wavCoding", { kind, bits, channels, rate: fileRateHz });
  }
  return { channels, bits, fileRateHz, sampleOf };
}
