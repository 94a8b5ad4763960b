import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import { embedding } from "../kernels/embedding/index.ts";
import { type Initializer, uniformBetween } from "./initializers.ts";
import { firstShape, firstTensor } from "./inputs.ts";

export interface EmbeddingOptions {
  /** How many rows the table has: the vocabulary. */
  readonly inputDim: number;
  /** How wide a row is. */
  readonly outputDim: number;
  readonly stream: RandomStream;
  /** Uniform in ±0.05 unless told, as in Keras. */
  readonly initializer?: Initializer;
  readonly name?: string;
}

/** Indices [...] → rows of a table, [..., outputDim]; saved as Keras' Embedding. */
export class Embedding extends tf.layers.Layer {
  static className = "Embedding";
  readonly inputDim: number;
  readonly outputDim: number;
  private readonly embeddingsInitializer: Initializer;

  constructor({ inputDim, outputDim, stream, initializer, name }: EmbeddingOptions) {
    super(name === undefined ? {} : { name });
    this.inputDim = inputDim;
    this.outputDim = outputDim;
    this.embeddingsInitializer = initializer ?? uniformBetween(stream, -0.05, 0.05);
  }

  override build(): void {
    this.addWeight("embeddings", [this.inputDim, this.outputDim], "float32", this.embeddingsInitializer);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const indices = firstTensor(inputs);
      const [table] = this.weights.map((weight) => weight.read());
      return embedding(table as tf.Tensor2D, indices.dtype === "int32" ? indices : indices.toInt());
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [...firstShape(inputShape), this.outputDim];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { embeddingsInitializer } = this;
    return {
      ...super.getConfig(),
      inputDim: this.inputDim,
      outputDim: this.outputDim,
      embeddingsInitializer: {
        className: embeddingsInitializer.getClassName(),
        config: embeddingsInitializer.getConfig(),
      },
      maskZero: false,
      inputLength: null,
    };
  }
}
