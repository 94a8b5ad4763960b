/** The variational autoencoder in Keras, on any domain. */
import type { KerasWhole } from "../../domains/kerasContract.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import {
  below,
  CAPTION_VECTOR,
  imports,
  sequential,
  sequentialLayers,
  someWords,
  TABLE,
} from "../../export/keras/modules.ts";
import { configure, trainFile, update } from "../../export/keras/training.ts";
import { dense, embedding, variable } from "../../export/keras/weights.ts";
import { python } from "../../export/program/template.ts";

import { sizesOf, type VaeValues } from "./sizes.manifest.ts";

export function kerasProgram({ values, data, training, sampling, seed }: KerasSetup, parts: KerasWhole): KerasProgram {
  const sizes = sizesOf(values, data);
  const own = values as unknown as VaeValues;
  const { latent, labels, words, labelWidth, learnedSpread, symbols } = sizes;
  const { objective, beta, warmup, freeBits, wordDropout } = own;
  const encoder = parts.encoder(sizes, { network: "encoder", name: "encoder", activation: "relu" });
  const decoder = parts.decoder(sizes, { network: "decoder", name: "decoder", finished: false, wordDropout });
  const gaussian = objective === "gaussian";
  const entries = [...encoder.features, ...encoder.hidden];
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const keys = words > 0 ? "#@ model.conditional,model.condition" : "#@ model.conditional";
  const vectorOf = (side: "x" | "z", model = "self", labels = `${told}s`) =>
    told === "caption" ? `vector(${model}.caption_of_${side}, ${labels})` : `${model}.label_of_${side}(${labels})`;
  const tableOf = (side: "x" | "z") =>
    `self.${told}_of_${side} = table(${words > 0 ? `WORDS + 1, ${labelWidth}, spread=0.1` : `LABELS, ${labelWidth}`})  ${keys}`;
  const deviation = gaussian ? (learnedSpread ? ", ops.exp(self.log_deviation)" : ", DEVIATION") : "";
  const [single] = decoder.modules;
  const options = [
    words > 0 ? "captions" : `count=${String(sampling.count)}`,
    `temperature=${String(sampling.temperature)}`,
    ...(decoder.reads ? [`boldness=${String(sampling.boldness)}`] : []),
    ...(labels > 0 ? ["label=0"] : []),
  ];
  const source = python`
    """A variational autoencoder (Kingma & Welling 2013)."""

    ${imports({ math: gaussian })}

    LATENT = ${latent}  # numbers of a code  #@ model.latent
    ${labels > 0 && `LABELS = ${labels}  ${keys}`}
    ${words > 0 && `WORDS = ${words}  # of captions, by number  ${keys}`}
    BETA = ${beta}  # of the Kullback-Leibler divergence  #@ model.beta
    ${gaussian && !learnedSpread && `DEVIATION = ${own.deviation}  # of the Gaussian around what is decoded  #@ model.deviation,model.spread`}


    ${(told !== null || symbols > 0) && `${TABLE}\n\n`}
    ${words > 0 && `${CAPTION_VECTOR}\n\n`}
    ${parts.likelihood(objective, data.facts)}


    ${encoder.define && `${encoder.define}\n\n`}
    ${decoder.define && `${decoder.define}\n\n`}
    class VAE(keras.Model):
        """Tells an example by a code with noise, and makes examples of codes."""

        def __init__(self):
            super().__init__()
            self.encoder = ${sequential(entries)}
            self.mean = layers.Dense(LATENT)
            self.spread = layers.Dense(LATENT, activation="softplus")
            self.decoder = ${decoder.reads ? single?.code : sequential(decoder.modules)}
            ${told && tableOf("x")}
            ${told && tableOf("z")}
            ${
              learnedSpread &&
              python`
                begin = keras.initializers.Constant(${Math.log(own.deviation)})  #@ model.spread
                self.log_deviation = self.add_weight(shape=(), initializer=begin)  #@ model.spread
              `
            }

        def encode(self, x${labelled}):
            """x [B, …] → mean and standard deviation of its code, [B, Z]."""
            h = self.encoder(x)
            ${told && `h = ops.concatenate([h, ${vectorOf("x")}], 1)  ${keys}`}
            return self.mean(h), self.spread(h)

        def decode(self, z${labelled}${decoder.reads ? ", x" : ""}):
            """z [B, Z] → what the likelihood is given [B, …]."""
            ${told && `z = ops.concatenate([z, ${vectorOf("z")}], 1)  ${keys}`}
            return self.decoder(z${decoder.reads ? ", x, training=True" : ""})

        def objective(self, x${labelled}, step=0):
            """Minus the evidence lower bound in nats, with β before the divergence."""
            ${words > 0 && someWords(keys)}
            mean, spread = self.encode(x${labelled})
            z = mean + spread * keras.random.normal(ops.shape(mean))
            reconstruction = surprise(x, self.decode(z${labelled}${decoder.reads ? ", x" : ""})${deviation})
            kl = 0.5 * ops.mean(ops.square(mean) + ops.square(spread) - 1 - 2 * ops.log(spread), 0)  # of each unit [Z]
            ${freeBits > 0 && `kl = ops.maximum(kl, ${freeBits})  # so much is free  #@ model.freeBits`}
            ${warmup > 0 ? `beta = BETA * min(1, (step + 1) / ${warmup})  #@ model.warmup` : "beta = BETA  #@ model.warmup"}
            return reconstruction + beta * ops.sum(kl)


    def sample(model, ${options.join(", ")}):  #@ sampling.count,sampling.temperature,sampling.boldness
        """${words > 0 ? "New examples of captions: [N, W] → [N, …]" : "New examples [count, …]"}."""
        z = temperature * keras.random.normal((${words > 0 ? "len(captions)" : "count"}, LATENT))
        ${labels > 0 && `z = ops.concatenate([z, ${vectorOf("z", "model", "ops.full((count,), label)")}], 1)  #@ sampling.label`}
        ${words > 0 && `z = ops.concatenate([z, ${vectorOf("z", "model")}], 1)  #@ sampling.caption`}
        x = ${decoder.reads ? "model.decoder.write(z, boldness)" : decoder.finish("model.decoder(z)")}
        return ${parts.noisy ? `x + ${learnedSpread ? "ops.exp(model.log_deviation)" : "DEVIATION"} * keras.random.normal(ops.shape(x))` : "x"}
  `;
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "VAE", ...(words > 0 ? { sampled: "model, batches(0)[1]" } : {}) },
        functions: python`
          ${configure(training)}


          def train_step(model, optimizer, step, batches, state=None):
              """One step on batch \`step\` → its losses."""
              ${update(training, {
                batch: told ? `x, ${told}s` : "x, _",
                index: "step",
                loss: `loss = model.objective(x${labelled}, step=step)`,
                variables: "model.trainable_variables",
                optimizer: "optimizer",
              })}
              return {"loss": loss.detach()}, None
        `,
      }),
    },
    model: "VAE",
    layers: [
      ...sequentialLayers("encoder", entries),
      { from: "encoder/mean", to: "mean", layout: dense },
      { from: "encoder/spread", to: "spread", layout: dense },
      ...(decoder.reads ? below("decoder", single?.layers ?? []) : sequentialLayers("decoder", decoder.modules)),
      ...(told
        ? [
            { from: "encoder/encoderLabel", to: `${told}_of_x`, layout: embedding },
            { from: "decoder/decoderLabel", to: `${told}_of_z`, layout: embedding },
          ]
        : []),
      ...(learnedSpread ? [{ from: "autoencoder", to: "log_deviation", layout: variable("variable", 0) }] : []),
    ],
    optimizers: [{ network: "autoencoder", id: training.id }],
  };
}
