import { expect, it } from "vitest";
import { createOutput, type SoundOutput } from "./output.ts";

const RATE = 48_000;
const tone = (hertz: number, rate: number, seconds: number, level = 0.5) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate));

/** What is heard of what is played on an output, in values at 48 kHz. */
async function recorded(seconds: number, play: (output: SoundOutput) => void): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, seconds * RATE, RATE);
  play(createOutput(() => context));
  return (await context.startRendering()).getChannelData(0);
}

const loudest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

it("plays a sound of 8 kHz at its pitch, for as long as it is", async () => {
  const sound = await recorded(0.6, ({ playWave }) => playWave(tone(500, 8000, 0.32), 8000, { at: 0.1 }));
  // Where it rises through zero, away from the fades.
  const rises = [...sound.keys()].filter(
    (i) => i > 0.12 * RATE && i < 0.4 * RATE && (sound[i] as number) > 0 && (sound[i - 1] as number) <= 0,
  );
  const waves = rises.length - 1;
  // To 0.1%.
  expect((waves * RATE) / ((rises.at(-1) as number) - (rises[0] as number))).toBeCloseTo(500, 0);
  const heardAt = (from: number, to: number) => loudest(sound.subarray(from * RATE, to * RATE));
  expect(heardAt(0, 0.0999)).toBe(0);
  expect(heardAt(0.15, 0.4)).toBeCloseTo(0.5, 2);
  expect(heardAt(0.4205, 0.6)).toBe(0);
});

it("neither clicks at its ends nor has an offset", async () => {
  const sound = await recorded(0.5, ({ playWave }) => playWave(new Float32Array(2560).fill(0.9), 8000));
  expect(loudest(sound)).toBeLessThan(0.01);
  const cut = Float32Array.from({ length: 2560 }, (_, i) => Math.cos((2 * Math.PI * 100 * i) / 8000));
  const cosine = await recorded(0.5, ({ playWave }) => playWave(cut, 8000));
  const steps = cosine.map((value, i) => (i === 0 ? value : value - (cosine[i - 1] as number)));
  // A click would be a step of one; the tone and its fade rise by 0.03 a value at most.
  expect(loudest(steps)).toBeLessThan(0.03);
});

it("is never over full scale, however much plays at once", async () => {
  const sound = await recorded(0.4, ({ playWave }) => {
    for (let i = 0; i < 12; i++) playWave(tone(200, 8000, 0.32, 1), 8000);
  });
  expect(loudest(sound)).toBeGreaterThan(0.9);
  expect(loudest(sound)).toBeLessThan(1);
});

it("leaves a single sound as it is, by its level and the volume", async () => {
  const sound = await recorded(0.4, (output) => {
    output.setVolume(0.5);
    output.playWave(tone(200, 8000, 0.32, 0.8), 8000, { level: 0.5 });
  });
  expect(loudest(sound)).toBeCloseTo(0.2, 2);
});

it("fades what is stopped, and what was to come", async () => {
  const ended: string[] = [];
  const context = new OfflineAudioContext(1, RATE, RATE);
  const output = createOutput(() => context);
  output.playWave(tone(200, 8000, 0.32), 8000, { onEnd: () => ended.push("now") });
  output.playWave(tone(200, 8000, 0.32), 8000, { at: 0.5, onEnd: () => ended.push("later") });
  void context.suspend(0.128).then(() => {
    output.stop();
    return context.resume();
  });
  const sound = (await context.startRendering()).getChannelData(0);
  expect(loudest(sound.subarray(0, 0.12 * RATE))).toBeCloseTo(0.5, 2);
  expect(loudest(sound.subarray(0.14 * RATE))).toBe(0);
  await expect.poll(() => ended.toSorted()).toEqual(["later", "now"]);
});
