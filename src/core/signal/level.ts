/** What is played must not click, hum or be cut off. */

/** At both ends, in seconds. */
const FADE_S = 0.002;

/** The greatest magnitude; 0 of silence. */
export function peakOf(wave: ArrayLike<number>): number {
  let peak = 0;
  for (let i = 0; i < wave.length; i++) peak = Math.max(peak, Math.abs(wave[i] as number));
  return peak;
}

/** 0 at the first and the last sample, 1 from 2 ms on: half of a cosine. */
function fadeAt(i: number, length: number, fade: number): number {
  const fromEnd = Math.min(i, length - 1 - i);
  return fromEnd >= fade ? 1 : (1 - Math.cos((Math.PI * fromEnd) / fade)) / 2;
}

/**
 * A copy to be played: faded in and out over 2 ms, with a mean of 0, and no sample over 1 (what is louder is turned down as a
 * whole). Samples that are not numbers are silence. x [T] → [T]
 */
export function playable(wave: ArrayLike<number>, rateHz: number): Float32Array {
  const { length } = wave;
  const fade = Math.min(Math.ceil(FADE_S * rateHz), Math.floor(length / 2));
  const made = new Float32Array(length);
  let [sum, weights] = [0, 0];
  for (let i = 0; i < length; i++) {
    const value = wave[i] as number;
    const share = fadeAt(i, length, fade);
    made[i] = Number.isFinite(value) ? share * value : 0;
    sum += made[i] as number;
    weights += share;
  }
  // Taken away under the same fade, so that the ends stay silent.
  const offset = weights > 0 ? sum / weights : 0;
  for (let i = 0; i < length; i++) made[i] = (made[i] as number) - offset * fadeAt(i, length, fade);
  const peak = peakOf(made);
  return peak > 1 ? made.map((value) => value / peak) : made;
}
