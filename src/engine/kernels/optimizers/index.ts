import * as tf from "@tensorflow/tfjs";
import { hasNative, runNative } from "../native.ts";
import {
  ADAM_UPDATE,
  type AdamOptions,
  type AdamSlots,
  type AdamWOptions,
  GLOBAL_NORM,
  MOMENTUM_UPDATE,
  type MomentumOptions,
  type MomentumSlots,
  RMSPROP_UPDATE,
  type RmsPropOptions,
  type RmsPropSlots,
  SGD_UPDATE,
  type UpdateOptions,
} from "./contract.ts";
import { adamReference, globalNormReference, momentumReference, rmsPropReference, sgdReference } from "./reference.ts";

export type {
  AdamOptions,
  AdamSlots,
  AdamWOptions,
  MomentumOptions,
  MomentumSlots,
  RmsPropOptions,
  RmsPropSlots,
  UpdateOptions,
} from "./contract.ts";

/** Gives the variable data of its own if a clone, a reshape or what it was made from has the same: those must not change. */
function ownData(variable: tf.Variable): void {
  if (tf.backend().refCount(variable.dataId) > 1) tf.tidy(() => variable.assign(tf.mul(variable, 1)));
}

function updateInPlace(
  kernelName: string,
  variable: tf.Variable,
  gradient: tf.Tensor,
  slots: Readonly<Record<string, tf.Variable>>,
  { gradientScale, ...numbers }: UpdateOptions,
): void {
  for (const written of [variable, ...Object.values(slots)]) ownData(written);
  runNative(kernelName, { variable, gradient, gradientScale, ...slots }, numbers);
}

/** θ ← θ − learningRate · g. */
export function sgdUpdate(variable: tf.Variable, gradient: tf.Tensor, options: UpdateOptions): void {
  if (hasNative(SGD_UPDATE)) updateInPlace(SGD_UPDATE, variable, gradient, {}, options);
  else sgdReference(variable, gradient, options);
}

/** v ← momentum · v + g; θ ← θ − learningRate · v. Polyak 1964, as PyTorch has it. */
export function sgdMomentumUpdate(
  variable: tf.Variable,
  gradient: tf.Tensor,
  slots: MomentumSlots,
  options: MomentumOptions,
): void {
  if (hasNative(MOMENTUM_UPDATE)) updateInPlace(MOMENTUM_UPDATE, variable, gradient, { ...slots }, options);
  else momentumReference(variable, gradient, slots, options);
}

/** s ← decay · s + (1 − decay) · g²; θ ← θ − learningRate · g / (√s + epsilon). Tieleman & Hinton 2012. */
export function rmsPropUpdate(
  variable: tf.Variable,
  gradient: tf.Tensor,
  slots: RmsPropSlots,
  options: RmsPropOptions,
): void {
  if (hasNative(RMSPROP_UPDATE)) updateInPlace(RMSPROP_UPDATE, variable, gradient, { ...slots }, options);
  else rmsPropReference(variable, gradient, slots, options);
}

/** Algorithm 1 of Kingma & Ba 2015, with both moments corrected for their start at zero. */
export function adamUpdate(variable: tf.Variable, gradient: tf.Tensor, slots: AdamSlots, options: AdamOptions): void {
  adamWUpdate(variable, gradient, slots, { ...options, weightDecay: 0 });
}

/** Adam with decay apart from the gradient: θ ← θ · (1 − learningRate · weightDecay) first. Loshchilov & Hutter 2019. */
export function adamWUpdate(variable: tf.Variable, gradient: tf.Tensor, slots: AdamSlots, options: AdamWOptions): void {
  if (hasNative(ADAM_UPDATE)) updateInPlace(ADAM_UPDATE, variable, gradient, { ...slots }, options);
  else adamReference(variable, gradient, slots, options);
}

/** √(Σ of all squares) over all gradients together, a scalar on the device. Pascanu et al. 2013 clip by it. */
export function globalNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  if (!hasNative(GLOBAL_NORM)) return globalNormReference(gradients);
  const inputs = Object.fromEntries(gradients.map((gradient, i) => [`gradient${i}`, gradient]));
  return runNative(GLOBAL_NORM, inputs)[0] as tf.Scalar;
}
