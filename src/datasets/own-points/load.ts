import { randomPermutation, randomStream, randomUniforms } from "../../core/random.ts";
import type { ExampleDataset, ExamplePart, LoadDataset } from "../../domains/dataset.ts";
import { contentOf } from "../../own/content.ts";
import { firstDrawing, HALF_CELL, pointsOf } from "../../own/points/points.ts";
import type { PlaneBounds, PlaneGaussian } from "../../schema/plane.ts";

/** Fixed for ever: the split and where points lie in their cells are part of what a link means. */
const SEED = 2026;
const VALIDATION_SHARE = 0.1;
/** The plane that is painted on, whatever is painted, so that nothing moves while one paints. */
const BOUNDS: PlaneBounds = [-1.12, -1.12, 1.12, 1.12];

/** Points that a visitor painted; a first drawing before that. */
export const load: LoadDataset<ExampleDataset> = async (values, read, onProgress) => {
  const value = String(values.content);
  const points = value === "" ? firstDrawing() : spread(pointsOf(await contentOf(value, read)));
  const count = points.length / 2;
  const order = randomPermutation(randomStream(SEED, "split"), count);
  const held = Math.max(1, Math.round(VALIDATION_SHARE * count));
  const [train, validation] = [part(points, order.subarray(held)), part(points, order.subarray(0, held))];
  onProgress(1);
  return {
    kind: "examples",
    facts: {
      id: "own-points",
      domain: { kind: "points" },
      labels: [],
      counts: { train: train.count, validation: validation.count },
      distribution: { modes: [], moments: momentsOf(points), bounds: BOUNDS },
      baselines: [],
    },
    shape: [2],
    train,
    validation,
  };
};

/** Anywhere in their cells, so that a model cannot learn the grid. */
function spread(points: Float32Array): Float32Array {
  const stray = randomUniforms(randomStream(SEED, "own-points"), points.length);
  return points.map((value, i) => value + HALF_CELL * (2 * (stray[i] as number) - 1));
}

function part(points: Float32Array, order: Uint32Array): ExamplePart {
  const values = new Float32Array(2 * order.length);
  order.forEach((from, i) => {
    values.set(points.subarray(2 * from, 2 * from + 2), 2 * i);
  });
  return { count: order.length, values };
}

function momentsOf(points: Float32Array): PlaneGaussian {
  const count = points.length / 2;
  const mean = (of: (x: number, y: number) => number) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += of(points[2 * i] as number, points[2 * i + 1] as number);
    return sum / count;
  };
  const [x, y] = [mean((each) => each), mean((_, each) => each)];
  return {
    mean: [x, y],
    covariance: [mean((a) => (a - x) ** 2), mean((a, b) => (a - x) * (b - y)), mean((_, b) => (b - y) ** 2)],
  };
}
