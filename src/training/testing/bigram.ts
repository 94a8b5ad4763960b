import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomNormals, substream } from "../../core/random.ts";
import { tokensOf } from "../../domains/batches.ts";
import type { TokenDataset, TokenPart } from "../../domains/dataset.ts";
import type { Batch, Loss, LossInput, Model } from "../../engine/model.ts";

/** Documents over the letters a–e in which each letter likes to be followed by the next one. */
export function letterDataset(documents = 80): TokenDataset {
  const vocabulary = ["\n", "a", "b", "c", "d", "e"];
  const part = (first: number, count: number): TokenPart => {
    const texts = Array.from({ length: count }, (_, i) =>
      Array.from({ length: 3 + ((first + i) % 5) }, (_, j) => 1 + ((i + j + (i % 7 === j ? 1 : 0)) % 5)),
    );
    const starts: number[] = [];
    const tokens: number[] = [];
    for (const text of texts) {
      starts.push(tokens.length);
      tokens.push(...text, 0);
    }
    return {
      tokens: Int32Array.from(tokens),
      starts: Uint32Array.from(starts),
      labels: Int32Array.from(starts, (_, i) => i % 2),
    };
  };
  const train = part(0, documents);
  const validation = part(documents, 20);
  return {
    kind: "tokens",
    facts: {
      id: "letters",
      domain: { kind: "tokens", vocabulary },
      labels: ["even", "odd"],
      counts: { train: documents, validation: 20 },
      characters: { train: train.tokens.length, validation: validation.tokens.length },
      baselines: [],
    },
    train,
    validation,
    has: () => false,
  };
}

const V = 6;
const H = 7;

export interface BigramOptions {
  /** Units switched off at random, so that noise matters. */
  readonly dropout?: number;
  /** How many of the updates there are; all on the same network. */
  readonly updates?: number;
}

/**
 * A tiny network for tests of training: one-hot character → tanh(x·W + carry) → logits. It carries the mean hidden
 * state from batch to batch, and taps each stage.
 */
export function bigramModel(weights: RandomStream, { dropout = 0, updates = 1 }: BigramOptions = {}): Model {
  const draw = (index: number, shape: [number, number]) =>
    tf.tidy(() =>
      tf.variable(tf.tensor2d(randomNormals(substream(weights, index), shape[0] * shape[1]), shape).mul(0.3)),
    );
  const embedding = draw(0, [V, H]);
  const readout = draw(1, [H, V]);
  const carry = tf.tidy(() => tf.variable(tf.zeros([1, H]), false));

  const forward = (
    { batch: given, noise, tap }: Pick<LossInput, "batch" | "tap"> & Partial<LossInput>,
    memory: tf.Tensor,
  ): Loss => {
    const batch = tokensOf(given);
    const [B, T] = batch.inputs.shape;
    tap("characters", batch.inputs);
    const x = tf.cast(tf.oneHot(batch.inputs.flatten(), V), "float32"); // [B·T, V]
    let hidden: tf.Tensor = tf.tanh(tf.add(tf.matMul(x, embedding as tf.Tensor2D), memory)); // [B·T, H]
    if (noise && dropout > 0) {
      hidden = tf.mul(hidden, tf.cast(tf.greaterEqual(noise.uniform("dropout", [B * T, H]), dropout), "float32"));
    }
    const tapped = tap("hidden", hidden.reshape([B, T, H])).reshape([B * T, H]);
    const logits = tap("logits", tf.matMul(tapped as tf.Tensor2D, readout as tf.Tensor2D).reshape([B, T, V]));
    const target = tf.cast(tf.oneHot(batch.targets.flatten(), V), "float32");
    const losses = tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(logits.reshape([B * T, V]))), 1));
    const total = tap("loss", tf.mean(losses) as tf.Scalar);
    return {
      total,
      terms: { accuracy: tf.mean(tf.cast(tf.equal(logits.argMax(-1), batch.targets), "float32")) as tf.Scalar },
      carry: [tf.mean(hidden, 0, true)],
    };
  };

  return {
    networks: {},
    updates: Array.from({ length: updates }, () => ({
      network: "network",
      variables: [embedding, readout],
      carry: [carry],
      loss: (input) => forward(input, tokensOf(input.batch).fresh ? tf.zeros([1, H]) : carry),
    })),
    nodeOf: (variable) => (variable === embedding ? "hidden" : "logits"),
    evaluate: (batch: Batch, state) =>
      tf.tidy(() => {
        const loss = forward({ batch, tap: (_, value) => value }, state?.[0] ?? tf.zeros([1, H]));
        // `tf.tidy` spares what it finds in a plain object.
        return loss as unknown as tf.TensorContainer;
      }) as unknown as Loss,
    sample: async function* ({ stream }) {
      const table = tf.tidy(() => tf.matMul(tf.tanh(embedding) as tf.Tensor2D, readout as tf.Tensor2D));
      const likeliest = await tf.tidy(() => table.argMax(1)).data();
      table.dispose();
      const letters = ["\n", "a", "b", "c", "d", "e"];
      const text = `${stream.key[1]}:${Array.from(likeliest, (i) => letters[i]).join("")}`;
      const sample = { text, promptLength: 0, confidence: Array.from(text, () => 1) };
      yield { kind: "text", samples: [{ ...sample, finished: false }] };
      yield { kind: "text", samples: [{ ...sample, finished: true }] };
    },
    view: async () => ({ kind: "probabilities", text: [], first: [], next: [] }),
    dispose: () => tf.dispose([embedding, readout, carry]),
  };
}
