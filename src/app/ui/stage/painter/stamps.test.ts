import { expect, it } from "vitest";
import { putStamps, type Stamps } from "./stamps.ts";

const WIDTH = 8;
const EVERYWHERE = { left: 0, top: 0, right: WIDTH, bottom: WIDTH };
const ground = (value = 0) => ({ data: new Uint8ClampedArray(4 * WIDTH * WIDTH).fill(value), width: WIDTH });
const pixel = ({ data }: { data: Uint8ClampedArray }, x: number, y: number) => [
  ...data.subarray(4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3),
];

/** Two by two pixels of one colour for each of the sixteen phases. */
function stamps(...coats: ((phase: number) => readonly [number, number, number, number])[]): Stamps {
  const fill = (colour: readonly number[]) => Uint8ClampedArray.from([0, 1, 2, 3].flatMap(() => colour));
  return { size: 2, coats: coats.map((coat) => Array.from({ length: 16 }, (_, phase) => fill(coat(phase)))) };
}
const plain = stamps(() => [200, 100, 0, 255]);

it("puts the middle of a marker at its place", () => {
  const raster = ground();
  putStamps(raster, plain, Float32Array.of(3, 5), EVERYWHERE);
  const marked = [];
  for (let y = 0; y < WIDTH; y++)
    for (let x = 0; x < WIDTH; x++) if (pixel(raster, x, y)[0] === 200) marked.push([x, y]);
  expect(marked).toEqual([
    [2, 4],
    [3, 4],
    [2, 5],
    [3, 5],
  ]);
});

it("takes the marker of the nearest quarter of a pixel, across and down", () => {
  const raster = ground();
  const phased = stamps((phase) => [phase, 0, 0, 255]);
  // 3.26 is nearest to a quarter, 4.77 to three quarters: 1 + 4 × 3. And 5.9 to the next whole pixel.
  putStamps(raster, phased, Float32Array.of(3.26, 4.77), EVERYWHERE);
  expect(pixel(raster, 2, 3)[0]).toBe(13);
  putStamps(raster, phased, Float32Array.of(5.9, 2), EVERYWHERE);
  expect(pixel(raster, 6, 1)[0]).toBe(0);
  expect(pixel(raster, 5, 1)).toEqual([0, 0, 0]);
});

it("mixes with what is below by the alpha, the coats one after the other", () => {
  const raster = ground(100);
  putStamps(
    raster,
    stamps(
      () => [200, 100, 0, 51],
      () => [0, 100, 255, 255],
    ),
    Float32Array.of(1, 1),
    { ...EVERYWHERE, right: 1 },
  );
  expect(pixel(raster, 0, 0)).toEqual([0, 100, 255]);
  putStamps(
    raster,
    stamps(() => [200, 100, 0, 51]),
    Float32Array.of(5, 5),
    EVERYWHERE,
  );
  // A fifth of the way from 100.
  expect(pixel(raster, 4, 4)).toEqual([120, 100, 80]);
});

it("paints nothing outside of the window, and passes over what is no number", () => {
  const raster = ground();
  const window = { left: 2, top: 2, right: 6, bottom: 6 };
  putStamps(raster, plain, Float32Array.of(2, 2, 6, 6, Number.NaN, 3, 0, 0, 40, -40), window);
  const painted = raster.data.filter((value) => value === 200).length;
  // One corner of the first, and one of the second.
  expect(painted).toBe(2);
  expect(pixel(raster, 2, 2)[0]).toBe(200);
  expect(pixel(raster, 5, 5)[0]).toBe(200);
});
