import type * as tf from "@tensorflow/tfjs";

/** What every update takes beside its own settings. */
export interface UpdateOptions {
  readonly learningRate: number;
  /** The gradient is multiplied by this before anything else, so clipping by norm needs no read of the device. */
  readonly gradientScale?: tf.Scalar | null;
}

export interface MomentumOptions extends UpdateOptions {
  /** 0 … 1: how much of the last step lives on. */
  readonly momentum: number;
}

export interface MomentumSlots {
  readonly velocity: tf.Variable;
}

export interface RmsPropOptions extends UpdateOptions {
  /** 0 … 1: how slowly the mean square forgets. */
  readonly decay: number;
  readonly epsilon: number;
}

export interface RmsPropSlots {
  readonly meanSquare: tf.Variable;
}

export interface AdamOptions extends UpdateOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** How many updates this one makes, itself included: 1 at the first. */
  readonly step: number;
}

export interface AdamWOptions extends AdamOptions {
  /** Share of each weight taken off per update and unit of learning rate. */
  readonly weightDecay: number;
}

/** A weight, its gradient and what the optimizer remembers of it. */
export interface Updated<Slots> {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly slots: Slots;
}

export interface AdamSlots {
  readonly firstMoment: tf.Variable;
  readonly secondMoment: tf.Variable;
}

/**
 * Native kernels, which write their variables in place and return nothing of use (an empty list is right). Inputs `variable`,
 * `gradient`, `gradientScale?` and the slots by name; attributes: the numbers above by name.
 */
export const SGD_UPDATE = "InklingSgdUpdate";
export const MOMENTUM_UPDATE = "InklingMomentumUpdate";
export const RMSPROP_UPDATE = "InklingRmsPropUpdate";
/** Attributes also `weightDecay`, 0 for plain Adam. */
export const ADAM_UPDATE = "InklingAdamUpdate";

/**
 * Native kernel: one of the above over many weights in one call. Inputs as there, each name with the weight's number behind it
 * (`variable0`, `gradient0`, `firstMoment0`, …), and one `gradientScale?`; attributes as there, `update`, the name of the
 * kernel above, and `count`. Optional: without it the kernels above are called one by one.
 */
export const UPDATES = "InklingUpdates";

/** Native kernel. Inputs `gradient0`, `gradient1`, …. Output: √(Σ of all squares), a scalar. */
export const GLOBAL_NORM = "InklingGlobalNorm";
