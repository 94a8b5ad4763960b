/** The transformer in Keras, for texts symbol by symbol. */
import { sample, trainStep } from "../../domains/sequence/keras.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { imports } from "../../export/keras/modules.ts";
import { configure, trainFile } from "../../export/keras/training.ts";
import { dense, embedding, type KerasLayer, layerNorm, places, variable } from "../../export/keras/weights.ts";
import { constants } from "../../export/program/spoken.ts";
import { bool, python } from "../../export/program/template.ts";
import { type Architecture, type AttentionValues, architecture } from "./sizes.manifest.ts";

/** Parts with first weights as GPT-2's. */
const PARTS = python`
  def dense(units, spread=0.02):
      """A dense layer with the first weights of GPT-2."""
      return layers.Dense(units, kernel_initializer=keras.initializers.RandomNormal(stddev=spread))


  def table(rows):
      """A vector for each number."""
      normal = keras.initializers.RandomNormal(stddev=0.02)
      return layers.Embedding(rows, WIDTH, embeddings_initializer=normal)
`;

const ROTATE = python`
  def rotate(x):
      """Turns pairs of channels by angles that grow with the place (Su et al. 2021). x [B, T, heads, D]."""
      T, half = x.shape[1], x.shape[3] // 2
      frequencies = 100.0 ** (-ops.arange(half, dtype="float32") / half)
      angles = ops.arange(T, dtype="float32")[:, None, None] * frequencies  # [T, 1, D / 2]
      angles = ops.concatenate([angles, angles], -1)
      a, b = ops.split(x, 2, axis=-1)
      return x * ops.cos(angles) + ops.concatenate([-b, a], -1) * ops.sin(angles)
`;

function block({ masked, rotary, heads }: Architecture, hidden: number, dropout: boolean): string {
  const dropped = (value: string) => (dropout ? `self.dropout(${value})` : value);
  return python`
    class Block(layers.Layer):
        """Self-attention and a perceptron, each added to what came in."""

        def __init__(self):
            super().__init__()
            self.norms = [layers.LayerNormalization(epsilon=1e-5) for _ in range(2)]
            self.mix = dense(3 * WIDTH)
            self.merge = dense(WIDTH, ADDED)
            self.widen = dense(${hidden})  #@ model.feedForward
            self.narrow = dense(WIDTH, ADDED)
            ${dropout && "self.dropout = layers.Dropout(DROPOUT)  #@ model.dropout"}

        def attend(self, x):
            T = x.shape[1]
            mixed = ops.reshape(self.mix(x), (-1, T, 3, ${heads}, WIDTH // ${heads}))  #@ model.heads
            q, k, v = ops.unstack(mixed, 3, axis=2)  # [B, T, heads, D]
            ${rotary && "q, k = rotate(q), rotate(k)  #@ model.positions"}
            x = ops.dot_product_attention(q, k, v, is_causal=${bool(!masked)})  #@ model.form
            return self.merge(ops.reshape(x, (-1, T, WIDTH)))

        def perceptron(self, x):
            return self.narrow(ops.gelu(self.widen(x)))

        def call(self, x):
            x = x + ${dropped("self.attend(self.norms[0](x))")}
            return x + ${dropped("self.perceptron(self.norms[1](x))")}
  `;
}

/** Which characters are hidden, and the error of those. Devlin et al. 2018. */
const maskedObjective = ({ maskShare }: AttentionValues, labelled: string) => python`
  def objective(self, _, tokens${labelled}):
      """Hides some characters and gives the mean cross-entropy of those, in nats."""
      shape = ops.shape(tokens)
      predicted = keras.random.uniform(shape) < ${maskShare}  #@ model.maskShare
      how, other = keras.random.uniform(shape), keras.random.randint(shape, 0, VOCABULARY)
      shown = ops.where(how < 0.8, MASK, ops.where(how < 0.9, other, tokens))
      logits = self(ops.where(predicted, shown, tokens)${labelled}, training=True)
      nats = keras.losses.sparse_categorical_crossentropy(tokens, logits, from_logits=True)
      counts = ops.cast(predicted, "float32")
      return ops.sum(nats * counts) / ops.maximum(ops.sum(counts), 1)
`;

const causalObjective = (labelled: string) => python`
  def objective(self, inputs, targets${labelled}):
      """Mean cross-entropy of the next characters in nats."""
      logits = self(inputs${labelled}, training=True)
      nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)  #@ training.objective
      return ops.mean(nats)
`;

