/** The recurrent language model in TensorFlow.js, for texts symbol by symbol. */
import { carriedStep, constants, sample, sequenceData } from "../../domains/sequence/tfjs.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import { BUILT, IMPORT, TABLE, WEIGHTS } from "../../export/tfjs/modules.ts";
import { configure, trainFile } from "../../export/tfjs/training.ts";
import { type Architecture, architecture, type RecurrentValues, recurrentNode } from "./manifest.ts";

const TITLES: Readonly<Record<Architecture["cell"], string>> = {
  simple: "A simple recurrent network (Elman 1990)",
  lstm: "An LSTM (Hochreiter & Schmidhuber 1997)",
  gru: "A GRU (Cho et al. 2014)",
  "gru-reset-before": "A GRU (Cho et al. 2014)",
};

const GATED_UNIT = javascript`
  /** A GRU that resets the state after the product (Cho et al. 2014); tf.layers.gru resets it before. */
  class GatedUnit {
    constructor(inputs) {
      this.inputs = built(tf.layers.dense({ units: 3 * UNITS }), inputs); // update, reset, candidate
      this.states = built(tf.layers.dense({ units: 3 * UNITS, kernelInitializer: "orthogonal" }), UNITS);
    }

    /** x [B, T, I] from the state [B, H] on → [B, T, H], and the last state. */
    apply([x, state]) {
      let h = state;
      const hidden = this.inputs.apply(x).unstack(1).map((given) => {
        const [zx, rx, cx] = given.split(3, 1);
        const [zh, rh, ch] = this.states.apply(h).split(3, 1);
        const z = zx.add(zh).sigmoid();
        const candidate = cx.add(ch.mul(rx.add(rh).sigmoid())).tanh();
        h = z.mul(h).add(tf.sub(1, z).mul(candidate));
        return h;
      });
      return [tf.stack(hidden, 1), h];
    }
  }
`;

/** Cells that TensorFlow.js has; its gates would be piecewise linear. */
function cellOf(cell: Exclude<Architecture["cell"], "gru">): string {
  const gates = 'recurrentActivation: "sigmoid", ';
  const form = { simple: "simpleRNN", lstm: "lstm", "gru-reset-before": "gru" }[cell];
  const options = `units: UNITS, ${cell === "simple" ? "" : gates}returnSequences: true, returnState: true`;
  return javascript`
    const form = { ${options} };
    this.recurrent = widths.map((inputs) => built(tf.layers.${form}(form), 1, inputs));  //@ model.cell,model.resetAfter
  `;
}

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup): TfjsProgram {
  const sizes = architecture(values, data);
  const { cell, vocabulary, labels, embedding: width, labelEmbedding, units } = sizes;
  const { dropout } = values as unknown as RecurrentValues;
  const inputs = `${width}${labels > 0 ? ` + ${labelEmbedding}` : ""}`;
  const labelled = labels > 0 ? ", labels" : "";
  const states =
    cell === "lstm" ? "[tf.zeros([count, UNITS]), tf.zeros([count, UNITS])]" : "[tf.zeros([count, UNITS])]";
  const source = javascript`
    /** ${TITLES[cell]} that predicts the next character of a text from those before it. */
    ${IMPORT}

    ${constants(vocabulary, labels)}
    const UNITS = ${units[0]};  //@ model.units

    ${BUILT}

    ${WEIGHTS}

    ${TABLE}

    ${cell === "gru" && `${GATED_UNIT}\n`}
    /** Reads characters and predicts each next one; its state goes on where a text is cut. */
    export class Reader {
      constructor() {
        this.embedding = table(VOCABULARY, ${width});  //@ model.embedding
        ${labels > 0 && `this.label = table(LABELS, ${labelEmbedding});  //@ model.conditional`}
        const widths = [${inputs}${", UNITS".repeat(units.length - 1)}];  //@ model.layers,model.units
        ${
          cell === "gru"
            ? "this.recurrent = widths.map((inputs) => new GatedUnit(inputs));  //@ model.cell,model.resetAfter"
            : cellOf(cell)
        }
        this.readout = built(tf.layers.dense({ units: VOCABULARY }), UNITS);
        this.weights = weightsOf(this);
      }

      /** The state of each layer in which \`count\` texts begin${cell === "lstm" ? ": hidden, and the cell's" : ""}. */
      begin(count) {
        return this.recurrent.map(() => ${states});
      }

      /** tokens${labelled} [B, T] → logits of the next characters [B, T, V], and the state after them. */
      read(tokens${labelled}, state${dropout > 0 ? ", training = false" : ""}) {
        const before = state ?? this.begin(tokens.shape[0]);
        let x = this.embedding.apply(tokens); // [B, T, E]
        ${labels > 0 && "x = tf.concat([x, this.label.apply(labels)], 2);  //@ model.conditional"}
        const after = this.recurrent.map((layer, i) => {
          const [hidden, ...last] = layer.apply([x, ...before[i]]); // [B, T, H]
          ${
            dropout > 0
              ? javascript`
                // The same units for a whole text.  //@ model.dropout
                x = training ? tf.dropout(hidden, ${dropout}, [hidden.shape[0], 1, UNITS]) : hidden;  //@ model.dropout
              `
              : "x = hidden;"
          }
          return last;
        });
        return { logits: this.readout.apply(x), state: after };
      }

      /** Mean cross-entropy of the next characters in nats, and the state after them. */
      loss(inputs, targets${labelled}, before) {
        const { logits, state } = this.read(inputs${labelled}, before${dropout > 0 ? ", true" : ""});
        const loss = tf.losses.softmaxCrossEntropy(tf.oneHot(targets, VOCABULARY), logits);  //@ training.objective
        return { loss, state };
      }
    }

    ${sample(sampling, labels, { state: true })}
  `;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "Reader", configure: configure(training), step: carriedStep(training, labels) },
        ...{ carried: true, data: sequenceData(batch, labels, true) },
      }),
    },
    model: "Reader",
    layers: [
      { from: "reader/embedding", to: "embedding" },
      ...(labels > 0 ? [{ from: "reader/label", to: "label" }] : []),
      ...units.map((_, i) => ({
        from: `reader/${recurrentNode(i)}`,
        to: `recurrent.${i}`,
        ...(cell === "gru" ? { gated: true as const } : {}),
      })),
      { from: "reader/logits", to: "readout" },
    ],
    optimizers: [{ network: "reader", id: training.id, weights: "weights" }],
  };
}
