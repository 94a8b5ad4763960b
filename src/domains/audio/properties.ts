import type { Property } from "../associations.ts";
import { product } from "../sizes.ts";
import { type Audio, audio, BANDS } from "./domain.ts";
import { levelsOf } from "./forms.ts";

interface Heard {
  /** Mean squared level of all bands at all times. */
  readonly loud: number;
  /** Where the mean of the bands lies, as a share of the highest: the spectral centroid in mel. */
  readonly bright: number;
  /** Where the mean of the times lies, as a share of the whole: how long it rings on. */
  readonly long: number;
}

/** What can be said of sounds [N, …] in the form that models see: how loud, bright and long each is. */
export function soundProperties(values: Float32Array, domain: Audio): readonly Property[] {
  const size = product(audio.shape(domain));
  const heard = Array.from({ length: values.length / size }, (_, n) => {
    const own = values.subarray(n * size, (n + 1) * size);
    return heardIn(domain.form === "wave" ? levelsOf(own, domain.rate) : own);
  });
  return (["loud", "bright", "long"] as const).map((id) => ({ id, values: heard.map((each) => each[id]) }));
}

/** levels [F, BANDS], 0..1. */
function heardIn(levels: Float32Array): Heard {
  let [total, high, late] = [0, 0, 0];
  const frames = levels.length / BANDS;
  levels.forEach((level, i) => {
    // Levels are logarithms: squared, the quiet ground of a sound hardly counts.
    const weight = level * level;
    total += weight;
    high += weight * (i % BANDS);
    late += weight * Math.floor(i / BANDS);
  });
  const some = Math.max(total, 1e-9);
  return { loud: total / levels.length, bright: high / some / BANDS, long: late / some / frames };
}
