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
  const rows = async (part: "train" | "validation") => {
    const batch = examples(part);
    const { values } = examplesOf(batch);
    const read = Float32Array.from(await values.data());
    const [, ...shape] = values.shape;
    tf.dispose([...tensorsOf(batch)]);
    return { values: read, size: shape.reduce((product, side) => product * side, 1) };
  };
  const { values: pictures, size } = await rows("validation");
  const { values: train } = await rows("train");
  return reconstructionError(principalComponents(train, size, count), pictures);
}
