import * as tf from "@tensorflow/tfjs";
import { differentiable, hasNative, runNative } from "../native.ts";
import {
  RECURRENT_BACKWARD,
  RECURRENT_FORWARD,
  type RecurrentCell,
  type RecurrentInputs,
  type RecurrentOutputs,
  stateCount,
} from "./contract.ts";
import { recurrentReference } from "./reference.ts";

export type { RecurrentCell, RecurrentInputs, RecurrentOutputs } from "./contract.ts";
export { gateCount } from "./contract.ts";

/**
 * A whole sequence through a recurrent cell (sigmoid gates, tanh), with Keras' weight layout and gate order.
 * projected [B, T, G·H], recurrentKernel [H, G·H], recurrentBias [G·H] or null, initial [B, H] each
 * → hidden [B, T, H], final [B, H] each. Differentiable in every input.
 * Elman 1990; Hochreiter & Schmidhuber 1997; Cho et al. 2014.
 */
export function recurrent(cell: RecurrentCell, inputs: RecurrentInputs): RecurrentOutputs {
  if (!hasNative(RECURRENT_FORWARD)) return recurrentReference(cell, inputs);
  const { projected, recurrentKernel, recurrentBias, initial } = inputs;
  const [initialHidden, initialCell] = initial;
  const states = stateCount[cell];
  const named: Record<string, tf.Tensor> = { projected, recurrentKernel, initialHidden: initialHidden as tf.Tensor2D };
  if (initialCell) named.initialCell = initialCell;
  if (recurrentBias) named.recurrentBias = recurrentBias;

  const outputs = differentiable(
    named,
    (save) => {
      const results = runNative(RECURRENT_FORWARD, named, { cell });
      const [hidden, ...rest] = results as [tf.Tensor, ...tf.Tensor[]];
      const { projected: _, ...needed } = named;
      save([...Object.values(needed), hidden, ...rest.slice(states)]);
      return results.slice(0, 1 + states);
    },
    (gradients, saved) => {
      const names = Object.keys(named).filter((name) => name !== "projected");
      const given = Object.fromEntries(names.map((name, i) => [name, saved[i] as tf.Tensor]));
      const [hidden, ...reserves] = saved.slice(names.length);
      reserves.forEach((reserve, i) => {
        given[`reserve${i}`] = reserve;
      });
      const [hiddenGradient, finalHiddenGradient, finalCellGradient] = gradients;
      const results = runNative(
        RECURRENT_BACKWARD,
        { ...given, hidden, hiddenGradient, finalHiddenGradient, finalCellGradient },
        { cell },
      );
      return Object.fromEntries(Object.keys(named).map((name, i) => [name, () => results[i] as tf.Tensor]));
    },
  );
  const [hidden, ...final] = outputs;
  return { hidden: hidden as tf.Tensor3D, final: final as tf.Tensor2D[] };
}

/** A state of zeros for `batch` sequences of a cell of `units` units: what a sequence begins with. */
export function zeroState(cell: RecurrentCell, batch: number, units: number): tf.Tensor2D[] {
  return Array.from({ length: stateCount[cell] }, () => tf.zeros([batch, units]) as tf.Tensor2D);
}
