/** The captioner in TensorFlow.js. */
import type { TfjsWhole } from "../../domains/tfjsContract.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import {
  BUILT,
  DRAWN,
  examplesData,
  IMPORT,
  sequential,
  sequentialLayers,
  TABLE,
  WEIGHTS,
} from "../../export/tfjs/modules.ts";
import { configure, oneStep, trainFile } from "../../export/tfjs/training.ts";
import { type CaptionerValues, sizesOf, WORD_WIDTH } from "./sizes.manifest.ts";

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup, parts: TfjsWhole): TfjsProgram {
  const { network, cells, seen, words, length, units } = sizesOf(values, data);
  const { dropout } = values as unknown as CaptionerValues;
  const { features } = parts.encoder(network, { network: "captioner", name: "encoder", activation: "relu" });
  // Its cells stay side by side.
  const encoder = features.slice(0, -1);
  const drops = dropout > 0;
  const source = javascript`
    /** A captioner that looks at the picture again for each word (Vinyals et al. 2015; Xu et al. 2015). */
    ${IMPORT}

    const WORDS = ${words}; // by number; 0 ends a text
    const LENGTH = ${length}; // words of the longest text and its end
    const UNITS = ${units};  //@ model.units

    ${BUILT}

    ${WEIGHTS}

    ${TABLE}

    export class Captioner {
      constructor() {
        this.encoder = ${sequential(encoder, network.shape)};
        this.words = table(WORDS, ${WORD_WIDTH});
        this.begin = built(tf.layers.dense({ units: UNITS, activation: "tanh" }), ${cells * seen});
        const form = { units: UNITS, recurrentActivation: "sigmoid", returnSequences: true, returnState: true };
        this.decoder = built(tf.layers.gru(form), 1, ${WORD_WIDTH});
        this.keys = built(tf.layers.dense({ units: UNITS }), ${seen});
        this.joined = built(tf.layers.dense({ units: UNITS, activation: "tanh" }), UNITS + ${seen});
        this.readout = built(tf.layers.dense({ units: WORDS }), UNITS);
        this.weights = weightsOf(this);
      }

      /** x [B, H, W, C] → its cells [B, N, D], and the first state [B, H]. */
      look(x) {
        const cells = this.encoder.apply(x).reshape([x.shape[0], ${cells}, ${seen}]);
        return [cells, this.begin.apply(cells.reshape([x.shape[0], ${cells * seen}]))];
      }

      /** Scores of the words after those before them: before [B, T] → [B, T, V], and the state. */
      say(cells, before, state${drops ? ", training = false" : ""}) {
        const [hidden, after] = this.decoder.apply([this.words.apply(before), state]); // [B, T, H]
        const looks = hidden.matMul(this.keys.apply(cells), false, true).softmax(); // where, [B, T, N]
        ${drops ? "let" : "const"} joined = this.joined.apply(tf.concat([hidden, looks.matMul(cells)], 2));
        ${drops && `if (training) joined = tf.dropout(joined, ${dropout});  //@ model.dropout`}
        return [this.readout.apply(joined), after];
      }

      /** Mean cross-entropy in nats of each word up to the end of its text: texts [B, T]. */
      loss(x, texts) {
        const [cells, state] = this.look(x);
        const before = texts.slice([0, 0], [-1, LENGTH - 1]); // each word's, behind the first
        const [scores] = this.say(cells, before.pad([[0, 0], [1, 0]]), state${drops ? ", true" : ""});
        const right = tf.oneHot(texts, WORDS);
        const nats = tf.losses.softmaxCrossEntropy(right, scores, 1, 0, tf.Reduction.NONE);  //@ training.objective
        const within = before.greater(0).pad([[0, 0], [1, 0]], 1).cast("float32"); // [B, T]
        return nats.mul(within).sum().div(within.sum());
      }
    }

    ${DRAWN}

    /** What is said of pictures, words by number; 0 takes the likeliest: x [N, H, W, C] → [N, T]. */
    export function sample(model, x, { temperature = ${String(sampling.temperature)} } = {}) {  //@ sampling.temperature
      return tf.tidy(() => {
        const [cells, first] = model.look(x);
        let state = first;
        const said = [tf.zeros([x.shape[0], 1], "int32")];
        for (let i = 0; i < LENGTH; i++) {
          const [scores, after] = model.say(cells, said.at(-1), state);
          const likely = scores.squeeze([1]); // [N, V]
          said.push(temperature === 0 ? likely.argMax(1).expandDims(1) : drawn(likely.div(temperature)));
          state = after;
        }
        return tf.concat(said.slice(1), 1);
      });
    }
  `;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "Captioner", configure: configure(training) },
        step: oneStep(training, "{ x, texts }", "model.loss(x, texts)", "model.weights"),
        ...{ data: examplesData(parts.type, [batch.size, ...network.shape], "text"), sampled: "model, batches(0).x" },
      }),
    },
    model: "Captioner",
    layers: [
      ...sequentialLayers("encoder", encoder),
      ...["words", "decoder", "begin", "keys", "joined", "readout"].map((name) => ({
        from: `captioner/${name}`,
        to: name,
      })),
    ],
    optimizers: [{ network: "captioner", id: training.id, weights: "weights" }],
  };
}
