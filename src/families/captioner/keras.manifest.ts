/** The captioner in Keras. */
import type { KerasWhole } from "../../domains/kerasContract.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { imports, sequential, sequentialLayers, TABLE } from "../../export/keras/modules.ts";
import { configure, trainFile, update } from "../../export/keras/training.ts";
import { cell, dense, embedding, type KerasLayer } from "../../export/keras/weights.ts";
import { python } from "../../export/program/template.ts";
import { type CaptionerValues, sizesOf, WORD_WIDTH } from "./sizes.manifest.ts";

export function kerasProgram({ values, data, training, sampling, seed }: KerasSetup, parts: KerasWhole): KerasProgram {
  const { network, cells, seen, words, length, units } = sizesOf(values, data);
  const { dropout } = values as unknown as CaptionerValues;
  const { features } = parts.encoder(network, { network: "captioner", name: "encoder", activation: "relu" });
  // Its cells stay side by side.
  const encoder = [...features.slice(0, -1), { code: `layers.Reshape((${cells}, ${seen}))` }];
  const source = python`
    """A captioner that looks at the picture again for each word (Vinyals et al. 2015; Xu et al. 2015)."""

    ${imports()}

    WORDS = ${words}  # by number; 0 ends a text
    LENGTH = ${length}  # words of the longest text and its end
    UNITS = ${units}  #@ model.units


    ${TABLE}


    class Captioner(keras.Model):
        def __init__(self):
            super().__init__()
            self.encoder = ${sequential(encoder)}
            self.words = table(WORDS, ${WORD_WIDTH})
            self.begin = layers.Dense(UNITS, activation="tanh")
            self.decoder = layers.GRU(UNITS, reset_after=False, return_sequences=True, return_state=True)
            self.keys = layers.Dense(UNITS)
            self.joined = layers.Dense(UNITS, activation="tanh")
            ${dropout > 0 && `self.dropout = layers.Dropout(${dropout})  #@ model.dropout`}
            self.readout = layers.Dense(WORDS)

        def look(self, x):
            """x [B, H, W, C] → its cells [B, N, D], and the first state [B, H]."""
            cells = self.encoder(x)
            return cells, self.begin(ops.reshape(cells, (-1, ${cells * seen})))

        def say(self, cells, before, state):
            """Scores of the words after those before them: before [B, T] → [B, T, V], and the state."""
            hidden, state = self.decoder(self.words(before), initial_state=state)  # [B, T, H]
            looks = ops.softmax(ops.matmul(hidden, ops.swapaxes(self.keys(cells), 1, 2)))  # where, [B, T, N]
            joined = self.joined(ops.concatenate([hidden, ops.matmul(looks, cells)], 2))
            ${dropout > 0 && "joined = self.dropout(joined)  #@ model.dropout"}
            return self.readout(joined), state

        def call(self, x, texts):
            """Scores of each word by those before it: x [B, H, W, C], texts [B, T] → [B, T, V]."""
            cells, state = self.look(x)
            return self.say(cells, ops.pad(texts[:, :-1], [[0, 0], [1, 0]]), state)[0]

        def objective(self, x, texts):
            """Mean cross-entropy in nats of each word up to the end of its text: texts [B, T]."""
            scores = self(x, texts, training=True)
            nats = keras.losses.sparse_categorical_crossentropy(texts, scores, from_logits=True)  #@ training.objective
            before = ops.pad(texts[:, :-1], [[0, 0], [1, 0]], constant_values=1)
            within = ops.cast(before > 0, "float32")
            return ops.sum(nats * within) / ops.sum(within)


    def sample(model, x, temperature=${String(sampling.temperature)}):  #@ sampling.temperature
        """What is said of pictures, words by number; 0 takes the likeliest: x [N, H, W, C] → [N, T]."""
        cells, state = model.look(x)
        word, said = ops.zeros((len(x), 1), dtype="int32"), []
        for _ in range(LENGTH):
            scores, state = model.say(cells, word, state)
            likely = scores[:, -1]  # [N, V]
            if temperature == 0:
                word = ops.argmax(likely, -1, keepdims=True)
            else:
                word = keras.random.categorical(likely / temperature, 1)
            said.append(word)
        return ops.concatenate(said, 1)
  `;
  const of = (name: string, layout: KerasLayer["layout"], to = name) => ({ from: `captioner/${name}`, to, layout });
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "Captioner", sampled: "model, batches(0)[0]" },
        functions: python`
          ${configure(training)}


          def train_step(model, optimizer, step, batches, state=None):
              """One step on batch \`step\` → its losses."""
              ${update(training, {
                batch: "x, texts",
                index: "step",
                loss: "loss = model.objective(x, texts)",
                variables: "model.trainable_variables",
                optimizer: "optimizer",
              })}
              return {"loss": loss.detach()}, None
        `,
      }),
    },
    model: "Captioner",
    layers: [
      ...sequentialLayers("encoder", encoder),
      of("words", embedding),
      of("decoder", cell, "decoder.cell"),
      ...["begin", "keys", "joined", "readout"].map((name) => of(name, dense)),
    ],
    optimizers: [{ network: "captioner", id: training.id }],
  };
}
