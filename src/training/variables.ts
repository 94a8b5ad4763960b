import type * as tf from "@tensorflow/tfjs";
import type { Model } from "../engine/model.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

/** A tensor of a run under a name that a freshly built model of the same set-up gives it again. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

/** All that training changes: weights, carried state and optimizer slots, in a fixed order. */
export function runVariables(model: Model, optimizers: ReadonlyMap<string, Optimizer>): readonly NamedVariable[] {
  const names = new Map<tf.Variable, string>();
  for (const [network, { weights }] of Object.entries(model.networks)) {
    for (const [i, weight] of weights.entries()) {
      // TensorFlow.js numbers names that were used before in the page, so that `originalName` alone is the same again.
      names.set(weight.read() as tf.Variable, `${network}/${i}/${weight.originalName}`);
    }
  }
  for (const { network, variables, carry = [] } of model.updates) {
    for (const [i, variable] of variables.entries()) {
      if (!names.has(variable)) names.set(variable, `${network}/${i}/variable`);
    }
    for (const [i, variable] of carry.entries()) {
      if (!names.has(variable)) names.set(variable, `${network}/${i}/carry`);
    }
  }
  const own = Array.from(names, ([variable, name]) => ({ name, variable }));
  const slots = [...optimizers.values()].flatMap((optimizer) =>
    optimizer.slots.map(({ of, name, variable }) => ({ name: `${names.get(of)}/${name}`, variable })),
  );
  return [...own, ...slots];
}
