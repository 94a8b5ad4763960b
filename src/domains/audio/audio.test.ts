import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { muLawLevel } from "../../core/signal/mulaw.ts";
import { read } from "../../engine/read.ts";
import { examplesOf } from "../batches.ts";
import { BANDS, FRAMES } from "./domain.ts";
import { levelsOf, waveOf, wavesOf } from "./forms.ts";
import { audio, wholeSounds } from "./index.ts";
import { soundProperties } from "./properties.ts";
import { pings, RATE, tinySounds } from "./testing/sounds.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const LENGTH = 512;
const wave = { kind: "audio", rate: RATE, length: LENGTH, form: "wave" } as const;
const spectrogram = { ...wave, form: "spectrogram" } as const;
const batch = { size: 6, length: 1 };

describe("a dataset of sounds", () => {
  it("holds one in ten out, and every sound keeps its label", () => {
    const { train, validation, facts } = tinySounds("wave");
    expect([train.count, validation.count]).toEqual([36, 4]);
    expect(facts.counts).toEqual({ train: 36, validation: 4 });
    const { waves, labels } = pings(40, LENGTH);
    const first = train.values.subarray(0, LENGTH);
    const whose = labels.findIndex((_, i) =>
      first.every((level, t) => level === muLawLevel(waves[i * LENGTH + t] as number)),
    );
    expect(train.labels?.[0]).toBe(labels[whose]);
  });

  it("gives batches of waves in −1..1", async () => {
    const dataset = tinySounds("wave");
    const { values, labels } = examplesOf(wholeSounds.batches(dataset, batch, 1).training.at(0));
    expect([values.shape, labels?.shape]).toEqual([[6, LENGTH, 1], [6]]);
    const numbers = await read(values);
    expect(Math.min(...numbers)).toBeLessThan(-0.5);
    expect(Math.max(...numbers)).toBeGreaterThan(0.5);
    tf.dispose(labels ?? []);
  });

  it("gives batches of spectrograms in 0..1, a frame for each hop", async () => {
    const dataset = tinySounds("spectrogram");
    const { values, labels } = examplesOf(wholeSounds.batches(dataset, batch, 1).training.at(0));
    expect(values.shape).toEqual([6, LENGTH / FRAMES.hop, BANDS, 1]);
    const numbers = await read(values);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(1);
    tf.dispose(labels ?? []);
  });

  it("is browsed as waves, whatever models see of it", () => {
    const { samples, total } = audio.browse(tinySounds("spectrogram"), { offset: 0, count: 1, label: "high" });
    const [sample] = samples;
    expect(total).toBe(20);
    expect(sample).toMatchObject({ kind: "audio", label: "high" });
    if (sample?.kind !== "audio") throw new Error("no sound");
    expect(sample.wave.length).toBe(LENGTH);
    expect(Math.min(...sample.wave)).toBeLessThan(-0.3);
  });
});

describe("a spectrogram", () => {
  /** Of a bin's own frequency. */
  const sine = (bin: number, amplitude: number) =>
    Float32Array.from({ length: LENGTH }, (_, t) => amplitude * Math.sin((2 * Math.PI * bin * t) / FRAMES.size));

  it("is highest in the band of a sine, as high as the sine is loud", () => {
    const levels = levelsOf(sine(20, 0.1), RATE);
    const middle = levels.subarray(4 * BANDS, 5 * BANDS);
    // Of 64 bands an even 33 mel apart, the middle of the 22nd, at 726 mel, is nearest to its 719.
    expect(middle.indexOf(Math.max(...middle))).toBe(21);
    // −20 of −80 decibels, and up to 4 less between two bands.
    expect(middle[21]).toBeGreaterThan(0.75 - 4 / 80);
    expect(middle[21]).toBeLessThan(0.75 + 1 / 80);
  });

  it("is 0 where nothing sounds", () => {
    expect(levelsOf(new Float32Array(LENGTH), RATE).every((level) => level === 0)).toBe(true);
  });

  it("becomes a wave with nearly the same spectrogram again", () => {
    const { waves } = pings(4, LENGTH);
    for (let i = 0; i < 4; i++) {
      const levels = levelsOf(waves.subarray(i * LENGTH, (i + 1) * LENGTH), RATE);
      const again = levelsOf(waveOf(levels, wave), RATE);
      const loud = [...levels.keys()].filter((at) => (levels[at] as number) > 0.6);
      const apart = loud.map((at) => Math.abs((levels[at] as number) - (again[at] as number)));
      // In levels of 80 decibels: within two decibels on average.
      expect(apart.reduce((sum, each) => sum + each, 0) / apart.length).toBeLessThan(2 / 80);
    }
  });
});

describe("what a model makes", () => {
  it("is shown as waves that never leave −1..1, not even where it is no number", () => {
    expect([...wavesOf(Float32Array.of(0.5, -3, Number.NaN, 2), { ...wave, length: 4 })]).toEqual([0.5, -1, 0, 1]);
    const size = (LENGTH / FRAMES.hop) * BANDS;
    const loud = wavesOf(new Float32Array(size).fill(2), spectrogram);
    expect(loud.length).toBe(LENGTH);
    expect(loud.every((value) => Math.abs(value) <= 1)).toBe(true);
  });

  it("is paired with real sounds in turn", async () => {
    const stage = await wholeSounds.model(tinySounds("wave").facts).stage(() => {
      throw new Error("asks for no examples");
    });
    const sound = (value: number) => new Float32Array(LENGTH).fill(value);
    const view = stage.pairs(
      { role: "truth", values: sound(0.25), labels: ["low"] },
      { role: "generator", values: sound(0.5) },
    );
    expect(view).toMatchObject({ kind: "waves", rate: RATE, length: LENGTH, count: 2, labels: ["low", "low"] });
    if (view.kind === "waves") expect([view.values[0], view.values[LENGTH]]).toEqual([0.25, 0.5]);
  });

  it("is told apart by how loud, bright and long it is, in either form", () => {
    const at = (hz: number, decay: number, gain: number) =>
      Float32Array.from(
        { length: LENGTH },
        (_, t) => gain * Math.sin((2 * Math.PI * hz * t) / RATE) * Math.exp((-decay * t) / LENGTH),
      );
    const [low, high, short, quiet] = [at(300, 2, 0.8), at(2400, 2, 0.8), at(300, 12, 0.8), at(300, 2, 0.02)];
    const all = [low, high, short, quiet] as const;
    for (const domain of [wave, spectrogram]) {
      const seen = all.map((each) => (domain.form === "wave" ? each : levelsOf(each, RATE)));
      const values = Float32Array.from(seen.flatMap((each) => [...each]));
      const of = Object.fromEntries(
        soundProperties(values, domain).map(({ id, values: own }) => [id, [...(own as number[])]]),
      );
      const [bright, long, loud] = [of.bright, of.long, of.loud] as [number[], number[], number[]];
      expect(bright[1]).toBeGreaterThan(2 * (bright[0] as number));
      expect(long[2]).toBeLessThan(long[0] as number);
      expect(loud[3]).toBeLessThan(0.5 * (loud[0] as number));
    }
  });
});
