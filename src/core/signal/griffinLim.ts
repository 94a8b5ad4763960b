import { type RandomStream, randomUniforms } from "../random.ts";
import { type Frames, istft, type Spectrogram, stft } from "./stft.ts";

export interface GriffinLimOptions {
  readonly frames: Frames;
  /** Samples of the wave. */
  readonly length: number;
  /** Where the phases begin, which are not known. */
  readonly stream: RandomStream;
  readonly iterations?: number;
  /** How far each step goes beyond: 0 is Griffin & Lim's, 0.99 comes nearer in fewer (Perraudin et al. 2013). */
  readonly momentum?: number;
}

/**
 * A wave whose magnitudes are near the given ones: the phases are those of the wave that was made with the phases before.
 * Griffin & Lim 1984, "Signal estimation from modified short-time Fourier transform". |X| [F, K], scaled as `magnitudes`
 * are, → x [length].
 */
export function griffinLim(
  magnitudes: ArrayLike<number>,
  { frames: about, length, stream, iterations = 32, momentum = 0.99 }: GriffinLimOptions,
): Float32Array {
  const bins = about.size / 2 + 1;
  // Undoes the scale of `magnitudes`.
  const target = Float64Array.from(magnitudes, (magnitude) => Math.max(0, magnitude) * (about.size / 4));
  const turns = randomUniforms(stream, target.length);
  const aimed: Spectrogram = {
    frames: target.length / bins,
    bins,
    re: target.map((magnitude, i) => magnitude * Math.cos(2 * Math.PI * (turns[i] as number))),
    im: target.map((magnitude, i) => magnitude * Math.sin(2 * Math.PI * (turns[i] as number))),
  };
  let before: Spectrogram | null = null;
  for (let round = 0; round < iterations; round++) {
    const heard = stft(istft(aimed, about, length), about);
    for (let i = 0; i < target.length; i++) {
      let [re, im] = [heard.re[i] as number, heard.im[i] as number];
      if (before) {
        re += momentum * (re - (before.re[i] as number));
        im += momentum * (im - (before.im[i] as number));
      }
      const size = Math.hypot(re, im);
      const scale = size > 1e-12 ? (target[i] as number) / size : 0;
      aimed.re[i] = scale === 0 ? (target[i] as number) : re * scale;
      aimed.im[i] = scale === 0 ? 0 : im * scale;
    }
    before = heard;
  }
  return Float32Array.from(istft(aimed, about, length));
}
