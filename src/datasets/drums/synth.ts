/**
 * Drums as drum machines make them, most of all the circuits of the TR-808 and TR-909 (Werner, Abel & Smith 2014, "A physically-informed,
 * circuit-bendable, digital model of the Roland TR-808 bass drum circuit"; Reid, "Synth secrets", Sound on Sound 2002):
 *
 * - kick, tom: a sine that falls in pitch as it decays, a click at the beginning;
 * - snare: two tones for the shell, noise for the wires;
 * - clap: four bursts of noise through a band, the last one ringing on;
 * - hat, cymbal: six square waves that fit to no scale, and what is high of them.
 */
import { type RandomStream, randomNormals, randomStream, randomUniforms, substream } from "../../core/random.ts";
import { filtered } from "../../core/signal/biquad.ts";
import { peakOf } from "../../core/signal/level.ts";

export const DRUMS = ["kick", "snare", "clap", "hat", "tom", "cymbal"] as const;
export type Drum = (typeof DRUMS)[number];

export const RATE_HZ = 8000;
export const LENGTH = 2560;

/** The end of what rings on longer than it is listened to, in seconds. */
const FADE_OUT_S = 0.03;
const TAU = 2 * Math.PI;

/** Numbers that a sound draws, one after the other. */
interface Draw {
  /** Evenly between both. */
  readonly between: (low: number, high: number) => number;
  /** Evenly in its logarithm, as pitch and time are heard. */
  readonly ratio: (low: number, high: number) => number;
  readonly noise: () => Float32Array;
}

function drawFrom(stream: RandomStream): Draw {
  const uniforms = randomUniforms(substream(stream, 0), 32);
  let next = 0;
  let noises = 1;
  const between = (low: number, high: number) => low + (high - low) * (uniforms[next++] as number);
  return {
    between,
    ratio: (low, high) => Math.exp(between(Math.log(low), Math.log(high))),
    noise: () => hiss(substream(stream, noises++)),
  };
}

/** One source of noise for all drums, as in the machine: normals, of which each sound hears a stretch. */
const SOURCE = randomStream(2026, "noise of drums");
const SOURCE_LENGTH = 2 ** 18;
let source: Float32Array | null = null;

/** [LENGTH] of the noise, from anywhere. */
function hiss(stream: RandomStream): Float32Array {
  source ??= randomNormals(SOURCE, SOURCE_LENGTH);
  const from = Math.floor((SOURCE_LENGTH - LENGTH) * (randomUniforms(stream, 1)[0] as number));
  return source.slice(from, from + LENGTH);
}

/** Sound `stream` of a drum: [LENGTH] in −1..1, without an offset, silent at its end. */
export function drumSound(drum: Drum, stream: RandomStream): Float32Array {
  const draw = drawFrom(stream);
  return finished(CIRCUITS[drum](draw), draw.between(0.6, 0.98));
}

const CIRCUITS: Readonly<Record<Drum, (draw: Draw) => Float64Array>> = {
  kick: ({ between, ratio, noise }) => {
    const body = swept({
      hz: ratio(42, 66),
      sweep: between(1.5, 5),
      fall: ratio(0.008, 0.03),
      decay: ratio(0.05, 0.14),
    });
    const click = decayed(filtered(noise(), lowpass(between(1200, 3000))), 0.002);
    const drive = between(0.5, 2.5);
    for (let t = 0; t < LENGTH; t++) body[t] = Math.tanh(drive * (body[t] as number)) / Math.tanh(drive);
    return sum([1, body], [between(0, 0.5), click]);
  },
  tom: ({ between, ratio, noise }) => {
    const skin = swept({
      hz: ratio(90, 230),
      sweep: between(0.2, 0.7),
      fall: ratio(0.02, 0.06),
      decay: ratio(0.06, 0.13),
    });
    const air = decayed(filtered(noise(), lowpass(700)), 0.03);
    return sum([1, skin], [between(0, 0.12), air]);
  },
  snare: ({ between, ratio, noise }) => {
    const hz = ratio(150, 220);
    const decay = ratio(0.02, 0.06);
    const low = swept({ hz, sweep: between(0, 0.5), fall: 0.01, decay });
    const high = swept({ hz: hz * between(1.6, 1.9), sweep: between(0, 0.5), fall: 0.01, decay: 0.7 * decay });
    const wires = decayed(filtered(noise(), highpass(ratio(600, 1500))), ratio(0.03, 0.09));
    return sum([between(0.4, 1), low], [between(0.2, 0.6), high], [between(0.6, 1.1), unit(wires)]);
  },
  clap: ({ between, ratio, noise }) => {
    const band = { kind: "bandpass", hz: ratio(800, 1600), rateHz: RATE_HZ, q: between(0.8, 2) } as const;
    const gap = between(0.008, 0.013);
    const tail = ratio(0.025, 0.08);
    const hands = noise();
    for (let t = 0; t < LENGTH; t++) hands[t] = (hands[t] as number) * clapEnvelope(t / RATE_HZ, gap, tail);
    return filtered(filtered(hands, band), highpass(500));
  },
  hat: ({ between, ratio, noise }) => {
    const metal = squares(ratio(0.85, 1.3));
    const mixed = blended(metal, noise(), between(0.1, 0.7));
    return decayed(filtered(filtered(mixed, highpass(ratio(2200, 3000))), highpass(2000)), ratio(0.008, 0.045));
  },
  cymbal: ({ between, ratio, noise }) => {
    const metal = squares(ratio(0.7, 1.4));
    const mixed = blended(metal, noise(), between(0.1, 0.5));
    const strike = decayed(filtered(mixed, highpass(ratio(1200, 2000))), ratio(0.03, 0.06));
    const ring = decayed(
      filtered(mixed, { kind: "bandpass", hz: ratio(2200, 3300), rateHz: RATE_HZ, q: 1 }),
      ratio(0.12, 0.35),
    );
    return sum([between(0.3, 0.8), unit(strike)], [1, unit(ring)]);
  },
};

