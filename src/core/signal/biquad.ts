/** Filters of second order, as in Bristow-Johnson's "Cookbook formulae for audio equalizer biquad filter coefficients". */

export interface FilterOptions {
  readonly kind: "lowpass" | "highpass" | "bandpass";
  /** Corner or middle, below half of the rate. */
  readonly hz: number;
  readonly rateHz: number;
  /** Sharpness; 0.707 has no peak. */
  readonly q?: number;
}

/** A filtered copy, from rest. A band passes at its middle as it is. x [T] → [T] */
export function filtered(wave: ArrayLike<number>, { kind, hz, rateHz, q = Math.SQRT1_2 }: FilterOptions): Float64Array {
  const angle = (2 * Math.PI * hz) / rateHz;
  const cosine = Math.cos(angle);
  const alpha = Math.sin(angle) / (2 * q);
  const scale = 1 / (1 + alpha);
  const [b0, b1, b2] = {
    lowpass: [(1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2],
    highpass: [(1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2],
    bandpass: [alpha, 0, -alpha],
  }[kind].map((value) => value * scale) as [number, number, number];
  const a1 = -2 * cosine * scale;
  const a2 = (1 - alpha) * scale;
  const made = new Float64Array(wave.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let t = 0; t < made.length; t++) {
    const x = wave[t] as number;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    made[t] = y;
  }
  return made;
}
