import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import { askedLabels, conditionOf, isConditional } from "../../domains/conditions.ts";
import type { BuildModel, WholeDomain } from "../../domains/contract.ts";
import { sgdUpdates } from "../../engine/kernels/optimizers/index.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { Batch, Noise, Tap } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { guidanceTooStrong } from "./alarms.manifest.ts";
import type { DiffusionSampling } from "./manifest.ts";
import { buildNetworks } from "./network.ts";
import { processOf, targetOf } from "./process.ts";
import { centred, draw, type Scene, sample, uncentred } from "./sample.ts";
import { type DiffusionValues, sizesOf } from "./sizes.manifest.ts";
import { view } from "./views.ts";

/** The share of examples whose label or caption is kept back, so that the model knows the unlabelled data too. Ho & Salimans 2022. */
const KEPT_BACK = 0.1;
/** Where nothing is said of how to sample, and the most steps that are made for figures alone: pictures are dear. */
const JUDGED = {
  items: { steps: 6, sampler: "ddim", most: 6 },
  dots: { steps: 8, sampler: "heun", most: Number.POSITIVE_INFINITY },
} as const;
/** Thirds of time, by how much noise there is. */
const BANDS = ["littleNoise", "someNoise", "muchNoise"] as const;

const untapped: Tap = (_, value) => value;

/** Builds the denoising diffusion model: the mean squared error of what it predicts, at random times. */
export const build: BuildModel<WholeDomain> = (values, domain, _batch, weights) => {
  const sizes = sizesOf(values, domain);
  const { trained, average } = buildNetworks(sizes, domain, weights);
  const variables = [...trained.nodes.keys()];
  const averaged = [...average.nodes.keys()];
  /** How many steps are made: the average is young at first. */
  const steps = tf.tidy(() => tf.variable(tf.scalar(0), false));
  // Validation draws the same every time, so that its curve shows what was learned and not the dice.
  const judging = substream(weights, 99);
  const scene: Scene = { networkOf: (own) => (own.average ? average : trained), sizes, domain };

  interface Pass {
    readonly values: DiffusionValues;
    readonly network: typeof trained;
    readonly epsilon: (shape: readonly number[]) => tf.Tensor;
    /** Shares of all time, [B]. */
    readonly shares: tf.Tensor;
    /** [B]; see `Condition`. */
    readonly told?: tf.Tensor;
    /** While it learns, it makes do with a part of a caption. */
    readonly learning?: Noise;
    readonly tap: Tap;
  }

  /** The squared error of each example, mean over its values: [B]. */
  function errors(batch: Batch, { values: own, network, epsilon, shares, told, learning, tap }: Pass): tf.Tensor1D {
    const examples = examplesOf(batch);
    const { values: x } = examples;
    const [B, ...rest] = x.shape as [number, ...number[]];
    // The model graph shows everything as samples are shown.
    const shown = (node: string, value: tf.Tensor) => centred(domain, tap(node, uncentred(domain, value)));
    const each = (level: tf.Tensor | number) =>
      typeof level === "number" ? level : level.reshape([B, ...rest.map(() => 1)]);
    const process = processOf(own);
    const times = tf.mul(shares, process.end);
    const { signal, noise } = process.levels(times);
    const clean = centred(domain, tap("input", x));
    const random = shown("noise", epsilon(x.shape));
    const noisy = shown("noisy", tf.add(tf.mul(clean, each(signal)), tf.mul(random, each(noise))));
    const condition = isConditional(sizes) ? { known: conditionOf(sizes, examples, learning), told } : {};
    const prediction = shown("prediction", network.predict(noisy, { times, ...condition }, tap));
    const mixture = targetOf(own.objective, { signal, noise });
    const target = shown("target", tf.add(tf.mul(clean, each(mixture.sample)), tf.mul(random, each(mixture.noise))));
    const squared = tf.squaredDifference(prediction, target).reshape([B, -1]);
    return tf.mean(squared, 1) as tf.Tensor1D;
  }

  /** The average moves towards the weights, by less and less until its decay is reached. */
  function follow({ averageDecay }: DiffusionValues): void {
    const rate = tf.maximum(1 - averageDecay, tf.div(9, tf.add(steps, 10))) as tf.Scalar;
    const updated = averaged.map((variable, i) => ({
      variable,
      gradient: tf.sub(variable, variables[i] as tf.Variable),
      slots: {},
    }));
    sgdUpdates(updated, { learningRate: 1, gradientScale: rate });
  }

  return {
    networks: { denoiser: trained.model, average: average.model },
    updates: [
      {
        network: "denoiser",
        variables,
        carry: [steps],
        loss: ({ batch, noise, tap, values: own }) => {
          const [B] = examplesOf(batch).values.shape as [number];
          // One share for each part of time, so that a batch sees all of it. Kingma et al. 2021, appendix I.
          const start = tf.add(tf.range(0, B), noise.uniform("time", [1]));
          const told = isConditional(sizes) ? tf.step(tf.sub(noise.uniform("told", [B]), KEPT_BACK)) : undefined;
          const own_ = own as Values as DiffusionValues;
          const pass = { values: own_, network: trained, learning: noise, shares: tf.div(start, B), tap };
          const epsilon = (shape: readonly number[]) => noise.normal("epsilon", shape);
          const loss = tap(
            "loss",
            tf.mean(errors(batch, { ...pass, epsilon, ...(told ? { told } : {}) })) as tf.Scalar,
          );
          return { total: loss, terms: {}, carry: [tf.add(steps, 1)] };
        },
        project: (own) => follow(own as Values as DiffusionValues),
      },
    ],
    nodeOf: (variable) => trained.nodes.get(variable) as string,
    evaluate: (batch, _carry, own) => {
      const asked = own as Values as DiffusionValues;
      const { total, ...terms } = tf.tidy(() => {
        const [B] = examplesOf(batch).values.shape as [number];
        const shares = tf.div(tf.add(tf.range(0, B), 0.5), B);
        const epsilon = (shape: readonly number[]) => normal(judging, shape);
        const error = errors(batch, { values: asked, network: scene.networkOf(asked), epsilon, shares, tap: untapped });
        // Times rise along the batch.
        const cuts = [0, Math.ceil(B / 3), Math.ceil((2 * B) / 3), B];
        const bands = BANDS.map((id, i) => {
          const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
          return [id, to > from ? tf.mean(error.slice(from, to - from)) : tf.mean(error)] as const;
        });
        return { total: tf.mean(error) as tf.Scalar, ...(Object.fromEntries(bands) as Record<string, tf.Scalar>) };
      });
      return { total, terms };
    },
    sample: (request, signal) => sample(scene, request, signal),
    view: (request) => view(scene, request),
    ...askedLabels(sizes, domain.facts),
    // As the visitor samples, so far as there is time for it.
    generate: (count, stream, own, sampling) => {
      const { most, ...otherwise } = JUDGED[domain.traits.shownAs];
      const { steps, sampler, guidance } = { ...otherwise, guidance: 1, ...(sampling as Partial<DiffusionSampling>) };
      const chosen = { steps: Math.min(steps, most), sampler, guidance };
      return tf.tidy(() => draw(scene, count, { stream, model: own, sampling: chosen }));
    },
    detectors: [guidanceTooStrong],
    dispose: () => {
      trained.model.dispose();
      average.model.dispose();
      steps.dispose();
    },
  };
};
