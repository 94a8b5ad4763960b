import fc from "fast-check";
import { expect, it } from "vitest";
import { heard } from "./heard.ts";

const RATE = 8000;
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

it("begins and ends in silence, and is as it was between the fades of two milliseconds", () => {
  const wave = Float32Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.5 : -0.5));
  const sound = heard(wave, RATE);
  expect([sound[0], sound.at(-1)].map((value) => Math.abs(value as number))).toEqual([0, 0]);
  // A raised cosine is at a half in the middle of its 16 values.
  expect(sound[8]).toBeCloseTo(0.25, 6);
  expect([...sound.slice(16, -16)]).toEqual([...wave.slice(16, -16)]);
});

it("takes an offset away before it fades, so that what is left is under a hundredth", () => {
  const tone = Float32Array.from({ length: 2560 }, (_, i) => 0.3 + 0.2 * Math.sin((2 * Math.PI * 440 * i) / RATE));
  expect(mean(tone)).toBeCloseTo(0.3, 2);
  expect(Math.abs(mean(heard(tone, RATE)))).toBeLessThan(0.01);
});

it("makes what is too loud quieter as a whole, rather than cut it", () => {
  const tone = Float32Array.from({ length: 800 }, (_, i) => 4 * Math.sin((2 * Math.PI * 100 * i) / RATE));
  const sound = heard(tone, RATE);
  expect(sound[100]).toBeCloseTo((tone[100] as number) / 4, 2);
});

it("is finite, in −1..1 and as long, whatever it is given", () => {
  const anything = fc.float32Array({ maxLength: 300, noNaN: false });
  fc.assert(
    fc.property(anything, (values) => {
      const sound = heard(values, RATE);
      expect(sound.length).toBe(values.length);
      expect(sound.every((value) => Number.isFinite(value) && Math.abs(value) <= 1)).toBe(true);
    }),
    { seed: 1, numRuns: 60 },
  );
});
