import * as tf from "@tensorflow/tfjs";
import { tokensOf } from "../../domains/batches.ts";
import type { BuildModel, SequenceDomain } from "../../domains/contract.ts";
import { writes } from "../../domains/sequence/generate.ts";
import type { Batch, Loss, Noise, Tap } from "../../engine/model.ts";
import { fieldTooLong } from "./alarms.manifest.ts";
import { hostReader } from "./host.ts";
import { buildReader, type Queues, type Reading } from "./network.ts";
import { stepper } from "./sample.ts";
import { architecture, type WaveNetValues } from "./sizes.manifest.ts";
import { view } from "./views.ts";

/** Builds the WaveNet: next characters, each layer's queue carried on from batch to batch. */
export const build: BuildModel<SequenceDomain> = (values, domain, batchShape, weights) => {
  const sizes = architecture(values, domain);
  const reader = buildReader(sizes, weights);
  const carry = tf.tidy(() => reader.zeroQueues(batchShape.size).map((zeros) => tf.variable(zeros, false)));

  /** Mean cross-entropy of the next characters in nats, and the queues to go on from. */
  function lossOf(batch: Batch, carried: Queues | null, tap: Tap, dropout?: Reading["dropout"]): Loss {
    const { inputs: tokens, targets, labels, fresh } = tokensOf(batch);
    const queues = carried && !fresh ? carried : reader.zeroQueues(tokens.shape[0]);
    const read = reader.read({ tokens, labels, queues, tap, ...(dropout ? { dropout } : {}) });
    const rows = read.logits.reshape([-1, sizes.vocabulary]) as tf.Tensor2D; // [B·T, V]
    const losses = domain.surprise(rows, tap("targets", targets).reshape([-1]) as tf.Tensor1D); // [B·T]
    return { total: tap("loss", tf.mean(losses) as tf.Scalar), terms: {}, carry: read.queues };
  }

  /** A channel that is off stays off for the whole sequence. Gal & Ghahramani 2016. */
  function dropoutOf({ dropout: rate }: WaveNetValues, noise: Noise): Reading["dropout"] {
    if (rate === 0) return undefined;
    return (z, layer) => {
      const [B, , C] = z.shape;
      const drawn = noise.uniform(`dropout${layer}`, [B, 1, C]);
      return tf.mul(z, tf.div(tf.step(tf.sub(drawn, rate)), 1 - rate));
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
          lossOf(batch, carry as unknown as Queues, tap, dropoutOf(values as WaveNetValues, noise)),
      },
    ],
    nodeOf: (variable) => reader.nodes.get(variable) as string,
    evaluate: (batch, carried) => {
      const [total, ...carry] = tf.tidy(() => {
        const loss = lossOf(batch, carried as Queues | null, (_, value) => value);
        return [loss.total, ...(loss.carry ?? [])];
      });
      return { total: total as tf.Scalar, terms: {}, carry };
    },
    ...writes(stepper(reader, sizes), sizes.labels > 0, domain, hostReader(reader, sizes)),
    view: (request) => view(reader, sizes, domain, request),
    detectors: [fieldTooLong],
    dispose: () => {
      reader.network.dispose();
      tf.dispose(carry);
    },
  };
};
