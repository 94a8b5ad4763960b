import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import { askedLabels } from "../../domains/conditions.ts";
import type { BuildModel, WholeDomain } from "../../domains/contract.ts";
import { networkSizes } from "../../domains/sizes.ts";
import { normal, uniform } from "../../engine/kernels/random/index.ts";
import type { Loss, LossInput, Noise, Tap, Update } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { criticWins, explodingGradients, modeCollapse, vanishingGradients } from "./alarms.manifest.ts";
import { buildAdversaries, type Choice } from "./network.ts";
import { accuracy, criticLoss, generatorLoss, gradientPenalty } from "./objectives.ts";
import { createDraw, sample } from "./sample.ts";
import type { GanValues } from "./sizes.manifest.ts";
import { view } from "./views.ts";

const untapped: Tap = (_, value) => value;

/** τ after so many steps: its logarithm falls in a straight line. Jang et al. 2017, 2.1. */
export function temperatureAfter(
  { gumbelTemperature: first, gumbelEnd: last, gumbelSteps }: GanValues,
  made: tf.Tensor,
): tf.Scalar {
  const share = gumbelSteps > 0 ? tf.minimum(1, tf.div(made, gumbelSteps)) : tf.scalar(1);
  return tf.mul(first, tf.exp(tf.mul(share, Math.log(last / first)))) as tf.Scalar;
}

/** Builds the generative adversarial network: the critic's turns, then the generator's, each on a batch of its own. */
export const build: BuildModel<WholeDomain> = (values, domain, _batch, weights) => {
  const sizes = networkSizes(values, domain);
  const { criticSteps, criticOptimizer, relaxation } = values as Values as GanValues;
  const adversaries = buildAdversaries(sizes, domain, weights);
  const { generate, discriminate, seen, variables } = adversaries;
  // Validation draws the same every time, so that its curve shows what was learned and not the dice.
  const judging = substream(weights, 99);
  const drawn = sizes.symbols > 0 && relaxation === "gumbel";
  /** How many steps are made, for the fall of the temperature. */
  const steps = drawn ? tf.tidy(() => tf.variable(tf.scalar(0), false)) : null;

  /** How symbols are drawn for the critic, where they are. */
  const choiceOf = (own: GanValues, uniform: Noise["uniform"]): Choice | undefined =>
    steps ? { noise: (shape) => uniform("gumbel", shape), temperature: temperatureAfter(own, steps) } : undefined;

  /** How what the critic sees is moved in time while it learns, a batch like no other; as it is where nothing says so. */
  const phaseOf = ({ phaseShuffle: most }: GanValues, uniform: Noise["uniform"], batch: string) =>
    most > 0 ? { most, uniform: (layer: number) => uniform(`phase.${batch}.${layer}`, [1]) } : undefined;

  function criticTurn({ batch, noise, tap, values: own }: LossInput): Loss {
    const { objective, labelSmoothing, penalty: weight } = own as GanValues;
    const { values: x, labels } = examplesOf(batch);
    const [B] = x.shape as [number];
    const choice = choiceOf(own as GanValues, noise.uniform);
    const fake = generate(noise.normal("latent", [B, sizes.latent]), labels, tap, choice);
    const real = tap("real", seen(x));
    if (sizes.symbols > 0) tap("real", x);
    const phase = (batch: string) => phaseOf(own as GanValues, noise.uniform, batch);
    const ofReal = tap("opinionOfReal", discriminate(real, labels, untapped, phase("real")));
    const ofFake = tap("opinionOfFakes", discriminate(fake, labels, tap, phase("fake")));
    const loss = criticLoss(objective, ofReal, ofFake, labelSmoothing);
    if (objective !== "wassersteinGp" && objective !== "wassersteinClip") {
      return { total: tap("loss.critic", loss), terms: { accuracy: accuracy(objective, ofReal, ofFake) } };
    }
    const wasserstein = tf.neg(loss) as tf.Scalar;
    if (objective === "wassersteinClip") return { total: tap("loss.critic", loss), terms: { wasserstein } };
    const penalty = gradientPenalty(
      (x) => discriminate(x, labels, untapped, phase("between")),
      real,
      fake,
      noise.uniform("between", [B]),
    );
    const total = tf.add(loss, tf.mul(weight, penalty)) as tf.Scalar;
    return { total: tap("loss.critic", total), terms: { wasserstein, penalty } };
  }

  function generatorTurn({ batch, noise, tap, values: own }: LossInput): Loss {
    const { values: x, labels } = examplesOf(batch);
    const choice = choiceOf(own as GanValues, noise.uniform);
    const fake = generate(noise.normal("latent", [x.shape[0] as number, sizes.latent]), labels, tap, choice);
    const phase = phaseOf(own as GanValues, noise.uniform, "fake");
    const score = tap("opinionOfFakes", discriminate(fake, labels, tap, phase));
    const total = tap("loss.generator", generatorLoss((own as GanValues).objective, score));
    if (!steps || !choice) return { total, terms: {} };
    const gumbelTemperature = tf.add(choice.temperature, 0) as tf.Scalar;
    return { total, terms: { gumbelTemperature }, carry: [tf.add(steps, 1)] };
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
  const draw = createDraw(adversaries, sizes, domain.facts, drawn);
  return {
    networks: adversaries.networks,
    updates: [
      ...Array.from({ length: criticSteps }, () => critic),
      {
        ...{ network: "generator", variables: variables.generator, loss: generatorTurn },
        ...(steps ? { carry: [steps] } : {}),
      },
    ],
    nodeOf: (variable) => adversaries.nodes.get(variable) as string,
    evaluate: (batch, _carry, own) => {
      const { objective, labelSmoothing } = own as GanValues;
      const total = tf.tidy(() => {
        const { values: x, labels } = examplesOf(batch);
        const choice = choiceOf(own as GanValues, (_, shape) => uniform(judging, shape));
        const fake = generate(normal(judging, [x.shape[0] as number, sizes.latent]), labels, untapped, choice);
        return criticLoss(objective, discriminate(seen(x), labels), discriminate(fake, labels), labelSmoothing);
      });
      return { total, terms: {} };
    },
    sample: (request, signal) => sample({ adversaries, sizes, domain, request, drawn }, draw, signal),
    view: (request) => view({ adversaries, sizes, domain, request, drawn }),
    ...askedLabels(sizes, domain.facts),
    generate: (count, stream) => tf.tidy(() => draw(count, { stream, label: "" }).made),
    detectors: [modeCollapse, criticWins, vanishingGradients, explodingGradients],
    dispose: () => {
      for (const network of Object.values(adversaries.networks)) network.dispose();
      steps?.dispose();
    },
  };
};
