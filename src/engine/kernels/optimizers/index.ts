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
  UPDATES,
  type Updated,
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
  Updated,
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

/** All weights in one call where the backend can, else one by one with `single`. */
function updateAll<Slots extends object, Options extends UpdateOptions>(
  kernelName: string,
  updated: readonly Updated<Slots>[],
  options: Options,
  single: (variable: tf.Variable, gradient: tf.Tensor, slots: Slots, options: Options) => void,
): void {
  if (!hasNative(UPDATES)) {
    for (const { variable, gradient, slots } of updated) single(variable, gradient, slots, options);
    return;
  }
  const { gradientScale, ...numbers } = options;
  const inputs: Record<string, tf.Tensor | null | undefined> = { gradientScale };
  updated.forEach(({ variable, gradient, slots }, i) => {
    ownData(variable);
    inputs[`variable${i}`] = variable;
    inputs[`gradient${i}`] = gradient;
    for (const name in slots) {
      const slot = slots[name] as tf.Variable;
      ownData(slot);
      inputs[`${name}${i}`] = slot;
    }
  });
  runNative(UPDATES, inputs, { ...numbers, update: kernelName, count: updated.length });
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

/** `sgdUpdate` of many weights. */
export function sgdUpdates(updated: readonly Updated<object>[], options: UpdateOptions): void {
  updateAll(SGD_UPDATE, updated, options, (variable, gradient, _, same) => sgdUpdate(variable, gradient, same));
}

/** `sgdMomentumUpdate` of many weights. */
export function sgdMomentumUpdates(updated: readonly Updated<MomentumSlots>[], options: MomentumOptions): void {
  updateAll(MOMENTUM_UPDATE, updated, options, sgdMomentumUpdate);
}

/** `rmsPropUpdate` of many weights. */
export function rmsPropUpdates(updated: readonly Updated<RmsPropSlots>[], options: RmsPropOptions): void {
  updateAll(RMSPROP_UPDATE, updated, options, rmsPropUpdate);
}

/** `adamUpdate` of many weights. */
export function adamUpdates(updated: readonly Updated<AdamSlots>[], options: AdamOptions): void {
  adamWUpdates(updated, { ...options, weightDecay: 0 });
}

/** `adamWUpdate` of many weights. */
export function adamWUpdates(updated: readonly Updated<AdamSlots>[], options: AdamWOptions): void {
  updateAll(ADAM_UPDATE, updated, options, adamWUpdate);
}

/** √(Σ of all squares) over all gradients together, a scalar on the device. Pascanu et al. 2013 clip by it. */
export function globalNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  if (!hasNative(GLOBAL_NORM)) return globalNormReference(gradients);
  const inputs = Object.fromEntries(gradients.map((gradient, i) => [`gradient${i}`, gradient]));
  return runNative(GLOBAL_NORM, inputs)[0] as tf.Scalar;
}
