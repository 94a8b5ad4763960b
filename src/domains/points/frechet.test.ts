import { describe, expect, it } from "vitest";
import type { PlaneGaussian } from "../../schema/plane.ts";
import { frechetDistance, gaussianFit } from "./frechet.ts";

const gaussian = (mean: [number, number], ...covariance: [number, number, number]): PlaneGaussian => ({
  mean,
  covariance,
});

describe("a Gaussian fit to points", () => {
  it("has their mean and their covariance divided by their number", () => {
    // (0, 0) (2, 0) (0, 4) (2, 8): mean (1, 3); deviations −1 −3 · 1 −3 · −1 1 · 1 5; xx 4/4, xy (3 − 3 − 1 + 5)/4, yy 44/4.
    expect(gaussianFit([0, 0, 2, 0, 0, 4, 2, 8])).toEqual({ mean: [1, 3], covariance: [1, 1, 11] });
  });
});

describe("the Fréchet distance of two Gaussians of the plane", () => {
  it("is nothing to itself, also where it is flat", () => {
    for (const same of [gaussian([1, 2], 2, 0.5, 1), gaussian([0, 0], 1, 1, 1), gaussian([3, 4], 0, 0, 0)]) {
      expect(frechetDistance(same, same)).toBeCloseTo(0, 12);
    }
  });

  it("is the squared distance of the means where the covariances are alike", () => {
    expect(frechetDistance(gaussian([1, 2], 2, 0.5, 1), gaussian([4, 6], 2, 0.5, 1))).toBeCloseTo(25, 12);
  });

  it("is the sum of squared differences of the deviations where the axes are alike", () => {
    // Deviations (1, 2) against (3, 5): 2² + 3².
    expect(frechetDistance(gaussian([0, 0], 1, 0, 4), gaussian([0, 0], 9, 0, 25))).toBeCloseTo(13, 12);
  });

  it("sees that two ellipses are turned against each other", () => {
    // [[5, 4], [4, 5]] has eigenvalues 9 and 1 along the diagonals; against itself mirrored the product is 9 I, whose root
    // has trace 6: 10 + 10 − 12.
    expect(frechetDistance(gaussian([0, 0], 5, 4, 5), gaussian([0, 0], 5, -4, 5))).toBeCloseTo(8, 12);
  });

  it("to a single point is the squared distance and the spread", () => {
    expect(frechetDistance(gaussian([0, 0], 2, 1, 3), gaussian([1, 1], 0, 0, 0))).toBeCloseTo(7, 12);
  });

  it("is not a number where a moment is none", () => {
    expect(frechetDistance(gaussian([Number.NaN, 0], 1, 0, 1), gaussian([0, 0], 1, 0, 1))).toBeNaN();
  });
});
