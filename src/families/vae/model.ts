import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import { askedLabels, conditionOf } from "../../domains/conditions.ts";
import type { BuildModel, WholeDomain } from "../../domains/contract.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { Batch, Loss, Noise, Tap } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { klCollapse } from "./alarms.manifest.ts";
import { activeUnits, klOfUnits, paidKl } from "./losses.ts";
import { buildAutoencoder } from "./network.ts";
import { createDraw, sample } from "./sample.ts";
import { sizesOf, type VaeValues } from "./sizes.manifest.ts";
import { view } from "./views.ts";

const untapped: Tap = (_, value) => value;

/** Builds the variational autoencoder: −ELBO = reconstruction + KL, with β before the KL. */
export const build: BuildModel<WholeDomain> = (values, domain, _batch, weights) => {
  const sizes = sizesOf(values, domain);
  const autoencoder = buildAutoencoder(sizes, domain, weights);
  const { encode, decode, make } = autoencoder;
  const initialDeviation = Math.log((values as Values as VaeValues).deviation);
  const learned = sizes.learnedSpread ? tf.tidy(() => tf.variable(tf.scalar(initialDeviation))) : null;
  /** How many steps are made, for the warm-up of β. */
  const steps = tf.tidy(() => tf.variable(tf.scalar(0), false));
  // Validation draws the same every time, so that its curve shows what was learned and not the dice.
  const judging = substream(weights, 99);

  /** log s of the Gaussian: a weight, or what the slider says now. */
  const logDeviation = ({ deviation }: VaeValues) => (learned as tf.Scalar | null) ?? Math.log(deviation);

  /** β as it is after `made` steps: the warm-up of Bowman et al. 2016. */
  function klWeight({ beta, warmup }: VaeValues, made: tf.Scalar): tf.Scalar | number {
    return warmup > 0 ? (tf.mul(beta, tf.minimum(1, tf.div(made, warmup))) as tf.Scalar) : beta;
  }

  interface Pass {
    readonly values: VaeValues;
    readonly epsilon: (shape: readonly number[]) => tf.Tensor;
    /** 1 for symbols that the decoder is not shown. */
    readonly unseen?: tf.Tensor | undefined;
    /** While it learns, it makes do with a part of a caption. */
    readonly noise?: Noise;
    readonly made: tf.Scalar;
    readonly tap: Tap;
  }

  function lossOf(batch: Batch, { values: own, epsilon, unseen, noise, made, tap }: Pass): Loss {
    const examples = examplesOf(batch);
    const { values: x } = examples;
    const told = conditionOf(sizes, examples, noise);
    const posterior = encode(x, told, tap);
    const { mean, spread } = posterior;
    const z = tf.add(mean, tf.mul(spread, epsilon(mean.shape))) as tf.Tensor2D; // [B, Z]
    const decoded = decode(z, x, told, { unseen, tap }); // [B, …]
    const surprise = domain.networks.likelihood(own.objective);
    const reconstruction = surprise(x, decoded, { logDeviation: logDeviation(own), tap });
    const units = klOfUnits(posterior);
    const kl = tf.sum(units) as tf.Scalar;
    const terms = {
      reconstruction: tap("reconstruction", reconstruction),
      kl: tap("kl", kl),
      activeUnits: activeUnits(units),
    };
    const paid = own.freeBits > 0 ? paidKl(units, own.freeBits) : terms.kl;
    return { total: tf.add(terms.reconstruction, tf.mul(klWeight(own, made), paid)) as tf.Scalar, terms };
  }

  const draw = createDraw(autoencoder, sizes, domain, (own) => logDeviation(own as VaeValues));
  const variables = [...autoencoder.nodes.keys(), ...(learned ? [learned] : [])];
  return {
    networks: autoencoder.networks,
    updates: [
      {
        network: "autoencoder",
        variables,
        carry: [steps],
        loss: ({ batch, noise, tap, values: own }) => {
          const made = tf.add(steps, 1) as tf.Scalar;
          const epsilon = (shape: readonly number[]) => noise.normal("epsilon", shape);
          const { wordDropout } = own as VaeValues;
          const { shape } = examplesOf(batch).values;
          const unseen =
            sizes.symbols > 0 && wordDropout > 0
              ? tf.step(tf.sub(wordDropout, noise.uniform("wordDropout", shape)))
              : undefined;
          return { ...lossOf(batch, { values: own as VaeValues, epsilon, unseen, noise, made, tap }), carry: [made] };
        },
      },
    ],
    nodeOf: (variable) => autoencoder.nodes.get(variable) ?? "output",
    evaluate: (batch, _carry, own) => {
      const epsilon = (shape: readonly number[]) => normal(judging, shape);
      const { total, ...terms } = tf.tidy(() => {
        const pass = { values: own as VaeValues, epsilon, made: steps as unknown as tf.Scalar, tap: untapped };
        const loss = lossOf(batch, pass);
        const examples = examplesOf(batch);
        const { values: x } = examples;
        const told = conditionOf(sizes, examples);
        const { made } = make(encode(x, told).mean, told);
        return { total: loss.total, ...loss.terms, ...domain.networks.compare(x, made) };
      });
      return { total, terms };
    },
    sample: (request, signal) => sample(draw, sizes, domain, request, signal),
    view: (request) => view({ autoencoder, sizes, domain, request }),
    ...askedLabels(sizes, domain.facts),
    generate: (count, stream, own) =>
      tf.tidy(() => draw(count, { stream, values: own, temperature: 1, wanted: {} }).made),
    detectors: [klCollapse],
    dispose: () => {
      for (const network of Object.values(autoencoder.networks)) network.dispose();
      tf.dispose(learned ? [learned, steps] : [steps]);
    },
  };
};
