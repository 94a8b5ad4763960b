/** The variational autoencoder in TensorFlow.js, on any domain. */

import type { TfjsWhole } from "../../domains/tfjsContract.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsLayer, TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import {
  BUILT,
  CAPTION_VECTOR,
  examplesData,
  IMPORT,
  sequential,
  sequentialLayers,
  someWords,
  TABLE,
  WEIGHTS,
} from "../../export/tfjs/modules.ts";
import { configure, oneStep, trainFile } from "../../export/tfjs/training.ts";
import { sizesOf, type VaeValues } from "./sizes.manifest.ts";

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup, parts: TfjsWhole): TfjsProgram {
  const sizes = sizesOf(values, data);
  const own = values as unknown as VaeValues;
  const { latent, labels, words, labelWidth, learnedSpread } = sizes;
  const { objective, beta, warmup, freeBits, wordDropout } = own;
  const encoder = parts.encoder(sizes, { network: "encoder", name: "encoder", activation: "relu" });
  const decoder = parts.decoder(sizes, { network: "decoder", name: "decoder", finished: false, wordDropout });
  const gaussian = objective === "gaussian";
  const entries = [...encoder.features, ...encoder.hidden];
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const keys = words > 0 ? "//@ model.conditional,model.condition" : "//@ model.conditional";
  const vector = (side: "X" | "Z", of = "this") =>
    words > 0 ? `vectorOf(${of}.captionOf${side}, captions)` : `${of}.labelOf${side}.apply(labels)`;
  const table = (name: string) =>
    words > 0
      ? `this.${name} = table(WORDS + 1, ${labelWidth}, 0.1);  ${keys}`
      : `this.${name} = table(LABELS, ${labelWidth});  ${keys}`;
  const deviation = gaussian ? (learnedSpread ? ", this.logDeviation.exp()" : ", DEVIATION") : "";
  const reads = decoder.whole ? ", x" : "";
  const options = [
    ...(words > 0 ? [] : [`count = ${String(sampling.count)}`]),
    `temperature = ${String(sampling.temperature)}`,
    ...(decoder.whole ? [`boldness = ${String(sampling.boldness)}`] : []),
    ...(labels > 0 ? ["label = 0"] : []),
  ].join(", ");
  const source = javascript`
    /** A variational autoencoder (Kingma & Welling 2013). */
    ${IMPORT}

    const LATENT = ${latent}; // numbers of a code  //@ model.latent
    ${labels > 0 && `const LABELS = ${labels};  ${keys}`}
    ${words > 0 && `const WORDS = ${words}; // of captions, by number; the next number is no word  ${keys}`}
    const BETA = ${beta}; // of the Kullback-Leibler divergence  //@ model.beta
    ${gaussian && !learnedSpread && `const DEVIATION = ${own.deviation}; // of the Gaussian around what is decoded  //@ model.deviation,model.spread`}

    ${BUILT}

    ${WEIGHTS}

    ${(told || decoder.whole) && `${TABLE}\n`}
    ${words > 0 && `${CAPTION_VECTOR}\n`}
    ${parts.likelihood(objective, data.facts)}

    ${encoder.define && `${encoder.define}\n`}
    ${decoder.define && `${decoder.define}\n`}
    /** Tells an example by a code with noise, and makes examples of codes. */
    export class VAE {
      constructor() {
        this.encoder = ${encoder.whole?.code ?? sequential(entries, sizes.shape)};
        this.mean = built(tf.layers.dense({ units: LATENT }), ${encoder.width + labelWidth});
        this.spread = built(tf.layers.dense({ units: LATENT, activation: "softplus" }), ${encoder.width + labelWidth});
        this.decoder = ${decoder.whole?.code ?? sequential(decoder.modules, [labelWidth > 0 ? `LATENT + ${labelWidth}` : "LATENT"])};
        ${told && table(`${told}OfX`)}
        ${told && table(`${told}OfZ`)}
        ${learnedSpread && `this.logDeviation = tf.variable(tf.scalar(${Math.log(own.deviation)}));  //@ model.spread`}
        this.weights = weightsOf(this);
      }

      /** x [B, …] → mean and standard deviation of its code, [B, Z]. */
      encode(x${labelled}) {
        const h = ${told ? `tf.concat([this.encoder.apply(x), ${vector("X")}], 1);  ${keys}` : "this.encoder.apply(x);"}
        return [this.mean.apply(h), this.spread.apply(h)];
      }

      /** z [B, Z] → what the likelihood is given [B, …]. */
      decode(z${labelled}${reads}) {
        return this.decoder.apply(${told ? `tf.concat([z, ${vector("Z")}], 1)` : "z"}${reads});${told ? `  ${keys}` : ""}
      }

      /** Minus the evidence lower bound in nats, with β before the divergence. */
      loss(x, ${told ? (words > 0 ? "allCaptions, " : "labels, ") : ""}step) {
        ${words > 0 && someWords(keys)}
        const [mean, spread] = this.encode(x${labelled});
        const z = mean.add(spread.mul(tf.randomNormal(mean.shape)));
        const reconstruction = surprise(x, this.decode(z${labelled}${reads})${deviation});
        const divergence = mean.square().add(spread.square()).sub(1).sub(spread.log().mul(2)).mul(0.5);
        const kl = divergence.mean(0)${freeBits > 0 ? `.maximum(${freeBits})` : ""}; // of each unit [Z]${freeBits > 0 ? "; so much is free" : ""}  //@ model.freeBits
        const beta = ${warmup > 0 ? `BETA * Math.min(1, (step + 1) / ${warmup})` : "BETA"};  //@ model.warmup
        return reconstruction.add(kl.sum().mul(beta));
      }
    }

    /** ${words > 0 ? "New examples of captions: [N, W] → [N, …]" : "New examples [count, …]"}. */
    export function sample(model, ${words > 0 ? "captions, " : ""}{ ${options} } = {}) {  //@ sampling.count,sampling.temperature,sampling.boldness
      return tf.tidy(() => {
        const z = tf.randomNormal([${words > 0 ? "captions.shape[0]" : "count"}, LATENT]).mul(temperature);
        ${labels > 0 && `const labels = tf.fill([count], label, "int32");  //@ sampling.label`}
        ${
          decoder.whole
            ? `return model.decoder.write(${told ? `tf.concat([z, ${vector("Z", "model")}], 1)` : "z"}, boldness);`
            : parts.noisy
              ? javascript`
                const x = ${decoder.finish(`model.decode(z${labelled})`)};
                return x.add(tf.randomNormal(x.shape).mul(${learnedSpread ? "model.logDeviation.exp()" : "DEVIATION"}));
              `
              : `return ${decoder.finish(`model.decode(z${labelled})`)};`
        }
      });
    }
  `;
  const part = (name: string, path: string, own: readonly TfjsLayer[] | undefined, modules: typeof entries) =>
    own ? own.map(({ from, to }) => ({ from, to: `${path}.${to}` })) : sequentialLayers(name, modules);
  const loss = `model.loss(x${labelled}, step)`;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "VAE", configure: configure(training) },
        step: oneStep(training, told ? `{ x, ${told}s }` : "{ x }", loss, "model.weights"),
        data: examplesData(parts.type, [batch.size, ...sizes.shape], told),
        ...(words > 0 ? { sampled: "model, batches(0).captions" } : {}),
      }),
    },
    model: "VAE",
    layers: [
      ...part("encoder", "encoder", encoder.whole?.layers, entries),
      { from: "encoder/mean", to: "mean" },
      { from: "encoder/spread", to: "spread" },
      ...part("decoder", "decoder", decoder.whole?.layers, [...decoder.modules]),
      ...(told
        ? [
            { from: "encoder/encoderLabel", to: `${told}OfX` },
            { from: "decoder/decoderLabel", to: `${told}OfZ` },
          ]
        : []),
      ...(learnedSpread ? [{ from: "autoencoder", to: "logDeviation" }] : []),
    ],
    optimizers: [{ network: "autoencoder", id: training.id, weights: "weights" }],
  };
}
