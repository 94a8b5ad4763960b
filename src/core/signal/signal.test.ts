import { describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../random.ts";
import { realTransform } from "./fft.ts";
import { griffinLim } from "./griffinLim.ts";
import { peakOf, playable } from "./level.ts";
import { hzOf, logMel, melFilters, melOf } from "./mel.ts";
import { MU_LAW_SAMPLES, MU_LAW_SILENCE, muLawDecode, muLawEncode, muLawLevel } from "./mulaw.ts";
import { resampled } from "./resample.ts";
import { frameCount, istft, magnitudes, stft, windowedBasis } from "./stft.ts";

const RATE = 8000;
const sine = (hz: number, length: number, amplitude = 1, rate = RATE) =>
  Float64Array.from({ length }, (_, t) => amplitude * Math.sin((2 * Math.PI * hz * t) / rate));
const noise = (length: number) => randomNormals(randomStream(5, "noise"), length);
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
const decibels = (x: number) => 20 * Math.log10(x);

describe("µ-law", () => {
  it("puts silence in the middle and full scale at both ends", () => {
    expect([-1, 0, 1, -3, 3].map(muLawLevel)).toEqual([0, MU_LAW_SILENCE, 255, 0, 255]);
    expect([MU_LAW_SAMPLES[0], MU_LAW_SAMPLES[255]]).toEqual([-1, 1]);
    expect(Math.abs(MU_LAW_SAMPLES[MU_LAW_SILENCE] as number)).toBeLessThan(1e-4);
  });

  it("has WaveNet's curve: ln(1 + 255 · 0.1) / ln 256 of the way at a tenth", () => {
    // 3.27714 / 5.54518 = 0.590990; half of that and one, times 255, is 202.85.
    expect(muLawLevel(0.1)).toBe(203);
    expect(muLawLevel(-0.1)).toBe(52);
  });

  it("has the same levels for a whole wave as for each sample", () => {
    const wave = [...noise(4000), ...noise(2000).map((x) => x / 1000), 0, -0, 1, -1, 2, Number.NaN];
    expect(Array.from(muLawEncode(wave))).toEqual([...wave.slice(0, -1).map(muLawLevel), MU_LAW_SILENCE]);
  });

  it("gives every level back, and no sample back further off than half of its level", () => {
    const levels = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(muLawEncode(muLawDecode(levels))).toEqual(levels);
    for (const x of [0.9, 0.31, 0.02, -0.004, -0.7]) {
      // The slope of the inverse is ln(256) (1 + µ|x|) / µ; a level is 2 / 255 of the curve.
      const half = ((Math.log(256) * (1 + 255 * Math.abs(x))) / 255) * (1 / 255) * 1.03;
      expect(Math.abs((muLawDecode([muLawLevel(x)])[0] as number) - x)).toBeLessThanOrEqual(half);
    }
  });
});

describe("the Fourier transform", () => {
  it("is the sum that defines it, at any power of two", () => {
    for (const size of [4, 8, 32]) {
      const wave = noise(size);
      const { bins, forward } = realTransform(size);
      const [re, im] = [new Float64Array(bins), new Float64Array(bins)];
      forward(wave, re, im);
      for (let k = 0; k < bins; k++) {
        let [sumRe, sumIm] = [0, 0];
        wave.forEach((x, n) => {
          sumRe += x * Math.cos((2 * Math.PI * k * n) / size);
          sumIm -= x * Math.sin((2 * Math.PI * k * n) / size);
        });
        expect(re[k]).toBeCloseTo(sumRe, 10);
        expect(im[k]).toBeCloseTo(sumIm, 10);
      }
    }
  });

  it("is undone by its inverse", () => {
    const wave = noise(512);
    const { bins, forward, inverse } = realTransform(512);
    const [re, im, back] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(512)];
    forward(wave, re, im);
    inverse(re, im, back);
    expect(furthest(back, wave)).toBeLessThan(1e-12);
  });

  it("refuses what is no power of two", () => {
    for (const size of [0, 2, 100, -8, 12.5]) expect(() => realTransform(size)).toThrow(RangeError);
  });
});

