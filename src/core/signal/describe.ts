/** What a listener would say of a short sound: how bright it is and how long it rings. */
import { magnitudes, stft } from "./stft.ts";

const FRAMES = { size: 256, hop: 128 } as const;
/** Samples over which loudness is taken. */
const BLOCK_S = 0.004;

/** The mean of the frequencies, by their power; in Hz, 0 of silence. */
export function spectralCentroid(wave: ArrayLike<number>, rateHz: number): number {
  const spectrogram = stft(wave, FRAMES);
  const { bins } = spectrogram;
  let [power, moment] = [0, 0];
  magnitudes(spectrogram).forEach((magnitude, i) => {
    power += magnitude ** 2;
    moment += magnitude ** 2 * (i % bins);
  });
  return power > 0 ? ((moment / power) * rateHz) / FRAMES.size : 0;
}

/** Seconds from the loudest moment until it is 20 dB softer for good; 0 of silence. */
export function decayTime(wave: ArrayLike<number>, rateHz: number): number {
  const block = Math.max(1, Math.round(BLOCK_S * rateHz));
  const power = new Float64Array(Math.ceil(wave.length / block));
  for (let t = 0; t < wave.length; t++) {
    const at = Math.floor(t / block);
    power[at] = (power[at] as number) + (wave[t] as number) ** 2;
  }
  const loudest = power.reduce((most, value) => Math.max(most, value), 0);
  if (loudest === 0) return 0;
  const last = power.findLastIndex((value) => value >= loudest / 100);
  return ((last - power.indexOf(loudest) + 1) * block) / rateHz;
}
