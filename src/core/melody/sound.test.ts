import { expect, it } from "vitest";
import { readMelody } from "./read.ts";
import { durationOf, EIGHTH_S, frequencyOf, soundOf } from "./sound.ts";

const RATE = 16_000;

it("notes have the pitches of equal temperament on A4 = 440 Hz", () => {
  expect([69, 57, 60].map((pitch) => Math.round(100 * frequencyOf(pitch)) / 100)).toEqual([440, 220, 261.63]);
});

it("a melody sounds note by note at its own time and is never over full scale", () => {
  const { notes, length } = readMelody("④A4z4|a8");
  const sound = soundOf(notes, length, RATE);
  expect(sound.length).toBe(Math.ceil(durationOf(16) * RATE));
  const loudest = (fromEighth: number, toEighth: number) =>
    sound
      .subarray(fromEighth * EIGHTH_S * RATE, toEighth * EIGHTH_S * RATE)
      .reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(loudest(0, 1)).toBeGreaterThan(0.2);
  expect(loudest(4.5, 8)).toBe(0);
  expect(loudest(8, 9)).toBeGreaterThan(0.2);
  expect(loudest(0, 16)).toBeLessThan(1);
  // Late in the note the voice is nearly a sine: two passages through zero a wave.
  const late = sound.subarray(3 * EIGHTH_S * RATE, 4 * EIGHTH_S * RATE);
  const crossings = late.filter((value, i) => i > 0 && value > 0 !== (late[i - 1] as number) > 0).length;
  expect((crossings / 2) * (RATE / late.length)).toBeCloseTo(440, -1);
});

it("nothing is silence", () => {
  expect(soundOf([], 0, RATE).every((value) => value === 0)).toBe(true);
});
