/** Another rate, or another pitch: a wave read between its samples. */

/** Zero crossings of the filter on each side. */
const CROSSINGS = 16;
/** How far below half of the lower rate the filter begins to fall. */
const ROLL_OFF = 0.92;
/** Entries of the table from one crossing to the next; in between it is read as straight. */
const DENSITY = 256;

/** Half of a sinc under Hann's window, from its middle to its end. */
const KERNEL = Float64Array.from({ length: CROSSINGS * DENSITY + 2 }, (_, i) => {
  const angle = (Math.PI * i) / DENSITY;
  if (i > CROSSINGS * DENSITY) return 0;
  return (i === 0 ? 1 : Math.sin(angle) / angle) * 0.5 * (1 + Math.cos(angle / CROSSINGS));
});

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
  const scale = cutoff * DENSITY;
  for (let i = 0; i < length; i++) {
    const centre = i / ratio;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(wave.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let n = first; n <= last; n++) {
      const at = Math.abs(n - centre) * scale;
      const entry = Math.floor(at);
      const low = KERNEL[entry] as number;
      sum += (wave[n] as number) * (low + (at - entry) * ((KERNEL[entry + 1] as number) - low));
    }
    made[i] = cutoff * sum;
  }
  return made;
}
