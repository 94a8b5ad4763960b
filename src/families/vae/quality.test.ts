import { readFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelValues, type RunConfig } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { randomNormals, randomStream } from "../../core/random.ts";
import type { ExampleDataset, ExamplePart } from "../../domains/examples.ts";
import { frechetDistance, gaussianFit } from "../../evaluation/frechet.ts";
import { principalComponents, reconstructionError } from "../../evaluation/pca.ts";
import type { PlaneGaussian } from "../../schema/plane.ts";
import { type Built, build, loadData } from "../../worker/build.ts";
import { open } from "./testing/fixture.ts";
import { transportDistance } from "./testing/transport.ts";

beforeAll(() => open("wasm"));

let run: Built | undefined;
afterEach(() => {
  run?.dispose();
  run = undefined;
});

const read = async (path: string) =>
  new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

async function trained(config: RunConfig, steps: number): Promise<{ built: Built; data: ExampleDataset }> {
  const data = await loadData(config, read, () => {});
  if (data.kind !== "examples") throw new Error("the preset learns from examples");
  const built = await build(data, () => config, Number.POSITIVE_INFINITY);
  run = built;
  for (let step = 0; step < steps; step++) built.trainer.advance()?.row.dispose();
  return { built, data };
}

const floats = ({ values }: ExamplePart) =>
  values instanceof Float32Array ? values : Float32Array.from(values, (byte) => byte / 255);

describe("the preset of glyphs in eight numbers", () => {
  it("brings held-out pictures back better than their eight principal components do", async () => {
    const config = defaultConfig("glyphs-vae");
    expect(config["model.latent"]).toBe(8);
    const { built, data } = await trained(config, 400);
    const { train, validation } = data;
    const values = tf.tensor(floats(validation), [validation.count, ...data.shape]);
    const { total, terms } = built.model.evaluate({ kind: "examples", values }, null, modelValues(config));
    const error = (await (terms.squaredError as tf.Scalar).data())[0] as number;
    tf.dispose([total, Object.values(terms), values]);
    const linear = reconstructionError(principalComponents(floats(train), 784, 8), floats(validation));
    expect(linear).toBeGreaterThan(25);
    // By no hair's breadth: an eighth less at least.
    expect(error).toBeLessThan(0.875 * linear);
  }, 240_000);
});

/** Draws from a Gaussian of the plane by the root of its covariance. [count, 2] */
function gaussianDraws({ mean, covariance: [xx, xy, yy] }: PlaneGaussian, count: number): Float32Array {
  const across = Math.sqrt(xx);
  const slope = xy / across;
  const rest = Math.sqrt(yy - slope ** 2);
  const normals = randomNormals(randomStream(3, "gaussian"), 2 * count);
  const points = new Float32Array(2 * count);
  for (let i = 0; i < points.length; i += 2) {
    const [u, v] = [normals[i] as number, normals[i + 1] as number];
    points[i] = mean[0] + across * u;
    points[i + 1] = mean[1] + slope * u + rest * v;
  }
  return points;
}

/**
 * The Fréchet distance of two distributions is their 2-Wasserstein distance; the formula of means and covariances is it between
 * Gaussians alone, where no model could beat a Gaussian fit. So clouds are compared by it itself.
 */
describe("the preset of two moons", () => {
  const CLOUD = 500;

  it("draws points far nearer to fresh ones, by exact transport, than a Gaussian fit of all the data does", async () => {
    const config = defaultConfig("moons-vae");
    const { built, data } = await trained(config, 1500);
    const fresh = floats(data.validation).subarray(0, 2 * CLOUD);
    const drawn = built.model.generate?.(5000, randomStream(9, "samples"), modelValues(config)) as tf.Tensor;
    const samples = (await drawn.data()) as Float32Array;
    drawn.dispose();
    const fit = gaussianFit(floats(data.train));
    const ofGaussian = transportDistance(gaussianDraws(fit, CLOUD), fresh);
    expect(transportDistance(samples.subarray(0, 2 * CLOUD), fresh)).toBeLessThan(ofGaussian / 2);
    // Mean and covariance are right as well: nearer than those of 1 point in 20 elsewhere would be.
    expect(frechetDistance(gaussianFit(samples), fit)).toBeLessThan(0.005);
  }, 120_000);

  it("measures transport by the best assignment: three points moved by (0.3, 0.4) in any order are 0.25 away", () => {
    expect(transportDistance([0, 0, 1, 0, 5, 5], [5.3, 5.4, 0.3, 0.4, 1.3, 0.4])).toBeCloseTo(0.25, 12);
    // Crossing over costs 1 + 1, staying 9 + 9: (0, 0), (3, 0) to (3, 1), (0, 1).
    expect(transportDistance([0, 0, 3, 0], [3, 1, 0, 1])).toBeCloseTo(1, 12);
  });
});
