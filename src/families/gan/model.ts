import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import type { BuildModel, WholeDomain } from "../../domains/contract.ts";
import { networkSizes } from "../../domains/sizes.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { Loss, LossInput, Update } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { criticWins, explodingGradients, modeCollapse, vanishingGradients } from "./alarms.manifest.ts";
import { buildAdversaries } from "./network.ts";
import { accuracy, criticLoss, generatorLoss, gradientPenalty } from "./objectives.ts";
import { createDraw, sample } from "./sample.ts";
import type { GanValues } from "./sizes.manifest.ts";
import { view } from "./views.ts";

/** Builds the generative adversarial network: the critic's turns, then the generator's, each on a batch of its own. */
export const build: BuildModel<WholeDomain> = (values, domain, _batch, weights) => {
  const sizes = networkSizes(values, domain);
  const { criticSteps, criticOptimizer } = values as Values as GanValues;
  const adversaries = buildAdversaries(sizes, domain, weights);
  const { generate, discriminate, variables } = adversaries;
  // Validation draws the same every time, so that its curve shows what was learned and not the dice.
  const judging = substream(weights, 99);

  function criticTurn({ batch, noise, tap, values: own }: LossInput): Loss {
    const { objective, labelSmoothing, penalty: weight } = own as GanValues;
    const { values: real, labels } = examplesOf(batch);
    const [B] = real.shape as [number];
    const fake = generate(noise.normal("latent", [B, sizes.latent]), labels, tap);
    const ofReal = tap("opinionOfReal", discriminate(tap("real", real), labels));
    const ofFake = tap("opinionOfFakes", discriminate(fake, labels, tap));
    const loss = criticLoss(objective, ofReal, ofFake, labelSmoothing);
    if (objective !== "wassersteinGp" && objective !== "wassersteinClip") {
      return { total: tap("loss.critic", loss), terms: { accuracy: accuracy(objective, ofReal, ofFake) } };
    }
    const wasserstein = tf.neg(loss) as tf.Scalar;
    if (objective === "wassersteinClip") return { total: tap("loss.critic", loss), terms: { wasserstein } };
    const penalty = gradientPenalty((x) => discriminate(x, labels), real, fake, noise.uniform("between", [B]));
    const total = tf.add(loss, tf.mul(weight, penalty)) as tf.Scalar;
    return { total: tap("loss.critic", total), terms: { wasserstein, penalty } };
  }

  function generatorTurn({ batch, noise, tap, values: own }: LossInput): Loss {
    const { values: real, labels } = examplesOf(batch);
    const fake = generate(noise.normal("latent", [real.shape[0] as number, sizes.latent]), labels, tap);
    const score = tap("opinionOfFakes", discriminate(fake, labels, tap));
    return { total: tap("loss.generator", generatorLoss((own as GanValues).objective, score)), terms: {} };
  }

  function clip({ objective, clip: bound }: GanValues): void {
    if (objective !== "wassersteinClip") return;
    for (const variable of variables.critic) variable.assign(tf.clipByValue(variable, -bound, bound));
  }

  const critic: Update = {
    network: "critic",
    variables: variables.critic,
    loss: criticTurn,
    learningRateFactor: ({ criticRate }) => Number(criticRate),
    project: (own) => clip(own as GanValues),
    ...(criticOptimizer === "same" ? {} : { optimizer: criticOptimizer }),
  };
  const draw = createDraw(adversaries, sizes, domain.facts);
  return {
    networks: adversaries.networks,
    updates: [
      ...Array.from({ length: criticSteps }, () => critic),
      { network: "generator", variables: variables.generator, loss: generatorTurn },
    ],
    nodeOf: (variable) => adversaries.nodes.get(variable) as string,
    evaluate: (batch, _carry, own) => {
      const { objective, labelSmoothing } = own as GanValues;
      const total = tf.tidy(() => {
        const { values: real, labels } = examplesOf(batch);
        const fake = generate(normal(judging, [real.shape[0] as number, sizes.latent]), labels);
        return criticLoss(objective, discriminate(real, labels), discriminate(fake, labels), labelSmoothing);
      });
      return { total, terms: {} };
    },
    sample: (request, signal) => sample({ adversaries, sizes, domain, request }, draw, signal),
    view: (request) => view({ adversaries, sizes, domain, request }),
    conditioned: sizes.labels > 0,
    generate: (count, stream) => draw(count, stream, "").examples,
    detectors: [modeCollapse, criticWins, vanishingGradients, explodingGradients],
    dispose: () => {
      for (const network of Object.values(adversaries.networks)) network.dispose();
    },
  };
};