describe("the short-time transform", () => {
  it("comes back to the wave, whether or not the hop divides its length", () => {
    for (const [size, hop, length] of [
      [256, 64, 2560],
      [256, 80, 2560],
      [512, 128, 2000],
      [64, 16, 100],
    ] as const) {
      const wave = noise(length);
      const spectrogram = stft(wave, { size, hop });
      expect(spectrogram.frames).toBe(frameCount(length, hop));
      expect(furthest(istft(spectrogram, { size, hop }, length), wave), `${size} ${hop}`).toBeLessThan(1e-9);
    }
  });

  it("has 1 on the bin of a sine at full scale, a half on both sides and nothing further off", () => {
    const spectrogram = stft(sine(1000, 2560), { size: 256, hop: 64 });
    const middle = Array.from(magnitudes(spectrogram).slice(20 * 129, 21 * 129));
    // 1,000 Hz is bin 32 of 31.25 Hz each; Hann's window spreads over three.
    expect(middle.slice(30, 35).map((x) => x.toFixed(6))).toEqual([
      "0.000000",
      "0.500000",
      "1.000000",
      "0.500000",
      "0.000000",
    ]);
  });

  it("is the same as a table", () => {
    const [size, hop] = [64, 16];
    const wave = noise(160);
    const basis = windowedBasis(size);
    const spectrogram = stft(wave, { size, hop });
    const start = 4 * hop - (size - hop) / 2;
    for (const [k, part] of [
      [0, spectrogram.re],
      [7, spectrogram.re],
      [33 + 7, spectrogram.im],
    ] as const) {
      let sum = 0;
      for (let n = 0; n < size; n++) sum += (wave[start + n] as number) * (basis[n * 66 + k] as number);
      expect(sum).toBeCloseTo(((part[4 * 33 + (k % 33)] as number) * 4) / size, 5);
    }
  });
});

describe("mel bands", () => {
  it("are named by the scale that has 1,000 mel at 1,000 Hz", () => {
    expect(melOf(1000)).toBeCloseTo(1000, 0);
    expect(hzOf(melOf(440))).toBeCloseTo(440, 9);
  });

  it("cover every frequency between the first and the last middle once", () => {
    const [bands, size] = [32, 1024];
    const filters = melFilters({ size, rateHz: RATE, bands });
    const sums = Array.from({ length: 513 }, (_, k) =>
      Array.from({ length: bands }, (_, band) => filters[band * 513 + k] as number).reduce(
        (sum, share) => sum + share,
        0,
      ),
    );
    for (const sum of sums.slice(20, 460)) expect(sum).toBeCloseTo(1, 9);
  });

  it("hear a sine where it is, 0 dB at full scale, 20 dB less at a tenth, and nothing in silence", () => {
    const about = { size: 256, hop: 64, rateHz: RATE, bands: 32 };
    const at = (wave: ArrayLike<number>) => Array.from(logMel(wave, about).slice(20 * 32, 21 * 32));
    const loud = at(sine(1000, 2560));
    const best = loud.indexOf(Math.max(...loud));
    // The middles are 2,146.06 / 33 mel apart: 1,000 mel is that of band 15, counted from 1, at 975.
    expect(best).toBe(14);
    expect(80 * (1 - Math.max(...loud))).toBeLessThan(2);
    const soft = at(sine(1000, 2560, 0.1));
    expect(80 * ((loud[14] as number) - (soft[14] as number))).toBeCloseTo(20, 3);
    expect(new Set(at(new Float32Array(2560)))).toEqual(new Set([0]));
  });

  it("leave no band deaf where bins are wider than bands", () => {
    const filters = melFilters({ size: 128, rateHz: RATE, bands: 40 });
    for (let band = 0; band < 40; band++) {
      expect(
        filters.subarray(band * 65, (band + 1) * 65).some((share) => share > 0),
        String(band),
      ).toBe(true);
    }
  });
});

