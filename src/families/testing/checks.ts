/** What the tests of every family ask of its model. */
import * as tf from "@tensorflow/tfjs";
import { expect } from "vitest";
import { randomNormals, randomStream, substream } from "../../core/random.ts";
import type { Model, Tap, Update } from "../../engine/model.ts";
import type { ModelGraph } from "../../schema/modelGraph.ts";

export const untapped: Tap = (_, value) => value;
export const numbers = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
export const value = (tensor: tf.Tensor): number => tensor.dataSync()[0] as number;
/** The only update of a model that has one. */
export const updateOf = (model: Model): Update => model.updates[0] as Update;

/** A tensor of standard normal numbers, times `scale`. */
export const normals = (key: number, shape: number[], scale = 1) =>
  tf.tensor(
    randomNormals(
      substream(randomStream(2, "normals"), key),
      shape.reduce((a, b) => a * b, 1),
    ).map((x) => x * scale),
    shape,
  );

/** Gives a model weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function shaken(model: Model, scale = 1): Model {
  tf.tidy(() => {
    for (const network of Object.values(model.networks)) {
      const weights = network.getWeights().map(({ shape, size }, i) => {
        const draws = randomNormals(randomStream(i, "shake"), size);
        return tf.tensor(
          draws.map((x) => x * scale),
          shape,
        );
      });
      network.setWeights(weights);
    }
  });
  return model;
}

/** What a loss lets the model graph see, by node. */
export function seenBy(loss: (tap: Tap) => void): Record<string, tf.Tensor> {
  const seen: Record<string, tf.Tensor> = {};
  loss((node, tensor) => {
    seen[node] = tensor;
    return tensor;
  });
  return seen;
}

export interface Differences {
  /** How far every weight is moved along a random direction of length 1, both ways. */
  readonly step: number;
  /** How far the difference may be from the gradient: so much, and this share of the gradient's size. */
  readonly absolute: number;
  readonly relative: number;
}

/** The gradient of each variable is what finite differences along a random direction find. */
export function expectGradients(
  variables: readonly tf.Variable[],
  total: () => tf.Scalar,
  { step, absolute, relative }: Differences,
): void {
  const { grads } = tf.variableGrads(total, [...variables]);
  variables.forEach((variable, i) => {
    const at = variable.clone();
    const direction = normals(i, variable.shape);
    const length = value(tf.norm(direction));
    const shifted = (sign: number) => {
      variable.assign(tf.add(at, tf.mul(direction, (sign * step) / length)));
      return value(total());
    };
    const difference = (shifted(1) - shifted(-1)) / (2 * step);
    variable.assign(at);
    const gradient = grads[variable.name] as tf.Tensor;
    const expected = value(tf.sum(tf.mul(gradient, direction))) / length;
    const scale = Math.max(Math.abs(expected), value(tf.norm(gradient)) / Math.sqrt(variable.size));
    expect(Math.abs(difference - expected), variable.name).toBeLessThan(absolute + relative * scale);
  });
}

/** Every node of the picture is passed with the shape that is written there, edges join nodes, and weights live where it says. */
export function expectGraph(
  model: Model,
  { nodes, edges }: ModelGraph,
  seen: Readonly<Record<string, tf.Tensor>>,
  variables: readonly tf.Variable[] = updateOf(model).variables,
): void {
  const shapes = Object.entries(seen).map(([node, { shape }]) => [node, shape.join(" × ") || "1"]);
  expect(Object.fromEntries(shapes)).toEqual(Object.fromEntries(nodes.map(({ id, shape }) => [id, shape])));
  const ids = nodes.map(({ id }) => id);
  for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  expect(new Set(nodes.map(({ column, row }) => `${column}, ${row}`)).size).toBe(ids.length);
  const weights: Record<string, number> = Object.fromEntries(ids.map((id) => [id, 0]));
  for (const variable of variables) {
    const node = model.nodeOf(variable);
    weights[node] = (weights[node] ?? Number.NaN) + variable.size;
  }
  expect(weights).toEqual(Object.fromEntries(nodes.map((node) => [node.id, node.weights])));
}

/**
 * A step takes about as many bytes at its peak as was estimated. `beside`: bytes that no peak shows, because they stood there
 * before or are the optimizer's.
 */
export async function expectBytes(
  estimate: number,
  beside: number,
  total: () => tf.Scalar,
  variables: readonly tf.Variable[],
): Promise<void> {
  const before = tf.memory().numBytes;
  const { peakBytes } = await tf.profile(() => tf.tidy(() => tf.variableGrads(total, [...variables]).value));
  const ratio = estimate / (peakBytes - before + beside);
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.25);
}

/** A network as whoever saves it and loads it again has it. */
export async function reloaded(network: tf.LayersModel): Promise<tf.LayersModel> {
  let artifacts: tf.io.ModelArtifacts = {};
  await network.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  return tf.loadLayersModel(tf.io.fromMemory(artifacts));
}

/** Two lists of numbers are as long as each other, and nowhere farther apart. */
export function expectNear(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  found.forEach((number, i) => {
    expect(Math.abs(number - (expected[i] as number))).toBeLessThan(tolerance);
  });
}