const lowpass = (hz: number) => ({ kind: "lowpass", hz, rateHz: RATE_HZ }) as const;
const highpass = (hz: number) => ({ kind: "highpass", hz, rateHz: RATE_HZ }) as const;

interface Sweep {
  /** Where the pitch comes to rest. */
  readonly hz: number;
  /** How many times that it begins above. */
  readonly sweep: number;
  /** Time constants of pitch and loudness, seconds. */
  readonly fall: number;
  readonly decay: number;
}

/** sin φ with dφ/dt = 2π hz (1 + sweep · e^(−t / fall)), decaying. */
function swept({ hz, sweep, fall, decay }: Sweep): Float64Array {
  const made = new Float64Array(LENGTH);
  const [falling, fading] = [perSample(fall), perSample(decay)];
  const turn = (TAU * hz) / RATE_HZ;
  const bend = TAU * hz * sweep * fall;
  let [above, loud] = [1, 1];
  for (let t = 0; t < LENGTH; t++) {
    made[t] = loud * Math.sin(turn * t + bend * (1 - above));
    above *= falling;
    loud *= fading;
  }
  return made;
}

/** Three short saw-teeth, `gap` apart, and a fourth that rings on. */
function clapEnvelope(t: number, gap: number, tail: number): number {
  return t < 3 * gap ? Math.exp(-(t % gap) / (gap / 3)) : Math.exp(-(t - 3 * gap) / tail);
}

/** Frequencies of the six oscillators of the TR-808, Hz. */
const OSCILLATORS = [205.3, 304.4, 369.6, 522.7, 540, 800];

/** The oscillators, all tuned by `tuning`: the harmonics below half of the rate, so that nothing folds back. */
function squares(tuning: number): Float64Array {
  const made = new Float64Array(LENGTH);
  for (const base of OSCILLATORS) {
    const hz = base * tuning;
    for (let k = 1; k * hz < RATE_HZ / 2; k += 2) {
      // A rotation a sample is a sine without a sine a sample.
      const [cosine, sine] = [Math.cos((TAU * k * hz) / RATE_HZ), Math.sin((TAU * k * hz) / RATE_HZ)];
      const height = 4 / (Math.PI * k * OSCILLATORS.length);
      let re = height;
      let im = 0;
      for (let t = 0; t < LENGTH; t++) {
        made[t] = (made[t] as number) + im;
        const turned = re * cosine - im * sine;
        im = re * sine + im * cosine;
        re = turned;
      }
    }
  }
  return made;
}

/** What is left after a sample of what decays with a time constant in seconds. */
const perSample = (decay: number) => Math.exp(-1 / (RATE_HZ * decay));

function decayed(wave: Float64Array, decay: number): Float64Array {
  const fading = perSample(decay);
  let loud = 1;
  for (let t = 0; t < LENGTH; t++) {
    wave[t] = loud * (wave[t] as number);
    loud *= fading;
  }
  return wave;
}

/** (1 − share) · metal + share · air, in place; air at a deviation of 0.6. */
function blended(metal: Float64Array, air: Float32Array, share: number): Float64Array {
  for (let t = 0; t < LENGTH; t++) metal[t] = (1 - share) * (metal[t] as number) + share * 0.6 * (air[t] as number);
  return metal;
}

/** At a peak of 1. */
function unit(wave: Float64Array): Float64Array {
  const peak = peakOf(wave);
  return peak > 0 ? wave.map((x) => x / peak) : wave;
}

function sum(...parts: readonly (readonly [weight: number, wave: Float64Array])[]): Float64Array {
  const made = new Float64Array(LENGTH);
  for (const [weight, wave] of parts) {
    for (let t = 0; t < LENGTH; t++) made[t] = (made[t] as number) + weight * (wave[t] as number);
  }
  return made;
}

/** Without what is too low to hear, which is also its offset; faded out; at a peak of `level`. */
function finished(wave: Float64Array, level: number): Float32Array {
  const fade = FADE_OUT_S * RATE_HZ;
  const heard = filtered(wave, highpass(25));
  let total = 0;
  for (let t = LENGTH - fade; t < LENGTH; t++) heard[t] = ((heard[t] as number) * (LENGTH - 1 - t)) / fade;
  for (let t = 0; t < LENGTH; t++) total += heard[t] as number;
  const scale = level / Math.max(peakOf(heard), 1e-9);
  // Taken away between both ends, which stay as they are.
  const offset = total / (LENGTH - fade);
  const made = new Float32Array(LENGTH);
  for (let t = 0; t < LENGTH; t++) {
    made[t] = scale * ((heard[t] as number) - offset * Math.min(1, t / fade, (LENGTH - 1 - t) / fade));
  }
  return made;
}
