/**
 * µ-law companding to 256 levels as WaveNet has it (van den Oord et al. 2016, 2.2): f(x) = sign(x) · ln(1 + µ|x|) / ln(1 + µ) with
 * µ = 255, cut into 256 levels. It is not G.711, which stands for the same curve by straight pieces.
 */

/** Levels of a sample. */
export const MU_LAW_LEVELS = 256;
const MU = MU_LAW_LEVELS - 1;
const LOG = Math.log1p(MU);

/** The level of silence. */
export const MU_LAW_SILENCE = 128;

/** The level, 0..255, of a sample; what is outside of −1..1 is cut off. */
export function muLawLevel(sample: number): number {
  const magnitude = Math.min(1, Math.abs(sample) || 0);
  const companded = Math.sign(sample) * (Math.log1p(MU * magnitude) / LOG);
  return Math.floor(((companded + 1) / 2) * MU + 0.5);
}

/** The sample, −1..1, that each level stands for. */
export const MU_LAW_SAMPLES: Float32Array = Float32Array.from({ length: MU_LAW_LEVELS }, (_, level) => {
  const companded = (2 * level) / MU - 1;
  return (Math.sign(companded) * Math.expm1(LOG * Math.abs(companded))) / MU;
});

/** The least magnitude of each level from silence up. */
const LEAST = Float64Array.from(
  { length: MU_LAW_LEVELS - MU_LAW_SILENCE },
  (_, i) => Math.expm1((LOG * 2 * i) / MU) / MU,
);
/** The level above silence of evenly spaced magnitudes: where to begin to look. */
const STEPS = 4096;
const FIRST = Uint8Array.from({ length: STEPS + 1 }, (_, i) => LEAST.findLastIndex((least) => least <= i / STEPS));

/** The level of every sample, without a logarithm for each. */
export function muLawEncode(wave: ArrayLike<number>): Uint8Array {
  const levels = new Uint8Array(wave.length);
  for (let t = 0; t < levels.length; t++) {
    const sample = wave[t] as number;
    const magnitude = Math.min(1, Math.abs(sample) || 0);
    let above = FIRST[Math.floor(magnitude * STEPS)] as number;
    while ((LEAST[above + 1] as number) <= magnitude) above++;
    levels[t] = sample < 0 ? MU_LAW_SILENCE - 1 - above : MU_LAW_SILENCE + above;
  }
  return levels;
}

export function muLawDecode(levels: ArrayLike<number>): Float32Array {
  const wave = new Float32Array(levels.length);
  for (let t = 0; t < wave.length; t++) wave[t] = MU_LAW_SAMPLES[levels[t] as number] as number;
  return wave;
}
