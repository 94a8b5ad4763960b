/** The short-time Fourier transform: what frequencies a wave has around each moment. */
import { type RealTransform, realTransform } from "./fft.ts";

export interface Frames {
  /** Samples under the window: a power of two. */
  readonly size: number;
  /** Samples from one frame to the next. */
  readonly hop: number;
}

/** F frames of K = size / 2 + 1 bins, frame by frame. */
export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  /** [F, K] each. */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** As many as hops fit into the wave, a begun one included. Frame k has its middle in the middle of hop k. */
export const frameCount = (length: number, hop: number) => Math.ceil(length / hop);

/** Hann's window over a period: overlapping ones add up to a constant. [size] */
export const hannWindow = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, n) => (1 - Math.cos((2 * Math.PI * n) / size)) / 2);

/** Where frame k begins; before the first sample and after the last there is silence. */
const startOf = (k: number, { size, hop }: Frames) => k * hop - Math.floor((size - hop) / 2);

const plans = new Map<number, { readonly transform: RealTransform; readonly window: Float64Array }>();
function planOf(size: number) {
  const plan = plans.get(size) ?? { transform: realTransform(size), window: hannWindow(size) };
  plans.set(size, plan);
  return plan;
}

/** x [T] → [F, K]. */
export function stft(wave: ArrayLike<number>, about: Frames): Spectrogram {
  const { size, hop } = about;
  const { transform, window } = planOf(size);
  const { bins } = transform;
  const frames = frameCount(wave.length, hop);
  const made = { frames, bins, re: new Float64Array(frames * bins), im: new Float64Array(frames * bins) };
  const piece = new Float64Array(size);
  for (let k = 0; k < frames; k++) {
    const start = startOf(k, about);
    for (let n = 0; n < size; n++) piece[n] = (wave[start + n] ?? 0) * (window[n] as number);
    const [from, to] = [k * bins, (k + 1) * bins];
    transform.forward(piece, made.re.subarray(from, to), made.im.subarray(from, to));
  }
  return made;
}

/**
 * The wave whose transform is nearest to the given one, in squares: windowed pieces added up, over the sum of the squared windows
 * (Griffin & Lim 1984, equation 6). Exact for what `stft` made. [F, K] → x [length].
 */
export function istft({ frames, bins, re, im }: Spectrogram, about: Frames, length: number): Float64Array {
  const { size } = about;
  const { transform, window } = planOf(size);
  const wave = new Float64Array(length);
  const weight = new Float64Array(length);
  const piece = new Float64Array(size);
  for (let k = 0; k < frames; k++) {
    const [from, to] = [k * bins, (k + 1) * bins];
    transform.inverse(re.subarray(from, to), im.subarray(from, to), piece);
    const start = startOf(k, about);
    for (let n = Math.max(0, -start); n < size && start + n < length; n++) {
      const share = window[n] as number;
      wave[start + n] = (wave[start + n] as number) + share * (piece[n] as number);
      weight[start + n] = (weight[start + n] as number) + share * share;
    }
  }
  for (let t = 0; t < length; t++)
    wave[t] = (weight[t] as number) > 1e-8 ? (wave[t] as number) / (weight[t] as number) : 0;
  return wave;
}

/** |X|, so that a sine of amplitude 1 that falls on a bin has 1 there. [F, K] */
export function magnitudes({ re, im, bins }: Spectrogram): Float64Array {
  // Half of the sum of the window, which is half of its size.
  const scale = 2 / (bins - 1);
  const made = new Float64Array(re.length);
  // Neither `hypot` nor a call for each bin: both cost more than the transform.
  for (let i = 0; i < made.length; i++) {
    const [real, imaginary] = [re[i] as number, im[i] as number];
    made[i] = scale * Math.sqrt(real * real + imaginary * imaginary);
  }
  return made;
}

/**
 * The same transform as a table, for what has products of matrices alone: [size, 2K], the window included and scaled as
 * `magnitudes` is; the real parts of all bins, then the imaginary ones.
 */
export function windowedBasis(size: number): Float32Array {
  const { transform, window } = planOf(size);
  const { bins } = transform;
  const basis = new Float32Array(size * 2 * bins);
  for (let n = 0; n < size; n++) {
    for (let k = 0; k < bins; k++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size;
      const scale = (4 / size) * (window[n] as number);
      basis[n * 2 * bins + k] = scale * Math.cos(angle);
      basis[n * 2 * bins + bins + k] = scale * Math.sin(angle);
    }
  }
  return basis;
}
