/**
 * Single tones of three instruments:
 *
 * - a plucked string: noise that goes round a delay line and is averaged with its neighbour each time (Karplus & Strong 1983, "Digital
 *   synthesis of plucked-string and drum timbres"), tuned by an all-pass filter (Jaffe & Smith 1983);
 * - a bell: partials that fit to no series, each decaying in its own time (Risset & Mathews 1969, "Analysis of musical-instrument
 *   tones"; the ratios are those of Risset's bell);
 * - an organ: a few harmonics as the drawbars have them, held.
 */
import { type RandomStream, randomNormals, randomUniforms, substream } from "../../core/random.ts";
import { peakOf, playable } from "../../core/signal/level.ts";

export const INSTRUMENTS = ["string", "bell", "organ"] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Of one octave from A3 on. */
export const PITCHES = ["A", "A♯", "B", "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯"] as const;
const LOWEST_HZ = 220;

export const RATE_HZ = 8000;
export const LENGTH = 2560;

const TAU = 2 * Math.PI;
/** How far tones are off their pitch, in semitones. */
const MOST_OFF = 0.1;
/** The end of what rings on longer than it is listened to, samples. */
const FADE_OUT = 400;

/** Equal temperament. */
export const hzOf = (pitch: number): number => LOWEST_HZ * 2 ** (pitch / 12);

/** Tone `stream` of an instrument: [LENGTH] in −1..1, without an offset, silent at both ends. `pitch`: a place in PITCHES. */
export function toneSound(instrument: Instrument, pitch: number, stream: RandomStream): Float32Array {
  const uniforms = randomUniforms(substream(stream, 0), 16);
  let next = 0;
  const between = (low: number, high: number) => low + (high - low) * (uniforms[next++] as number);
  const hz = hzOf(pitch + between(-MOST_OFF, MOST_OFF));
  const level = between(0.6, 0.95);
  const wave = MADE[instrument](hz, between, stream);
  for (let t = LENGTH - FADE_OUT; t < LENGTH; t++) wave[t] = ((wave[t] as number) * (LENGTH - 1 - t)) / FADE_OUT;
  const scale = level / Math.max(peakOf(wave), 1e-9);
  return playable(
    wave.map((x) => scale * x),
    RATE_HZ,
  );
}

type Between = (low: number, high: number) => number;

const MADE: Readonly<Record<Instrument, (hz: number, between: Between, stream: RandomStream) => Float64Array>> = {
  string: (hz, between, stream) => plucked(hz, between(0.985, 0.999), between(0.1, 0.7), stream),
  bell: (hz, between) => {
    const ring = between(0.25, 0.6);
    const bright = between(0.6, 1.4);
    return summed(BELL, (ratio, height, decay) => ({
      hz: hz * ratio,
      height: height * (ratio > 1.5 ? bright : 1),
      decay: ring * decay,
    }));
  },
  organ: (hz, between) => {
    const bars = ORGAN.map(([ratio, height]) => [ratio, height * between(0.3, 1), Number.POSITIVE_INFINITY] as const);
    const wave = summed(bars, (ratio, height, decay) => ({ hz: hz * ratio, height, decay }));
    const attack = between(0.005, 0.03) * RATE_HZ;
    for (let t = 0; t < attack; t++) wave[t] = ((wave[t] as number) * t) / attack;
    return wave;
  },
};

/** Ratio to the pitch, height, and how long it rings beside the first: Risset's bell, without those that beat. */
const BELL = [
  [0.56, 0.7, 1],
  [0.92, 1, 0.65],
  [1.19, 1.2, 0.55],
  [1.7, 1, 0.33],
  [2, 1.2, 0.35],
  [2.74, 1, 0.25],
  [3, 0.7, 0.2],
  [3.76, 0.6, 0.15],
] as const;

/** The drawbars 16′ to 1 3⁄5′. */
const ORGAN = [
  [0.5, 0.5],
  [1, 1],
  [1.5, 0.4],
  [2, 0.7],
  [3, 0.4],
  [4, 0.35],
  [5, 0.15],
] as const;

interface Partial {
  readonly hz: number;
  readonly height: number;
  /** Time constant, seconds. */
  readonly decay: number;
}

/** Sines that decay; what is above half of the rate is left out. */
function summed(
  parts: readonly (readonly [number, number, number])[],
  partialOf: (ratio: number, height: number, decay: number) => Partial,
): Float64Array {
  const made = new Float64Array(LENGTH);
  for (const part of parts) {
    const { hz, height, decay } = partialOf(...part);
    if (hz >= RATE_HZ / 2) continue;
    // A rotation a sample, that shrinks.
    const shrink = Math.exp(-1 / (decay * RATE_HZ));
    const [cosine, sine] = [shrink * Math.cos((TAU * hz) / RATE_HZ), shrink * Math.sin((TAU * hz) / RATE_HZ)];
    let re = height;
    let im = 0;
    for (let t = 0; t < LENGTH; t++) {
      made[t] = (made[t] as number) + im;
      const turned = re * cosine - im * sine;
      im = re * sine + im * cosine;
      re = turned;
    }
  }
  return made;
}

/** `loss` a round; `soft`: how much of the noise's highs is taken before it begins. */
function plucked(hz: number, loss: number, soft: number, stream: RandomStream): Float64Array {
  const period = RATE_HZ / hz;
  // The average delays by half a sample, the all-pass by what is left over.
  const size = Math.floor(period - 0.5 - 0.1);
  const rest = period - 0.5 - size;
  const allPass = (1 - rest) / (1 + rest);
  const line = new Float64Array(size);
  const noise = randomNormals(substream(stream, 1), size);
  let before = 0;
  for (let i = 0; i < size; i++) {
    before = (1 - soft) * (noise[i] as number) + soft * before;
    line[i] = before;
  }
  const made = new Float64Array(LENGTH);
  let [last, input, output] = [0, 0, 0];
  for (let t = 0; t < LENGTH; t++) {
    const at = t % size;
    const now = line[at] as number;
    made[t] = now;
    const averaged = (loss * (now + last)) / 2;
    last = now;
    output = allPass * (averaged - output) + input;
    input = averaged;
    line[at] = output;
  }
  return made;
}
