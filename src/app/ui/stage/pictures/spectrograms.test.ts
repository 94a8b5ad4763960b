import { expect, it } from "vitest";
import { BANDS, createSpectrograms } from "./spectrograms.ts";

const RATE = 8000;
const LENGTH = 1024;
const tone = (hertz: number) => Array.from({ length: LENGTH }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / RATE));
const view = (...tones: number[]) =>
  ({
    kind: "waves",
    rate: RATE,
    length: LENGTH,
    count: tones.length,
    values: Float32Array.from(tones.flatMap(tone)),
  }) as const;

/** The row, from the top, that is loudest in the middle of a sound. */
function loudest({ frames, levels }: ReturnType<ReturnType<typeof createSpectrograms>>, index: number): number {
  const column = Array.from(
    { length: BANDS },
    (_, row) => levels[(index * BANDS + row) * frames + frames / 2] as number,
  );
  return column.indexOf(Math.max(...column));
}

it("has what is high at the top and what is low at the bottom", () => {
  const made = createSpectrograms()(view(150, 3500));
  expect(made.levels).toHaveLength(2 * BANDS * 16);
  expect(loudest(made, 0)).toBeGreaterThan(BANDS - 6);
  expect(loudest(made, 1)).toBeLessThan(4);
});

it("shows each view as it is, whatever it keeps of the one before", () => {
  const spectrograms = createSpectrograms();
  spectrograms(view(150, 3500));
  const changed = spectrograms(view(150, 600));
  expect(changed.levels).toEqual(createSpectrograms()(view(150, 600)).levels);
});
