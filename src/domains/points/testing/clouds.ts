import type * as tf from "@tensorflow/tfjs";
import { modelValues, type RunConfig } from "../../../catalog/config.ts";
import { randomNormals, randomStream } from "../../../core/random.ts";
import type { PlaneGaussian } from "../../../schema/plane.ts";
import type { Built } from "../../../worker/build.ts";
import { frechetDistance, gaussianFit } from "../frechet.ts";
import { transportDistance } from "../transport.ts";

/** As many points as are carried over; the cost grows with their cube. */
const CLOUD = 500;
const DRAWN = 5000;

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
 * How far a model's points lie from fresh ones by exact transport, how far a Gaussian fit of all the data does, and the Fréchet
 * distance of the model's mean and covariance. The Fréchet distance of two distributions is their 2-Wasserstein distance; the
 * formula of means and covariances is it between Gaussians alone, where no model could beat a Gaussian fit. So clouds are compared
 * by it itself.
 */
export async function cloudDistances(
  { dataset, model }: Built,
  config: RunConfig,
): Promise<{ readonly ofModel: number; readonly ofGaussian: number; readonly frechet: number }> {
  if (dataset.kind !== "examples") throw new Error("a cloud is made of points");
  const fresh = (dataset.validation.values as Float32Array).subarray(0, 2 * CLOUD);
  const drawn = model.generate?.(DRAWN, randomStream(9, "samples"), modelValues(config)) as tf.Tensor;
  const samples = (await drawn.data()) as Float32Array;
  drawn.dispose();
  const fit = gaussianFit(dataset.train.values);
  return {
    ofModel: transportDistance(samples.subarray(0, 2 * CLOUD), fresh),
    ofGaussian: transportDistance(gaussianDraws(fit, CLOUD), fresh),
    frechet: frechetDistance(gaussianFit(samples), fit),
  };
}