const fill = (labels: number) => python`
  def sample(model, tokens${labels > 0 ? ", labels" : ""}):
      """Fills every MASK of the texts [B, T] with its likeliest character."""
      guessed = ops.argmax(model(tokens${labels > 0 ? ", labels" : ""}), -1)
      return ops.where(tokens == MASK, guessed, tokens)
`;

function layersOf({ layers, labels, rotary, tied }: Architecture): readonly KerasLayer[] {
  const of = (from: string, to: string, layout: KerasLayer["layout"]) => ({ from: `reader/${from}`, to, layout });
  return [
    of("embedding", "embedding", embedding),
    ...(labels > 0 ? [of("label", "label", embedding)] : []),
    ...(rotary ? [] : [of("positions", "positions", places)]),
    ...Array.from({ length: layers }, (_, i) => [
      of(`norm${i + 1}a`, `blocks[${i}].norms[0]`, layerNorm),
      of(`norm${i + 1}b`, `blocks[${i}].norms[1]`, layerNorm),
      ...["mix", "merge", "widen", "narrow"].map((name) => of(`${name}${i + 1}`, `blocks[${i}].${name}`, dense)),
    ]).flat(),
    of("norm", "norm", layerNorm),
    tied ? of("logits", "bias", variable("bias", 1)) : of("logits", "readout", dense),
  ];
}

export function kerasProgram({ values, data, batch, training, sampling, seed }: KerasSetup): KerasProgram {
  const sizes = architecture(values, data, batch);
  const { masked, vocabulary, labels, layers, width, hidden, rotary, tied, context } = sizes;
  const own = values as unknown as AttentionValues;
  const { dropout } = own;
  const labelled = labels > 0 ? ", labels" : "";
  const title = masked
    ? "A transformer that fills blanks in texts (Devlin et al. 2018)."
    : "A transformer that writes texts character by character (Vaswani et al. 2017; Radford et al. 2019).";
  const source = python`
    """${title}"""

    ${imports()}

    ${constants(vocabulary, labels)}
    ${masked && "MASK = VOCABULARY  # stands for a hidden character"}
    WIDTH = ${width}  #@ model.width,model.heads
    ADDED = 0.02 / ${2 * layers}**0.5  # spread of the first weights of what is added up  #@ model.layers
    ${dropout > 0 && `DROPOUT = ${dropout}  #@ model.dropout`}


    ${PARTS}


    ${rotary && `${ROTATE}\n\n`}
    ${block(sizes, hidden, dropout > 0)}


    class Reader(keras.Model):
        """Scores every character by those that it sees."""

        def __init__(self):
            super().__init__()
            self.embedding = table(${masked ? "VOCABULARY + 1" : "VOCABULARY"})
            ${labels > 0 && "self.label = table(LABELS)  #@ model.conditional"}
            ${!rotary && `self.positions = table(${context})  #@ model.positions,training.sequenceLength`}
            self.blocks = [Block() for _ in range(${layers})]  #@ model.layers
            self.norm = layers.LayerNormalization(epsilon=1e-5)
            ${tied ? 'self.bias = self.add_weight(shape=(VOCABULARY,), initializer="zeros")  #@ model.tied' : "self.readout = dense(VOCABULARY)  #@ model.tied"}
            ${dropout > 0 && "self.dropout = layers.Dropout(DROPOUT)  #@ model.dropout"}

        def call(self, tokens${labelled}):
            """tokens${labelled} [B, T] → logits [B, T, V]."""
            x = self.embedding(tokens)  # [B, T, C]
            ${labels > 0 && "x = x + self.label(labels)  #@ model.conditional"}
            ${!rotary && "x = x + self.positions(ops.arange(tokens.shape[1]))  #@ model.positions"}
            ${dropout > 0 && "x = self.dropout(x)  #@ model.dropout"}
            for block in self.blocks:
                x = block(x)
            x = self.norm(x)
            ${
              tied
                ? python`
                    symbols = self.embedding.embeddings[:VOCABULARY]  #@ model.tied
                    return ops.matmul(x, ops.transpose(symbols)) + self.bias  #@ model.tied
                  `
                : "return self.readout(x)  #@ model.tied"
            }

        ${masked ? maskedObjective(own, labelled) : causalObjective(labelled)}


    ${masked ? fill(labels) : sample(sampling, labels, { context })}
  `;
  const blanks = `model, torch.full((4, 8), MASK)${labels > 0 ? ", torch.zeros(4, 8, dtype=torch.long)" : ""}`;
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "Reader", ...(masked ? { names: ["MASK"], sampled: blanks } : {}) },
        functions: python`
          ${configure(training)}


          ${trainStep(training, false, labels)}
        `,
      }),
    },
    model: "Reader",
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id }],
  };
}
