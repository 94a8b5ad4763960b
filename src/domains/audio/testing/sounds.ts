import { randomStream, randomUniforms } from "../../../core/random.ts";
import { muLawEncode } from "../../../core/signal/mulaw.ts";
import { type WaveDataset, waveDataset } from "../dataset.ts";
import type { Audio } from "../domain.ts";

export const RATE = 8000;

/** Decaying sines, low or high, of chance pitch: the label's number says which. [count, length] */
export function pings(count: number, length: number): { readonly waves: Float32Array; readonly labels: number[] } {
  const dice = randomUniforms(randomStream(7, "pings"), count);
  const waves = new Float32Array(count * length);
  const labels = Array.from({ length: count }, (_, i) => i % 2);
  for (let i = 0; i < count; i++) {
    const hz = (labels[i] === 0 ? 200 : 1200) * (1 + (dice[i] as number) / 2);
    for (let t = 0; t < length; t++) {
      waves[i * length + t] = 0.8 * Math.sin((2 * Math.PI * hz * t) / RATE) * Math.exp((-4 * t) / length);
    }
  }
  return { waves, labels };
}

/** A few pings as a dataset. */
export function tinySounds(form: Audio["form"], { count = 40, length = 512 } = {}): WaveDataset {
  const { waves, labels } = pings(count, length);
  return waveDataset(muLawEncode(waves), {
    ...{ id: "pings", rate: RATE, length, form, labels: ["low", "high"] },
    labelOf: (index) => labels[index] as number,
  });
}
