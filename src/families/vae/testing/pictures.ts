import * as tf from "@tensorflow/tfjs";
import { principalComponents, reconstructionError } from "../../../core/pca.ts";
import { examplesOf } from "../../../domains/batches.ts";
import { tensorsOf } from "../../../engine/model.ts";
import type { Built } from "../../../worker/build.ts";

/**
 * The squared error that `count` principal components of the training pictures leave on the held-out ones by which the model
 * is validated, summed over a picture and averaged over pictures.
 */
export async function linearError({ dataset, examples }: Built, count: number): Promise<number> {
  if (dataset.kind !== "examples") throw new Error("only examples have components");
  const { values } = dataset.train;
  const train = values instanceof Float32Array ? values : Float32Array.from(values, (byte) => byte / 255);
  const held = examples("validation");
  const pictures = Float32Array.from(await examplesOf(held).values.data());
  tf.dispose([...tensorsOf(held)]);
  const size = dataset.shape.reduce((product, side) => product * side, 1);
  return reconstructionError(principalComponents(train, size, count), pictures);
}
