import type { Property } from "../associations.ts";

/** What can be said of points [N, 2]: how far right, how far up, and how far from the middle of them all. */
export function pointProperties(points: Float32Array): readonly Property[] {
  const [x, y] = [0, 1].map((axis) => points.filter((_, i) => i % 2 === axis)) as [Float32Array, Float32Array];
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [middleX, middleY] = [mean(x), mean(y)];
  return [
    { id: "right", values: x },
    { id: "up", values: y },
    { id: "radius", values: x.map((value, n) => Math.hypot(value - middleX, (y[n] as number) - middleY)) },
  ];
}
