import * as tf from "@tensorflow/tfjs";
import { modelValues, type RunConfig } from "../../../catalog/config.ts";
import { randomStream, substream } from "../../../core/random.ts";
import { examplesOf } from "../../../domains/batches.ts";
import type { ExampleDataset } from "../../../domains/dataset.ts";
import { domainOf } from "../../../domains/index.ts";
import { softmaxCrossEntropy } from "../../../engine/kernels/crossEntropy/index.ts";
import { tensorsOf } from "../../../engine/model.ts";
import { connect, run as runStages, variablesOf } from "../../../engine/networks/block.ts";
import { downsample } from "../../../engine/networks/convolutional.ts";
import { dense, flatten } from "../../../engine/networks/dense.ts";
import { create as createAdam } from "../../../optimizers/adam/optimizer.ts";
import type { Built } from "../../../worker/build.ts";

/** Tells capital letters apart, trained on real ones alone. Answers the label of each picture. */
async function letterClassifier(dataset: ExampleDataset): Promise<(pictures: tf.Tensor) => Promise<ArrayLike<number>>> {
  const [H, W] = dataset.shape as [number, number];
  const stream = randomStream(8, "classifier");
  const stages = [
    downsample({ name: "c1", filters: 16, activation: "relu", stream: substream(stream, 1) }),
    downsample({ name: "c2", filters: 32, activation: "relu", stream: substream(stream, 2) }),
    flatten("c3"),
    dense({ name: "c4", units: dataset.facts.labels.length, stream: substream(stream, 3) }),
  ];
  connect(stages, tf.input({ shape: [H, W, 1] }));
  const variables = stages.flatMap(({ layer }) => variablesOf(layer));
  const optimizer = createAdam(variables);
  const batches = domainOf(dataset).batches(dataset, { size: 64, length: 1 }, 5).training;
  const values = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  for (let step = 1; step <= 400; step++) {
    tf.tidy(() => {
      const { values: pictures, labels } = examplesOf(batches.at(step));
      const { grads } = tf.variableGrads(
        () =>
          tf.mean(softmaxCrossEntropy(runStages(stages, pictures) as tf.Tensor2D, labels as tf.Tensor1D)) as tf.Scalar,
        variables,
      );
      const gradients = variables.map((variable) => ({ variable, gradient: grads[variable.name] as tf.Tensor }));
      optimizer.apply(gradients, { learningRate: 0.002, gradientScale: null, update: step, values });
    });
  }
  optimizer.dispose();
  return async (pictures) => {
    const told = tf.tidy(() => tf.argMax(runStages(stages, pictures), 1));
    const labels = await told.data();
    told.dispose();
    return labels;
  };
}

/** Which of the letters a classifier sees in `count` pictures that the model draws. */
export async function lettersDrawn(
  built: Built,
  config: RunConfig,
  count = 500,
): Promise<{
  /** How many letters there are among them. */
  readonly different: number;
  /** The share of the most frequent letter. */
  readonly most: number;
  /** How often the classifier is right on held-out real letters. */
  readonly rightOnReal: number;
}> {
  const { dataset, model, examples } = built;
  if (dataset.kind !== "examples") throw new Error("letters are pictures");
  const classify = await letterClassifier(dataset);
  const real = examples("validation");
  const told = await classify(examplesOf(real).values);
  const truth = await (real.labels as tf.Tensor).data();
  const made = model.generate?.(count, randomStream(6, "evaluated"), modelValues(config)) as tf.Tensor;
  const seen = new Map<number, number>();
  for (const label of Array.from(await classify(made))) seen.set(label, (seen.get(label) ?? 0) + 1);
  tf.dispose([made, ...tensorsOf(real)]);
  return {
    different: seen.size,
    most: Math.max(...seen.values()) / count,
    rightOnReal: truth.filter((label, i) => told[i] === label).length / truth.length,
  };
}
