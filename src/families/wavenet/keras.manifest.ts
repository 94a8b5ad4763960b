/** WaveNet in Keras, for texts and sounds symbol by symbol. */
import type { KerasWhole } from "../../domains/kerasContract.ts";
import { sample, trainStep } from "../../domains/sequence/keras.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { imports, TABLE } from "../../export/keras/modules.ts";
import { configure, trainFile } from "../../export/keras/training.ts";
import { conv1d, dense, embedding, type KerasLayer } from "../../export/keras/weights.ts";
import { constants, TEXTS } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import { type Architecture, architecture, type WaveNetValues } from "./sizes.manifest.ts";

function layersOf({ dilations, labels }: Architecture): readonly KerasLayer[] {
  const of = (from: string, to: string, layout: KerasLayer["layout"]) => ({ from: `reader/${from}`, to, layout });
  return [
    of("embedding", "embedding", embedding),
    ...dilations.flatMap((_, i) => [
      of(`convolve${i + 1}`, `gated[${i}].convolve`, conv1d),
      ...(labels > 0 ? [of(`label${i + 1}`, `gated[${i}].label`, embedding)] : []),
      of(`skip${i + 1}`, `gated[${i}].skip`, dense),
      ...(i + 1 < dilations.length ? [of(`stay${i + 1}`, `gated[${i}].stay`, dense)] : []),
    ]),
    of("mix", "mix", dense),
    of("logits", "readout", dense),
  ];
}

export function kerasProgram(
  { values, data, training, sampling, seed }: KerasSetup,
  { inSequence = TEXTS }: Pick<KerasWhole, "inSequence">,
): KerasProgram {
  const { symbol, sample: whole } = inSequence;
  const sizes = architecture(values, data);
  const { vocabulary, labels, channels, kernelSize, blocks, dilations } = sizes;
  const { dropout } = values as unknown as WaveNetValues;
  const labelled = labels > 0 ? ", labels" : "";
  const one = `[2**i for i in range(${dilations.length / blocks})]`;
  const source = python`
    """A WaveNet that predicts the next ${symbol} of a ${whole} (van den Oord et al. 2016)."""

    ${imports()}

    ${constants(vocabulary, labels, inSequence)}
    CHANNELS = ${channels}  #@ model.channels
    KERNEL = ${kernelSize}  # ${symbol}s that each convolution joins  #@ model.kernelSize
    DILATIONS = ${one}${blocks > 1 ? ` * ${blocks}` : ""}  #@ model.dilations,model.blocks


    ${TABLE}


    class GatedLayer(layers.Layer):
        """A dilated causal convolution with a gate; adds to what is passed on, and to the skips."""

        def __init__(self, dilation, last):
            super().__init__()
            self.reach = (KERNEL - 1) * dilation  # ${symbol}s before that it looks at
            self.convolve = layers.Conv1D(2 * CHANNELS, KERNEL, dilation_rate=dilation)
            ${labels > 0 && "self.label = table(LABELS, 2 * CHANNELS, spread=0.1)  #@ model.conditional"}
            ${dropout > 0 && `self.dropout = layers.SpatialDropout1D(${dropout})  # whole channels  #@ model.dropout`}
            self.skip = layers.Dense(CHANNELS)
            self.stay = None if last else layers.Dense(CHANNELS)

        def call(self, x${labelled}, before=None):
            """x [B, T, C] → what is passed on, the skip, and the last inputs, which the next batch begins with."""
            if before is None:
                before = ops.zeros((ops.shape(x)[0], self.reach, CHANNELS))
            read = ops.concatenate([before, x], 1)
            z = self.convolve(read)  # [B, T, 2C]
            ${labels > 0 && "z = z + self.label(labels)  #@ model.conditional"}
            signal, gate = ops.split(z, 2, axis=-1)
            z = ops.tanh(signal) * ops.sigmoid(gate)
            ${dropout > 0 && "z = self.dropout(z)  #@ model.dropout"}
            if self.stay is not None:
                x = x + self.stay(z)
            return x, self.skip(z), ops.stop_gradient(read[:, -self.reach :])


    class Reader(keras.Model):
        """Reads ${symbol}s and predicts each next one."""

        def __init__(self):
            super().__init__()
            self.embedding = table(VOCABULARY, CHANNELS)
            last = len(DILATIONS) - 1
            self.gated = [GatedLayer(d, i == last) for i, d in enumerate(DILATIONS)]
            self.mix = layers.Dense(CHANNELS, activation="relu")
            self.readout = layers.Dense(VOCABULARY)

        def call(self, tokens${labelled}, state=None):
            """tokens${labelled} [B, T] → logits [B, T, V], and each layer's last inputs."""
            x = self.embedding(tokens)  # [B, T, C]
            skips, after = 0, []
            for layer, before in zip(self.gated, state or [None] * len(self.gated)):
                x, skip, last = layer(x${labelled}, before=before)
                skips = skips + skip
                after.append(last)
            return self.readout(self.mix(ops.relu(skips))), after

        def objective(self, inputs, targets${labelled}, state=None):
            """Mean cross-entropy of the next ${symbol}s in nats, and the state after them."""
            logits, state = self(inputs${labelled}, state=state, training=True)
            nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)  #@ training.objective
            return ops.mean(nats), state


    ${sample(sampling, labels, { state: true }, inSequence)}
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
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id }],
  };
}
