import { type RandomStream, randomNormals, randomStream, randomUniforms, substream } from "../../core/random.ts";
import type { ExampleDataset, ExamplePart, LoadDataset } from "../../domains/dataset.ts";
import type { Values } from "../../schema/parameter.ts";
import { boundsAround } from "../../schema/plane.ts";
import { deviationOf, modes, moments, shapeOf } from "./distribution.ts";

/** Fixed for ever: the points are part of what a link means. */
const SEED = 2026;
/** Fresh points of the same distribution; as many as mode coverage is counted on. */
const VALIDATION = 2500;

/**
 * Points of the plane, made when they are asked for. Point i is a function of the shape, the noise level and i alone:
 * more points keep the first ones, and another noise level moves each along its own direction.
 */
export const load: LoadDataset<ExampleDataset> = async (values, _read, onProgress) => {
  const shape = shapeOf(values);
  const stream = randomStream(SEED, `points/${values.shape}`);
  const train = draw(values, Number(values.count), substream(stream, 0));
  const validation = draw(values, VALIDATION, substream(stream, 1));
  onProgress(1);
  return {
    kind: "examples",
    facts: {
      id: "points",
      domain: { kind: "points" },
      labels: shape.labels,
      counts: { train: train.count, validation: validation.count },
      distribution: { modes: modes(values), moments: moments(values), bounds: boundsAround(train.values) },
      baselines: [], // Computed by the worker: metrics stand above data.
    },
    shape: [2],
    train,
    validation,
  };
};

function draw(values: Values, count: number, stream: RandomStream): ExamplePart {
  const shape = shapeOf(values);
  const uniforms = randomUniforms(substream(stream, 0), 3 * count);
  const normals = randomNormals(substream(stream, 1), 2 * count);
  const points = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const [component, u, v] = [0, 1, 2].map((k) => uniforms[3 * i + k] as number) as [number, number, number];
    const { x, y, label } = shape.place(component, u, v);
    const [deviationX, deviationY] = deviationOf(values, label);
    points[2 * i] = x + deviationX * (normals[2 * i] as number);
    points[2 * i + 1] = y + deviationY * (normals[2 * i + 1] as number);
    labels[i] = label;
  }
  return shape.labels.length === 0 ? { count, values: points } : { count, values: points, labels };
}
