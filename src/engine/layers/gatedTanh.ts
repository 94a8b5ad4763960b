import * as tf from "@tensorflow/tfjs";
import { gatedTanh } from "../kernels/gatedTanh/index.ts";
import { firstShape, firstTensor } from "./inputs.ts";

/**
 * tanh of the first half of the channels times σ of the second: [..., 2C] → [..., C]. Without weights; registered, for
 * loading a saved model needs it beside the stock layers. van den Oord et al. 2016, equation 2.
 */
export class GatedTanh extends tf.layers.Layer {
  static className = "GatedTanh";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => gatedTanh(firstTensor(inputs)));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shape = firstShape(inputShape);
    return [...shape.slice(0, -1), (shape.at(-1) as number) / 2];
  }
}

tf.serialization.registerClass(GatedTanh);
