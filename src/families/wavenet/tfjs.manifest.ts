/** WaveNet in TensorFlow.js, for texts and sounds symbol by symbol. */
import { carriedStep, constants, sample, sequenceData } from "../../domains/sequence/tfjs.ts";
import type { TfjsWhole } from "../../domains/tfjsContract.ts";
import { TEXTS } from "../../export/program/spoken.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsLayer, TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import { BUILT, IMPORT, TABLE, WEIGHTS } from "../../export/tfjs/modules.ts";
import { configure, trainFile } from "../../export/tfjs/training.ts";
import { type Architecture, architecture, type WaveNetValues } from "./sizes.manifest.ts";

function layersOf({ dilations, labels }: Architecture): readonly TfjsLayer[] {
  const of = (from: string, to: string) => ({ from: `reader/${from}`, to });
  return [
    of("embedding", "embedding"),
    ...dilations.flatMap((_, i) => [
      of(`convolve${i + 1}`, `layers.${i}.convolve`),
      ...(labels > 0 ? [of(`label${i + 1}`, `layers.${i}.label`)] : []),
      of(`skip${i + 1}`, `layers.${i}.skip`),
      ...(i + 1 < dilations.length ? [of(`stay${i + 1}`, `layers.${i}.stay`)] : []),
    ]),
    of("mix", "mix"),
    of("logits", "readout"),
  ];
}

export function tfjsProgram(
  { values, data, batch, training, sampling }: TfjsSetup,
  { inSequence = TEXTS }: Pick<TfjsWhole, "inSequence">,
): TfjsProgram {
  const { symbol, sample: whole } = inSequence;
  const sizes = architecture(values, data);
  const { vocabulary, labels, channels, kernelSize, blocks, dilations } = sizes;
  const { dropout } = values as unknown as WaveNetValues;
  const labelled = labels > 0 ? ", labels" : "";
  const drops = dropout > 0;
  const one = dilations.slice(0, dilations.length / blocks).join(", ");
  const source = javascript`
    /** A WaveNet that predicts the next ${symbol} of a ${whole} (van den Oord et al. 2016). */
    ${IMPORT}

    ${constants(vocabulary, labels, inSequence)}
    const CHANNELS = ${channels};  //@ model.channels
    const KERNEL = ${kernelSize}; // ${symbol}s that each convolution joins  //@ model.kernelSize
    const DILATIONS = Array.from({ length: ${blocks} }, () => [${one}]).flat();  //@ model.dilations,model.blocks

    ${BUILT}

    ${WEIGHTS}

    ${TABLE}

    const dense = (units) => built(tf.layers.dense({ units }), CHANNELS); // at every place

    /** A dilated causal convolution with a gate; adds to what is passed on, and to the skips. */
    class Layer {
      constructor(dilation, last) {
        this.dilation = dilation;
        // TensorFlow.js has no gradient of dilated convolutions: a dense layer reads what they join, laid side by side.
        const limit = Math.sqrt(6 / (KERNEL * 3 * CHANNELS)); // Glorot & Bengio 2010
        const kernelInitializer = tf.initializers.randomUniform({ minval: -limit, maxval: limit });
        this.convolve = built(tf.layers.dense({ units: 2 * CHANNELS, kernelInitializer }), KERNEL * CHANNELS);
        ${labels > 0 && "this.label = table(LABELS, 2 * CHANNELS, 0.1);  //@ model.conditional"}
        this.skip = dense(CHANNELS);
        this.stay = last ? null : dense(CHANNELS);
      }

      /** x [B, T, C] → what is passed on, the skip, and the last inputs, which the next batch begins with. */
      apply(x${labelled}, before${drops ? ", training" : ""}) {
        const [B, T, C] = x.shape;
        const reach = (KERNEL - 1) * this.dilation; // ${symbol}s before that it looks at
        const read = tf.concat([before ?? tf.zeros([B, reach, C]), x], 1);
        const joined = Array.from({ length: KERNEL }, (_, k) => read.slice([0, k * this.dilation], [B, T]));
        ${labels > 0 ? "let" : "const"} z = this.convolve.apply(tf.concat(joined, 2)); // [B, T, 2C]
        ${labels > 0 && "z = z.add(this.label.apply(labels));  //@ model.conditional"}
        const [signal, gate] = z.split(2, 2);
        ${drops ? "let" : "const"} open = signal.tanh().mul(gate.sigmoid());
        ${drops && `if (training) open = tf.dropout(open, ${dropout}, [B, 1, C]); // whole channels  //@ model.dropout`}
        const passed = this.stay ? x.add(this.stay.apply(open)) : x;
        return [passed, this.skip.apply(open), read.slice([0, T], [B, reach])];
      }
    }

    /** Reads ${symbol}s and predicts each next one. */
    export class Reader {
      constructor() {
        this.embedding = table(VOCABULARY, CHANNELS);
        this.layers = DILATIONS.map((dilation, i) => new Layer(dilation, i + 1 === DILATIONS.length));
        this.mix = dense(CHANNELS);
        this.readout = dense(VOCABULARY);
        this.weights = weightsOf(this);
      }

      /** tokens${labelled} [B, T] → logits [B, T, V], and each layer's last inputs. */
      read(tokens${labelled}, before${drops ? ", training = false" : ""}) {
        let x = this.embedding.apply(tokens); // [B, T, C]
        const [skips, state] = [[], []];
        this.layers.forEach((layer, i) => {
          const [passed, skip, last] = layer.apply(x${labelled}, before?.[i]${drops ? ", training" : ""});
          x = passed;
          skips.push(skip);
          state.push(last);
        });
        const mixed = this.mix.apply(tf.addN(skips).relu()).relu();
        return { logits: this.readout.apply(mixed), state };
      }

      /** Mean cross-entropy of the next ${symbol}s in nats, and the state after them. */
      loss(inputs, targets${labelled}, before) {
        const { logits, state } = this.read(inputs${labelled}, before${drops ? ", true" : ""});
        const loss = tf.losses.softmaxCrossEntropy(tf.oneHot(targets, VOCABULARY), logits);  //@ training.objective
        return { loss, state };
      }
    }

    ${sample(sampling, labels, { state: true }, inSequence)}
  `;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "Reader", configure: configure(training), step: carriedStep(training, labels) },
        ...{ carried: true, data: sequenceData(batch, labels, true, inSequence) },
      }),
    },
    model: "Reader",
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id, weights: "weights" }],
  };
}
