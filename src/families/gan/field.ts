/** What a critic thinks of every place of a plane. */
import * as tf from "@tensorflow/tfjs";
import type { Plane } from "../../domains/contract.ts";
import { labelTensor } from "../../domains/labels.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import { read } from "../../engine/read.ts";
import type { PlaneBounds } from "../../schema/plane.ts";
import type { ScatterView } from "../../schema/view.ts";
import type { Adversaries } from "./network.ts";
import type { Objective } from "./sizes.manifest.ts";

/** Cells along a side. */
const CELLS = 36;
/** Real points near which its colours must tell apart. */
const REAL = 1000;

/** What the critic is asked about: under which label, and the made points near which its colours must tell apart. */
interface FieldRequest {
  readonly objective: Objective;
  readonly label: number;
  readonly made: Float32Array;
  /** How many real points they must tell apart, too. */
  readonly real?: number;
}

/**
 * The critic's score over the bounds, row by row from the top: the probability of being real for those that give one,
 * else the score itself. Where it is conditioned, under the label. The range is centred where the critic is undecided
 * and reaches as far as its scores of the points do, so that corners without points take no colour away.
 */
export async function criticField(
  { discriminate }: Adversaries,
  sizes: NetworkSizes,
  { bounds, real }: Plane,
  { objective, label, made, real: most = REAL }: FieldRequest,
): Promise<NonNullable<ScatterView["field"]>> {
  const [left, bottom, right, top] = bounds;
  const places = new Float32Array(2 * CELLS * CELLS);
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    places[2 * cell] = left + ((right - left) * ((cell % CELLS) + 0.5)) / CELLS;
    places[2 * cell + 1] = top - ((top - bottom) * (Math.floor(cell / CELLS) + 0.5)) / CELLS;
  }
  const isProbability = objective === "minimax" || objective === "nonSaturating";
  const values = await read(
    tf.tidy(() => {
      const labels = labelTensor(sizes, Array<number>(CELLS * CELLS).fill(label));
      const scores = discriminate(tf.tensor2d(places, [CELLS * CELLS, 2]), labels);
      return isProbability ? tf.sigmoid(scores) : scores;
    }),
  );
  const grid = { values, bounds };
  const scores = { real: opinionsAt(grid, real(most)), made: opinionsAt(grid, made) };
  // Least squares aims at 0 for made and 1 for real ones; a Wasserstein critic's zero means nothing.
  const told = isProbability || objective === "leastSquares";
  const undecided = told ? 0.5 : (mean(scores.real) + mean(scores.made)) / 2;
  const range = opinionRange([...scores.real, ...scores.made], undecided, told ? LEAST_REACH : 0);
  return { columns: CELLS, rows: CELLS, values, role: "critic", range };
}

/** Probabilities this near to one half are all but undecided, and must not look like more. */
const LEAST_REACH = 0.1;
/** The part of the scores that the range holds. */
const MOST = 0.95;

/** From `undecided` as far to either side as most scores lie, and no less than `least`. */
export function opinionRange(scores: readonly number[], undecided: number, least: number): readonly [number, number] {
  const away = scores
    .map((score) => Math.abs(score - undecided))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const reach = Math.max(least, away[Math.floor(MOST * (away.length - 1))] ?? 0) || 1;
  const middle = Number.isFinite(undecided) ? undecided : 0;
  return [middle - reach, middle + reach];
}

/** The field's value in the cell of each point, or in the nearest one. */
function opinionsAt({ values, bounds }: { values: Float32Array; bounds: PlaneBounds }, points: Float32Array): number[] {
  const [left, bottom, right, top] = bounds;
  const cell = (share: number) => Math.max(0, Math.min(CELLS - 1, Math.floor(share * CELLS)));
  const scores: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    if (!Number.isFinite(x + y)) continue;
    const [column, row] = [cell((x - left) / (right - left)), cell((top - y) / (top - bottom))];
    scores.push(values[row * CELLS + column] as number);
  }
  return scores;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
