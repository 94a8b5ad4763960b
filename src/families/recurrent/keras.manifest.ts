/** The recurrent language model in Keras, for texts symbol by symbol. */
import { sample, trainStep } from "../../domains/sequence/keras.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { imports, TABLE } from "../../export/keras/modules.ts";
import { configure, trainFile } from "../../export/keras/training.ts";
import { cell as cellLayout, dense, embedding, gruCell } from "../../export/keras/weights.ts";
import { constants } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import { type Architecture, architecture, type RecurrentValues, recurrentNode } from "./manifest.ts";

const GRU = "A GRU (Cho et al. 2014)";

const CELLS: Readonly<
  Record<Architecture["cell"], { readonly title: string; readonly layer: string; readonly options?: string }>
> = {
  simple: { title: "A simple recurrent network (Elman 1990)", layer: "SimpleRNN" },
  lstm: { title: "An LSTM (Hochreiter & Schmidhuber 1997)", layer: "LSTM" },
  gru: { title: GRU, layer: "GRU" },
  "gru-reset-before": { title: GRU, layer: "GRU", options: "reset_after=False, " },
};

export function kerasProgram({ values, data, training, sampling, seed }: KerasSetup): KerasProgram {
  const sizes = architecture(values, data);
  const { cell, vocabulary, labels, embedding: width, labelEmbedding, units } = sizes;
  const { title, layer, options = "" } = CELLS[cell];
  const { dropout } = values as unknown as RecurrentValues;
  const labelled = labels > 0 ? ", labels" : "";
  const source = python`
    """${title} that predicts the next character of a text from those before it."""

    ${imports()}

    ${constants(vocabulary, labels)}
    UNITS = ${units[0]}  #@ model.units


    ${TABLE}


    def recurrent():
        """A layer that gives what it says of every character, and the state after the last."""
        return layers.${layer}(UNITS, ${options}return_sequences=True, return_state=True)  #@ model.cell,model.resetAfter


    class Reader(keras.Model):
        """Reads characters and predicts each next one; its state goes on where a text is cut."""

        def __init__(self):
            super().__init__()
            self.embedding = table(VOCABULARY, ${width})  #@ model.embedding
            ${labels > 0 && `self.label = table(LABELS, ${labelEmbedding})  #@ model.conditional`}
            self.recurrent = [recurrent() for _ in range(${units.length})]  #@ model.layers
            ${dropout > 0 && `self.dropout = layers.SpatialDropout1D(${dropout})  # the same units for a whole text  #@ model.dropout`}
            self.readout = layers.Dense(VOCABULARY)

        def call(self, tokens${labelled}, state=None):
            """tokens${labelled} [B, T] → logits of the next characters [B, T, V], and the state after them."""
            x = self.embedding(tokens)  # [B, T, E]
            ${labels > 0 && "x = ops.concatenate([x, self.label(labels)], -1)  #@ model.conditional"}
            after = []
            for layer, before in zip(self.recurrent, state or [None] * len(self.recurrent)):
                x, *last = layer(x, initial_state=before)  # [B, T, H]
                after.append([ops.stop_gradient(part) for part in last])
                ${dropout > 0 && "x = self.dropout(x)  #@ model.dropout"}
            return self.readout(x), after

        def objective(self, inputs, targets${labelled}, state=None):
            """Mean cross-entropy of the next characters in nats, and the state after them."""
            logits, state = self(inputs${labelled}, state=state, training=True)
            nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)  #@ training.objective
            return ops.mean(nats), state


    ${sample(sampling, labels, { state: true })}
  `;
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "Reader" },
        functions: python`
          ${configure(training)}


          ${trainStep(training, true, labels)}
        `,
      }),
    },
    model: "Reader",
    layers: [
      { from: "reader/embedding", to: "embedding", layout: embedding },
      ...(labels > 0 ? [{ from: "reader/label", to: "label", layout: embedding }] : []),
      ...units.map((_, i) => ({
        from: `reader/${recurrentNode(i)}`,
        to: `recurrent[${i}].cell`,
        layout: cell === "gru" ? gruCell : cellLayout,
      })),
      { from: "reader/logits", to: "readout", layout: dense },
    ],
    optimizers: [{ network: "reader", id: training.id }],
  };
}
