/** Another rate, or another pitch: a wave read between its samples. */

/** Zero crossings of the filter on each side. */
const CROSSINGS = 16;
/** How far below half of the lower rate the filter begins to fall. */
const ROLL_OFF = 0.92;

/**
 * A wave at `ratio` times as many samples: a sinc under Hann's window, its cut-off below half of the lower of both rates, so
 * that nothing folds back (Smith, "Digital audio resampling"). Beyond its ends there is silence. `length`: samples to make; as
 * many as the wave lasts unless said. x [T] → [round(T · ratio)]
 */
export function resampled(
  wave: ArrayLike<number>,
  ratio: number,
  length: number = Math.round(wave.length * ratio),
): Float32Array {
  const made = new Float32Array(length);
  if (ratio === 1) {
    for (let i = 0; i < Math.min(length, wave.length); i++) made[i] = wave[i] as number;
    return made;
  }
  const cutoff = Math.min(1, ratio) * ROLL_OFF;
  const reach = CROSSINGS / cutoff;
  for (let i = 0; i < length; i++) {
    const centre = i / ratio;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(wave.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let n = first; n <= last; n++) {
      const x = n - centre;
      const angle = Math.PI * cutoff * x;
      const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
      sum += (wave[n] as number) * sinc * 0.5 * (1 + Math.cos((Math.PI * x) / reach));
    }
    made[i] = cutoff * sum;
  }
  return made;
}
