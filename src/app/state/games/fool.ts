/** Be the generator: points laid by hand, judged by the critic of a GAN over points. */
import { fieldView } from "../../../catalog/games.ts";
import { type RandomStream, randomStream, randomUniforms } from "../../../core/random.ts";
import type { PlaneBounds } from "../../../schema/plane.ts";
import type { ScatterView } from "../../../schema/view.ts";
import { shuffled } from "./deal.ts";
import type { Guest } from "./guest.ts";
import { drawLine } from "./judge.ts";

/** Points that the player lays. */
export const POINTS = 8;
/** Points closer than this part of the plane's width count as one: who makes one thing only has collapsed. */
const CLOSE = 0.06;

export type Point = readonly [x: number, y: number];
export type Field = NonNullable<ScatterView["field"]>;

export interface FoolGame {
  readonly bounds: PlaneBounds;
  readonly field: Field;
  readonly real: readonly Point[];
  /** As many as the player has. */
  readonly made: readonly Point[];
  readonly start: readonly Point[];
  /** What the critic gives more than this, it takes for real. */
  readonly line: number;
  readonly step: number;
}

export async function prepareFool(guest: Guest, seed: number): Promise<FoolGame | null> {
  const view = await guest.view({ view: fieldView(guest.config) ?? "", source: "model" });
  if (view.kind !== "scatter" || !view.field) return null;
  const { bounds, field } = view;
  const pointsOf = (role: string) => pairs(view.layers.find((layer) => layer.role === role)?.points ?? []);
  const stream = randomStream(seed, "fool");
  const [real, made] = [pointsOf("truth"), pointsOf("generator")];
  if (real.length === 0 || made.length < POINTS) return null;
  const score = (point: Point) => scoreAt(field, bounds, point);
  return {
    ...{ bounds, field, real, step: guest.step },
    made: shuffled(made, stream).slice(0, POINTS),
    start: scattered(bounds, stream),
    line: drawLine(real.map(score), made.map(score), "above").at,
  };
}

const pairs = (values: ArrayLike<number>): Point[] =>
  Array.from({ length: values.length >> 1 }, (_, i) => [values[2 * i] as number, values[2 * i + 1] as number] as const);

function scattered([left, bottom, right, top]: PlaneBounds, stream: RandomStream): Point[] {
  const at = randomUniforms(stream, 2 * POINTS);
  return pairs(at).map(([x, y]) => [left + x * (right - left), bottom + y * (top - bottom)] as const);
}

/** What the critic gives the cell of the field that a point lies in. */
export function scoreAt(
  { columns, rows, values }: Field,
  [left, bottom, right, top]: PlaneBounds,
  [x, y]: Point,
): number {
  const cell = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  const column = cell((x - left) / (right - left), columns);
  const row = cell((top - y) / (top - bottom), rows);
  return values[row * columns + column] as number;
}

/** Of each point whether the critic takes it for real, and no point before it lies in the same place. */
export function fooled(
  { field, bounds, line }: Pick<FoolGame, "field" | "bounds" | "line">,
  points: readonly Point[],
): boolean[] {
  const near = CLOSE * (bounds[2] - bounds[0]);
  const counted: Point[] = [];
  return points.map((point) => {
    const close = counted.some((other) => Math.hypot(point[0] - other[0], point[1] - other[1]) < near);
    if (close || scoreAt(field, bounds, point) <= line) return false;
    counted.push(point);
    return true;
  });
}
