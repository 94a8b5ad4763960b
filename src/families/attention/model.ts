import * as tf from "@tensorflow/tfjs";
import { randomStream, substream } from "../../core/random.ts";
import { tokensOf } from "../../domains/batches.ts";
import type { BuildModel, SequenceDomain } from "../../domains/contract.ts";
import { writes } from "../../domains/sequence/generate.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import type { Batch, Loss, Noise, Tap } from "../../engine/model.ts";
import { attentionExplodes, gradientExplodes, unevenHeads } from "./alarms.manifest.ts";
import { fillBlanks } from "./fill.ts";
import { hide, type Masked } from "./masking.ts";
import { buildReader, type Reading } from "./network.ts";
import { stepper } from "./sample.ts";
import { type AttentionValues, architecture } from "./sizes.manifest.ts";
import { scores, view } from "./views.ts";

/** Validation hides the same characters every time. */
const HELD = randomStream(2018, "held blanks");
/** Texts of a validation batch whose scores are looked at. */
const WATCHED = 4;

type Dropout = NonNullable<Reading["dropout"]>;

/** Builds the transformer: next characters from the left, or hidden ones from both sides. */
export const build: BuildModel<SequenceDomain> = (values, domain, batchShape, weights) => {
  const sizes = architecture(values, domain, batchShape);
  const { masked, vocabulary, heads } = sizes;
  const reader = buildReader(sizes, weights);

  /** Scores [B·T, V] of what is shown. */
  function scored(shown: tf.Tensor2D, labels: tf.Tensor2D | undefined, tap: Tap, extra: Partial<Reading>) {
    const { hidden } = reader.read({ tokens: shown, labels, tap, ...extra });
    return reader.score(hidden, tap).reshape([-1, vocabulary]) as tf.Tensor2D;
  }

  const drawn = (shape: readonly number[], draw: (name: string, shape: readonly number[]) => tf.Tensor) =>
    [draw("which", shape), draw("how", shape), draw("other", shape)] as const;

  /** Mean cross-entropy in nats, of the next characters or of those that are hidden. */
  function lossOf(batch: Batch, share: number, draws: Noise["uniform"], tap: Tap, extra: Partial<Reading> = {}) {
    const { inputs, targets, labels } = tokensOf(batch);
    // A target's label is that of its own document, so that the masked form reads the targets.
    const hidden: Masked | null = masked ? hide(targets, { share, vocabulary }, drawn(targets.shape, draws)) : null;
    const logits = scored(hidden?.shown ?? inputs, labels, tap, extra);
    const expected = tap("targets", targets).reshape([-1]) as tf.Tensor1D;
    const losses = domain.surprise(logits, expected); // [B·T]
    if (!hidden) return { total: tf.mean(losses) as tf.Scalar, logits, expected, predicted: null };
    const predicted = hidden.predicted.reshape([-1]);
    const total = tf.div(tf.sum(tf.mul(losses, predicted)), tf.maximum(1, tf.sum(predicted))) as tf.Scalar;
    return { total, logits, expected, predicted };
  }

  function dropoutOf({ dropout: rate }: AttentionValues, noise: Noise): { dropout?: Dropout } {
    if (rate === 0) return {};
    return {
      dropout: (x, place) => {
        const uniform = noise.uniform(`dropout${place}`, x.shape);
        return tf.mul(x, tf.div(tf.step(tf.sub(uniform, rate)), 1 - rate));
      },
    };
  }

  /** The largest score of any head in the first texts, before its softmax. Watched as it is read. */
  function watching(): { readonly watch: NonNullable<Reading["watch"]>; readonly largest: () => tf.Scalar } {
    const each: tf.Tensor[] = [];
    return {
      watch: (_, q, k) => {
        const few = (x: tf.Tensor3D) => x.slice([0, 0, 0], [Math.min(WATCHED, x.shape[0]), -1, -1]) as tf.Tensor3D;
        each.push(tf.max(tf.abs(scores(few(q), few(k), heads))));
      },
      largest: () => tf.max(tf.stack(each)) as tf.Scalar,
    };
  }

  function evaluate(batch: Batch, { maskShare }: AttentionValues): Loss {
    const draws = (name: string, shape: readonly number[]) =>
      uniform(substream(HELD, ["which", "how", "other"].indexOf(name)), shape);
    const { watch, largest } = watching();
    const loss = lossOf(batch, maskShare, draws, (_, value) => value, { watch });
    const terms: Record<string, tf.Scalar> = { attentionScore: largest() };
    if (loss.predicted) {
      const right = tf.equal(tf.argMax(loss.logits, 1), loss.expected).toFloat();
      terms.blanksRight = tf.div(
        tf.sum(tf.mul(right, loss.predicted)),
        tf.maximum(1, tf.sum(loss.predicted)),
      ) as tf.Scalar;
    }
    return { total: loss.total, terms };
  }

  return {
    networks: { reader: reader.network },
    updates: [
      {
        network: "reader",
        variables: [...reader.nodes.keys()],
        loss: ({ batch, noise, tap, values }) => {
          const now = values as AttentionValues;
          const { total } = lossOf(batch, now.maskShare, noise.uniform, tap, dropoutOf(now, noise));
          return { total: tap("loss", total), terms: {} };
        },
      },
    ],
    nodeOf: (variable) => reader.nodes.get(variable) as string,
    evaluate: (batch, _, values) => {
      const names: string[] = [];
      const [total, ...terms] = tf.tidy(() => {
        const loss = evaluate(batch, values as AttentionValues);
        names.push(...Object.keys(loss.terms));
        return [loss.total, ...Object.values(loss.terms)];
      });
      return {
        total: total as tf.Scalar,
        terms: Object.fromEntries(names.map((name, i) => [name, terms[i] as tf.Scalar])),
      };
    },
    // What fills blanks makes no text of its own that could be held against others.
    ...(masked
      ? { sample: (request, signal) => fillBlanks(reader, sizes, domain, request, signal) }
      : writes(stepper(reader, sizes), sizes.labels > 0, domain)),
    view: (request) => view(reader, sizes, domain, request),
    detectors: [attentionExplodes, gradientExplodes, unevenHeads],
    dispose: reader.dispose,
  };
};
