import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice, integer, number } from "../../schema/parameter.ts";

type Point = readonly [x: number, y: number];

const on = (radius: number, turn: number): Point => [
  radius * Math.cos(2 * Math.PI * turn),
  radius * Math.sin(2 * Math.PI * turn),
];

/** The outline of each shape for the card: the place of point `k`, of which the share `t` has gone before. */
const OUTLINES: Readonly<Record<string, (k: number, t: number) => Point>> = {
  eight: (k) => on(0.8, k / 8),
  grid: (k) => [0.4 * ((k % 5) - 2), 0.4 * (Math.floor(k / 5) % 5) - 0.8],
  ring: (_, t) => on(0.8, t),
  moons: (k, t) => {
    const [x, y] = on(0.53, t / 2);
    return k % 2 === 0 ? [x - 0.27, y - 0.13] : [0.27 - x, 0.13 - y];
  },
  spiral: (k, t) => on((k % 2 === 0 ? 0.8 : -0.8) * Math.sqrt(t), 1.5 * Math.sqrt(t)),
  checkerboard: (k) => {
    const square = k % 8;
    const row = square >> 1;
    return [0.4 * (2 * (square % 2) + (row % 2)) - 0.6, 0.4 * row - 0.6];
  },
  // Drawn twice as large, around the middle.
  "gan-lab": (k) => (k % 2 === 0 ? [-0.4, 0.4] : [0.4, -0.2]),
};

/** How far points of the card stray from the outline, in each direction. */
const STRAY: Readonly<Record<string, Point>> = { checkerboard: [0.18, 0.18], "gan-lab": [0.22, 0.3] };
const POINTS = 96;
/** Steps of a low-discrepancy sequence of the plane (Roberts 2018): even, and the same every time. */
const STEPS: Point = [0.7548776662, 0.5698402911];

/** What the card shows: the shape as a few evenly scattered points. */
function outlined(shape: string): readonly Point[] {
  const outline = OUTLINES[shape];
  const [strayX, strayY] = STRAY[shape] ?? [0.05, 0.05];
  if (!outline) return [];
  return Array.from({ length: POINTS }, (_, k): Point => {
    const [x, y] = outline(k, (k + 0.5) / POINTS);
    const [u, v] = STEPS.map((step) => 2 * ((k * step) % 1) - 1) as [number, number];
    return [x + strayX * u, y + strayY * v];
  });
}

export const manifest: DatasetManifest = {
  id: "points",
  order: 40,
  domain: "points",
  parameters: {
    shape: choice("eight", ["eight", "grid", "ring", "moons", "spiral", "checkerboard", "gan-lab"]),
    noise: number(0.02, { min: 0.005, max: 0.2, step: 0.005, applies: ({ shape }) => shape !== "gan-lab" }),
    count: integer(10_000, { min: 500, max: 100_000, scale: "log" }),
  },
  // Modes, arms and squares go by their numbers.
  labels: [...Array.from({ length: 25 }, (_, i) => String(i + 1)), "upper", "lower"],
  preview: () => [],
  thumbnail: ({ shape }) => ({ kind: "points", points: outlined(String(shape)) }),
  origin: { source: "Made by this project, from a fixed seed", licence: "MIT" },
};
