import * as tf from "@tensorflow/tfjs";
import { gateCount, type RecurrentCell, type RecurrentInputs, type RecurrentOutputs } from "./contract.ts";

type State = readonly tf.Tensor2D[];
type Product = (state: tf.Tensor2D, from: number, to: number) => tf.Tensor2D;

/** The gradients of stock `split` and `unstack` break when there is only one part. */
const blocks = <T extends tf.Tensor>(x: T, count: number): T[] => (count === 1 ? [x] : tf.split(x, count, x.rank - 1));
const steps = (x: tf.Tensor3D) =>
  (x.shape[1] === 1 ? [x.reshape([x.shape[0], x.shape[2]])] : tf.unstack(x, 1)) as tf.Tensor2D[];

function simpleStep(projected: tf.Tensor2D, product: Product, [hidden]: State): State {
  return [tf.tanh(tf.add(projected, product(hidden as tf.Tensor2D, 0, 1)))];
}

function lstmStep(projected: tf.Tensor2D, product: Product, [hidden, cell]: State): State {
  const gates = tf.add(projected, product(hidden as tf.Tensor2D, 0, 4));
  const [i, f, c, o] = blocks(gates, 4) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const next: tf.Tensor2D = tf.add(tf.mul(tf.sigmoid(f), cell as tf.Tensor2D), tf.mul(tf.sigmoid(i), tf.tanh(c)));
  return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next];
}

function gruStep(projected: tf.Tensor2D, product: Product, [hidden]: State, resetAfter: boolean): State {
  const h = hidden as tf.Tensor2D;
  const [xz, xr, xh] = blocks(projected, 3) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const [hz, hr] = blocks(product(h, 0, 2), 2) as [tf.Tensor2D, tf.Tensor2D];
  const update: tf.Tensor2D = tf.sigmoid(tf.add(xz, hz));
  const reset: tf.Tensor2D = tf.sigmoid(tf.add(xr, hr));
  const recurrent = resetAfter ? tf.mul(reset, product(h, 2, 3)) : product(tf.mul(reset, h), 2, 3);
  const candidate = tf.tanh(tf.add(xh, recurrent));
  return [tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), candidate))];
}

/** The recurrence step by step from core ops, differentiable by their own gradients; shapes as {@link RecurrentInputs}. */
export function recurrentReference(cell: RecurrentCell, inputs: RecurrentInputs): RecurrentOutputs {
  const { projected, recurrentKernel, recurrentBias, initial } = inputs;
  const units = recurrentKernel.shape[0];
  const kernels = blocks(recurrentKernel, gateCount[cell]);
  const biases = recurrentBias ? blocks(recurrentBias, gateCount[cell]) : [];
  const product: Product = (state, from, to) => {
    const result: tf.Tensor2D = tf.matMul(state, tf.concat(kernels.slice(from, to), 1));
    return recurrentBias ? tf.add(result, tf.concat(biases.slice(from, to))) : result;
  };

  let state: State = initial;
  const hidden: tf.Tensor[] = [];
  for (const x of steps(projected)) {
    if (cell === "simple") state = simpleStep(x, product, state);
    else if (cell === "lstm") state = lstmStep(x, product, state);
    else state = gruStep(x, product, state, cell === "gru");
    hidden.push((state[0] as tf.Tensor2D).reshape([-1, 1, units]));
  }
  return { hidden: tf.concat(hidden, 1) as tf.Tensor3D, final: state };
}
