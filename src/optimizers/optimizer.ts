import * as tf from "@tensorflow/tfjs";
import type { Updated } from "../engine/kernels/optimizers/index.ts";
import type { Values } from "../schema/parameter.ts";

export interface Gradient {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
}

/** Everything beside the gradients that one update depends on. */
export interface UpdateSettings {
  /** By the schedule, at this step. */
  readonly learningRate: number;
  /** A scalar on the device that every gradient is multiplied by first; `null` leaves them as they are. */
  readonly gradientScale: tf.Scalar | null;
  /** How many updates this one makes, itself included: 1 at the first. */
  readonly update: number;
  /** The optimizer's own parameters as they stand now. */
  readonly values: Values;
}

/** One of the tensors that an optimizer remembers for a weight. */
interface Slot {
  readonly of: tf.Variable;
  readonly name: string;
  readonly variable: tf.Variable;
}

export interface Optimizer {
  /** In a fixed order: by weight, then by name. */
  readonly slots: readonly Slot[];
  /** Moves the weights by their gradients. Waits for nothing, leaves no tensor behind. */
  readonly apply: (gradients: readonly Gradient[], settings: UpdateSettings) => void;
  readonly dispose: () => void;
}

/** What `optimizers/<id>/optimizer.ts` exports as `create`. */
export type CreateOptimizer = (variables: readonly tf.Variable[]) => Optimizer;

/** An optimizer from its rule for all weights at once, with zeroed slots of the weight's shape under the given names. */
export function createOptimizer<const Name extends string>(
  variables: readonly tf.Variable[],
  names: readonly Name[],
  update: (updated: readonly Updated<Readonly<Record<Name, tf.Variable>>>[], settings: UpdateSettings) => void,
): Optimizer {
  const slots = variables.flatMap((of) =>
    names.map((name): Slot & { name: Name } => ({
      of,
      name,
      variable: tf.tidy(() => tf.variable(tf.zeros(of.shape), false)),
    })),
  );
  const slotsOf = new Map(
    variables.map((variable) => {
      const own = slots.filter((slot) => slot.of === variable).map((slot) => [slot.name, slot.variable]);
      return [variable, Object.fromEntries(own) as Record<Name, tf.Variable>];
    }),
  );
  return {
    slots,
    apply: (gradients, settings) => {
      const updated = gradients.flatMap(({ variable, gradient }) => {
        const own = slotsOf.get(variable);
        return own ? [{ variable, gradient, slots: own }] : [];
      });
      update(updated, settings);
    },
    dispose: () => tf.dispose(slots.map((slot) => slot.variable)),
  };
}
