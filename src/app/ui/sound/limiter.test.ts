import { expect, it } from "vitest";
import { limiterCurve } from "./output.ts";

it("rises all the way, is itself in the middle, and stays under full scale", () => {
  const curve = limiterCurve();
  expect(curve.every((value, i) => i === 0 || value >= (curve[i - 1] as number))).toBe(true);
  // 4 at the end of 2,048 places: 0.5 lies at 256 of them.
  expect(curve[2048 + 256]).toBeCloseTo(0.5, 6);
  expect(curve[2048 - 256]).toBeCloseTo(-0.5, 6);
  expect(Math.max(...curve)).toBeLessThan(0.981);
});
