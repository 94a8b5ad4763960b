import { describe, expect, it } from "vitest";
import { randomStream, substream } from "../../core/random.ts";
import { peakOf } from "../../core/signal/level.ts";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";
import { hzOf, INSTRUMENTS, LENGTH, PITCHES, RATE_HZ, toneSound } from "./synth.ts";

const noFile = async () => {
  throw new Error("tones are made, not read");
};
const tone = (instrument: (typeof INSTRUMENTS)[number], pitch: number, i = 0) =>
  toneSound(instrument, pitch, substream(randomStream(3, instrument), i));

/** The frequency near `hz` at which the wave is strongest, to a tenth of a percent. */
function strongestNear(wave: Float32Array, hz: number): number {
  let [best, most] = [0, -1];
  for (let k = -60; k <= 60; k++) {
    const tried = hz * (1 + k / 1000);
    let [re, im] = [0, 0];
    wave.forEach((x, t) => {
      re += x * Math.cos((2 * Math.PI * tried * t) / RATE_HZ);
      im += x * Math.sin((2 * Math.PI * tried * t) / RATE_HZ);
    });
    if (Math.hypot(re, im) > most) [best, most] = [tried, Math.hypot(re, im)];
  }
  return best;
}

describe("tones", () => {
  it("go up by a twelfth of an octave, from A3 at 220 Hz", () => {
    expect(hzOf(0)).toBe(220);
    expect(hzOf(12)).toBeCloseTo(440, 9);
    expect(hzOf(3)).toBeCloseTo(261.626, 3); // Middle C.
  });

  it("are at their pitch, a tenth of a semitone off at most", () => {
    for (const pitch of [0, 5, 11]) {
      for (const instrument of ["string", "organ"] as const) {
        const off = 12 * Math.log2(strongestNear(tone(instrument, pitch), hzOf(pitch)) / hzOf(pitch));
        expect(Math.abs(off), `${instrument} ${pitch}`).toBeLessThan(0.17);
      }
    }
  });

  it("ring out where they are plucked or struck, and are held by the organ", () => {
    const lasting = (wave: Float32Array) => {
      const power = (from: number, to: number) => wave.slice(from, to).reduce((sum, x) => sum + x * x, 0);
      return power(1600, 2000) / power(400, 800);
    };
    for (let i = 0; i < 5; i++) {
      expect(lasting(tone("organ", 4, i))).toBeGreaterThan(0.8);
      expect(lasting(tone("bell", 4, i))).toBeLessThan(0.7);
      expect(lasting(tone("string", 4, i))).toBeLessThan(0.7);
    }
  });

  it("are never over 1, silent at both ends, and without an offset", () => {
    for (const instrument of INSTRUMENTS) {
      for (const pitch of PITCHES.keys()) {
        const wave = tone(instrument, pitch, pitch);
        expect(wave.length).toBe(LENGTH);
        expect(peakOf(wave)).toBeLessThanOrEqual(1);
        expect(peakOf(wave)).toBeGreaterThan(0.4);
        expect([wave[0], wave.at(-1)].map((x) => Math.abs(x as number))).toEqual([0, 0]);
        expect(Math.abs(wave.reduce((sum, x) => sum + x, 0) / LENGTH)).toBeLessThan(1e-6);
      }
    }
  });

  it("are 2,160, labelled with the instrument or the pitch", async () => {
    const byInstrument = await load({}, noFile, () => {});
    expect(byInstrument.facts).toMatchObject({ counts: { train: 1944, validation: 216 }, labels: [...INSTRUMENTS] });
    const byPitch = await load({ told: "pitch", form: "spectrogram" }, noFile, () => {});
    expect(byPitch.facts).toMatchObject({ labels: [...PITCHES], domain: { form: "spectrogram" } });
    // The same tones on the same sides of the split, whatever they are labelled with.
    expect(byPitch.validation.values).toEqual(byInstrument.validation.values);
    for (const number of PITCHES.keys()) {
      const labels = [...(byPitch.train.labels ?? []), ...(byPitch.validation.labels ?? [])];
      expect(labels.filter((label) => label === number).length).toBe(180);
    }
    expect(manifest.labels).toEqual([...INSTRUMENTS, ...PITCHES]);
  });
});