describe("Griffin and Lim's wave", () => {
  const frames = { size: 256, hop: 64 };
  const wave = sine(700, 2560, 0.5).map((x, t) => x * Math.exp(-t / 600));
  const aimed = magnitudes(stft(wave, frames));
  /** What share of the magnitudes is missed, in decibels. */
  const missed = (made: ArrayLike<number>) => {
    const own = magnitudes(stft(made, frames));
    const square = (values: Float64Array) => values.reduce((sum, x) => sum + x * x, 0);
    return decibels(Math.sqrt(square(own.map((x, i) => x - (aimed[i] as number))) / square(aimed)));
  };
  const made = (iterations: number, momentum: number, seed = 1) =>
    griffinLim(aimed, { frames, length: 2560, stream: randomStream(seed, "phases"), iterations, momentum });

  it("comes nearer to the magnitudes with every round", () => {
    const errors = [0, 1, 2, 4, 8, 16].map((iterations) => missed(made(iterations, 0)));
    for (let i = 1; i < errors.length; i++) expect(errors[i]).toBeLessThan(errors[i - 1] as number);
  });

  it("has the magnitudes within a tenth after 32 rounds, and momentum helps", () => {
    expect(missed(made(32, 0.99))).toBeLessThan(-20);
    expect(missed(made(32, 0.99))).toBeLessThan(missed(made(32, 0)));
  });

  it("is the same for the same seed, and silence for none", () => {
    expect(made(3, 0.99)).toEqual(made(3, 0.99));
    expect(made(3, 0.99)).not.toEqual(made(3, 0.99, 2));
    const silence = griffinLim(new Float32Array(40 * 129), { frames, length: 2560, stream: randomStream(1, "phases") });
    expect(peakOf(silence)).toBe(0);
  });
});

describe("what is played", () => {
  const mean = (wave: Float32Array) => wave.reduce((sum, x) => sum + x, 0) / wave.length;

  it("is never over 1, has no offset, and begins and ends with silence", () => {
    for (const wave of [
      sine(440, 2560, 3).map((x) => x + 0.7),
      noise(2560),
      new Float32Array(2560).fill(1),
      new Float32Array(10).fill(-2),
      [Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0.5],
    ]) {
      const made = playable(wave, RATE);
      expect(peakOf(made)).toBeLessThanOrEqual(1);
      expect(Math.abs(mean(made))).toBeLessThan(1e-6);
      expect([made[0], made.at(-1)].map((x) => Math.abs(x as number))).toEqual([0, 0]);
    }
  });

  it("fades over 2 ms, half of it gone after 1 ms, and is left alone in between", () => {
    const wave = Float64Array.from({ length: 800 }, (_, t) => (t % 2 === 0 ? 0.5 : -0.5));
    const made = playable(wave, RATE);
    // 16 samples are 2 ms.
    expect(made[8]).toBeCloseTo(0.25, 5);
    expect(furthest(made.slice(16, 784), wave.slice(16, 784))).toBeLessThan(1e-5);
    expect(made[800 - 1 - 8]).toBeCloseTo(-0.25, 5);
  });

  it("may be nothing at all", () => {
    expect(playable([], RATE).length).toBe(0);
    expect(playable([0.5], RATE)).toEqual(Float32Array.of(0));
  });
});

describe("another rate", () => {
  it("keeps a tone as it is", () => {
    for (const [from, hz] of [
      [44_100, 1000],
      [96_000, 3000],
      [22_050, 440],
      [6000, 700],
    ] as const) {
      const made = resampled(sine(hz, from / 10, 1, from), RATE / from);
      expect(made.length).toBe(RATE / 10);
      expect(furthest(made.slice(100, 700), sine(hz, 800).slice(100, 700)), String(from)).toBeLessThan(0.003);
    }
  });

  it("lets nothing fold back that is above half of the new rate", () => {
    for (const hz of [4600, 5000, 11_000]) {
      const made = resampled(sine(hz, 4410, 1, 44_100), RATE / 44_100);
      expect(decibels(peakOf(made.slice(50, 750))), `${hz} Hz`).toBeLessThan(-40);
    }
  });
});
