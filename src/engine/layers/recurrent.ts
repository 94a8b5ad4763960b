import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { matMul } from "../kernels/matMul/index.ts";
import {
  gateCount,
  type RecurrentCell,
  type RecurrentOutputs,
  recurrent,
  zeroState,
} from "../kernels/recurrent/index.ts";
import { glorotUniform, type Initializer, orthogonal, unitForgetBias } from "./initializers.ts";
import { firstShape, firstTensor } from "./inputs.ts";

export interface RecurrentLayerOptions {
  readonly units: number;
  /** Where the first weights are drawn from. */
  readonly stream: RandomStream;
  /** Whether `call` gives all hidden states [B, T, H] (the default) or the last one [B, H]. */
  readonly returnSequences?: boolean;
  /** Whether a sequence is read from its end. */
  readonly goBackwards?: boolean;
  readonly name?: string;
}

/** A recurrent layer over our kernels, with Keras' weights: kernel [E, G·H], recurrent_kernel [H, G·H], bias. */
export abstract class RecurrentLayer extends tf.layers.Layer {
  readonly cell: RecurrentCell;
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  protected readonly kernelInitializer: Initializer;
  protected readonly recurrentInitializer: Initializer;
  protected readonly biasInitializer: Initializer;

  constructor(
    cell: RecurrentCell,
    { units, stream, returnSequences = true, goBackwards = false, name }: RecurrentLayerOptions,
  ) {
    super(name === undefined ? {} : { name });
    this.cell = cell;
    this.units = units;
    this.returnSequences = returnSequences;
    this.goBackwards = goBackwards;
    this.kernelInitializer = glorotUniform(substream(stream, 0));
    this.recurrentInitializer = orthogonal(substream(stream, 1));
    this.biasInitializer = cell === "lstm" ? unitForgetBias(units) : tf.initializers.zeros();
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const features = firstShape(inputShape).at(-1) as number;
    const width = gateCount[this.cell] * this.units;
    this.addWeight("kernel", [features, width], "float32", this.kernelInitializer);
    this.addWeight("recurrent_kernel", [this.units, width], "float32", this.recurrentInitializer);
    // Keras keeps the input's and the recurrence's bias of its reset-after GRU as two rows.
    this.addWeight("bias", this.cell === "gru" ? [2, width] : [width], "float32", this.biasInitializer);
    this.built = true;
  }

  /** x [B, T, E] from the state `initial` (each [B, H]) on → hidden [B, T, H] and the final state. */
  sequence(x: tf.Tensor3D, initial: readonly tf.Tensor2D[]): RecurrentOutputs {
    if (!this.built) this.build(x.shape);
    const [kernel, recurrentKernel, bias] = this.weights.map((weight) => weight.read()) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor,
    ];
    const [inputBias, recurrentBias] = (this.cell === "gru" ? tf.unstack(bias) : [bias, null]) as [
      tf.Tensor1D,
      tf.Tensor1D | null,
    ];
    const read = this.goBackwards ? tf.reverse(x, 1) : x;
    const projected = matMul(read, kernel, { bias: inputBias }) as tf.Tensor3D; // [B, T, G·H]
    return recurrent(this.cell, { projected, recurrentKernel, recurrentBias, initial });
  }

  /** The state that a sequence begins with, for `batch` sequences. */
  zeroState(batch: number): tf.Tensor2D[] {
    return zeroState(this.cell, batch, this.units);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = firstTensor(inputs) as tf.Tensor3D;
      // What follows the sequence is the state that it begins with.
      const initial = Array.isArray(inputs) && inputs.length > 1 ? (inputs.slice(1) as tf.Tensor2D[]) : null;
      const { hidden, final } = this.sequence(x, initial ?? this.zeroState(x.shape[0]));
      return this.returnSequences ? hidden : (final[0] as tf.Tensor2D);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, time] = firstShape(inputShape) as [number | null, number | null];
    return this.returnSequences ? [batch, time, this.units] : [batch, this.units];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      units: this.units,
      activation: "tanh",
      useBias: true,
      kernelInitializer: saved(this.kernelInitializer),
      recurrentInitializer: saved(this.recurrentInitializer),
      biasInitializer: saved(this.biasInitializer),
      dropout: 0,
      recurrentDropout: 0,
      returnSequences: this.returnSequences,
      returnState: false,
      goBackwards: this.goBackwards,
      stateful: false,
      unroll: false,
    };
  }
}

const saved = (initializer: Initializer) => ({
  className: initializer.getClassName(),
  config: initializer.getConfig(),
});

/** h ← tanh(x·kernel + h·recurrent_kernel + bias). Elman 1990. */
export class SimpleRNN extends RecurrentLayer {
  static className = "SimpleRNN";

  constructor(options: RecurrentLayerOptions) {
    super("simple", options);
  }
}

/** Long short-term memory; its forget gate starts open. Hochreiter & Schmidhuber 1997. */
export class LSTM extends RecurrentLayer {
  static className = "LSTM";

  constructor(options: RecurrentLayerOptions) {
    super("lstm", options);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), recurrentActivation: "sigmoid", unitForgetBias: true, implementation: 2 };
  }
}

/**
 * The gated recurrent unit. With `resetAfter` (the default, as in Keras and PyTorch) the reset gate works on the product;
 * without, on the state before it: the only form that stock TensorFlow.js loads. Cho et al. 2014.
 */
export class GRU extends RecurrentLayer {
  static className = "GRU";

  constructor({ resetAfter = true, ...options }: RecurrentLayerOptions & { readonly resetAfter?: boolean }) {
    super(resetAfter ? "gru" : "gru-reset-before", options);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      recurrentActivation: "sigmoid",
      resetAfter: this.cell === "gru",
      implementation: 2,
    };
  }
}
