import type * as tf from "@tensorflow/tfjs";
import { modelValues, type RunConfig, section } from "../../../catalog/config.ts";
import { randomNormals, randomStream } from "../../../core/random.ts";
import type { PlaneGaussian } from "../../../schema/plane.ts";
import type { Built } from "../../../worker/build.ts";
import { frechetDistance, gaussianFit } from "../frechet.ts";
import { transportDistance } from "../transport.ts";

/** As many points are carried over at a time, which costs their cube, in so many clouds. */
const CLOUD = 250;
const CLOUDS = 24;

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

const cloud = (points: Float32Array, number: number) => points.subarray(2 * CLOUD * number, 2 * CLOUD * (number + 1));

/** Mean squared distance by exact transport of clouds of a to clouds of b; with itself, of each cloud to the next. */
function meanTransport(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < CLOUDS; i++) sum += transportDistance(cloud(a, i), cloud(b, a === b ? (i + 1) % CLOUDS : i));
  return sum / CLOUDS;
}

/**
 * How far a model's points lie from the data's by exact transport, how far a Gaussian fit of all the data does, and the Fréchet
 * distance of the model's mean and covariance. The Fréchet distance of two distributions is their 2-Wasserstein distance; the
 * formula of means and covariances is it between Gaussians alone, where no model could beat a Gaussian fit. So clouds are compared
 * by it itself. Two clouds of one distribution are some way apart too, by chance, ten times as far as a good model is from the
 * data: so half of what each is from itself is taken off, as Genevay et al. 2018 do. It is 0 where nothing differs, and
 * may come out a little below.
 */
export async function cloudDistances(
  { dataset, model }: Built,
  config: RunConfig,
): Promise<{ readonly ofModel: number; readonly ofGaussian: number; readonly frechet: number }> {
  if (dataset.kind !== "examples") throw new Error("a cloud is made of points");
  const data = dataset.train.values as Float32Array;
  const drawn = model.generate?.(
    CLOUD * CLOUDS,
    randomStream(9, "samples"),
    modelValues(config),
    section(config, "sampling"),
  ) as tf.Tensor;
  const samples = (await drawn.data()) as Float32Array;
  drawn.dispose();
  const fit = gaussianFit(data);
  const ofData = meanTransport(data, data);
  const distance = (points: Float32Array) =>
    meanTransport(points, data) - meanTransport(points, points) / 2 - ofData / 2;
  return {
    ofModel: distance(samples),
    ofGaussian: distance(gaussianDraws(fit, CLOUD * CLOUDS)),
    frechet: frechetDistance(gaussianFit(samples), fit),
  };
}
