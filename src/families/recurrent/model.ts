import * as tf from "@tensorflow/tfjs";
import { tokensOf } from "../../domains/batches.ts";
import type { BuildModel, SequenceDomain } from "../../domains/contract.ts";
import { writes } from "../../domains/sequence/generate.ts";
import type { Batch, Loss, Noise, Tap } from "../../engine/model.ts";
import { architecture, type RecurrentValues } from "./manifest.ts";
import { buildReader, type Reading, type State } from "./network.ts";
import { stepper } from "./sample.ts";
import { view } from "./views.ts";

/**
 * Multiplies all characters of a sequence by one mask of zeros and 1 / (1 − rate): a unit that is off stays off for the
 * whole sequence. hidden [B, T, H]. Gal & Ghahramani 2016.
 */
function variationalDropout(hidden: tf.Tensor3D, rate: number, uniform: tf.Tensor): tf.Tensor3D {
  return tf.mul(hidden, tf.div(tf.step(tf.sub(uniform, rate)), 1 - rate));
}

/** Builds the recurrent language model: truncated back-propagation through time with the state carried on. */
export const build: BuildModel<SequenceDomain> = (values, domain, batchShape, weights) => {
  const sizes = architecture(values, domain);
  const reader = buildReader(sizes, weights);
  const carry = tf.tidy(() => reader.zeroState(batchShape.size).map((zeros) => tf.variable(zeros, false)));

  /** Mean cross-entropy of the next characters in nats, and the state to go on from. */
  function lossOf(batch: Batch, carried: State | null, tap: Tap, dropout?: Reading["dropout"]): Loss {
    const { inputs: tokens, targets, labels, fresh } = tokensOf(batch);
    const state = carried && !fresh ? carried : reader.zeroState(tokens.shape[0]);
    const read = reader.read({ tokens, labels, state, tap, ...(dropout ? { dropout } : {}) });
    const rows = read.logits.reshape([-1, sizes.vocabulary]) as tf.Tensor2D; // [B·T, V]
    const losses = domain.surprise(rows, tap("targets", targets).reshape([-1]) as tf.Tensor1D); // [B·T]
    return { total: tap("loss", tf.mean(losses) as tf.Scalar), terms: {}, carry: read.state };
  }

  function dropoutOf(values: RecurrentValues, noise: Noise): Reading["dropout"] {
    if (values.dropout === 0) return undefined;
    return (hidden, layer) => {
      const [B, , H] = hidden.shape;
      return variationalDropout(hidden, values.dropout, noise.uniform(`dropout${layer}`, [B, 1, H]));
    };
  }

  return {
    networks: { reader: reader.network },
    updates: [
      {
        network: "reader",
        variables: [...reader.nodes.keys()],
        carry,
        loss: ({ batch, noise, tap, values }) =>
          lossOf(batch, carry as State, tap, dropoutOf(values as RecurrentValues, noise)),
      },
    ],
    nodeOf: (variable) => reader.nodes.get(variable) as string,
    evaluate: (batch, carried) => {
      const [total, ...carry] = tf.tidy(() => {
        const loss = lossOf(batch, carried as State | null, (_, value) => value);
        return [loss.total, ...(loss.carry ?? [])];
      });
      return { total: total as tf.Scalar, terms: {}, carry };
    },
    ...writes(stepper(reader, sizes), sizes.labels > 0, domain),
    view: (request) => view(reader, sizes, domain, request),
    dispose: () => {
      reader.network.dispose();
      tf.dispose(carry);
    },
  };
};
