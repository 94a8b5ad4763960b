/** The generative adversarial network in TensorFlow.js, on any domain. */

import { networkSizes } from "../../domains/sizes.ts";
import type { TfjsWhole } from "../../domains/tfjsContract.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import {
  BUILT,
  examplesData,
  IMPORT,
  LEAKY,
  sequential,
  sequentialLayers,
  TABLE,
  type TfjsModule,
} from "../../export/tfjs/modules.ts";
import { optimizer, trainFile, update } from "../../export/tfjs/training.ts";
import { convolutions, type GanValues, JOINED_WIDTH, type Objective } from "./sizes.manifest.ts";

const KEYS = "//@ training.objective";

/** What the critic minimises, from its scores `real` and `fake`. */
function criticLoss(objective: Objective, smoothing: number): string {
  switch (objective) {
    case "minimax":
    case "nonSaturating":
      return smoothing > 0
        ? javascript`
            const sure = real.neg().softplus().mean().mul(${1 - smoothing});  //@ model.labelSmoothing
            const unsure = real.softplus().mean().mul(${smoothing});  //@ model.labelSmoothing
            const loss = sure.add(unsure).add(fake.softplus().mean());  ${KEYS}
          `
        : `const loss = real.neg().softplus().mean().add(fake.softplus().mean()); // −log σ(D(x)) − log(1 − σ(D(G(z))))  ${KEYS}`;
    case "leastSquares":
      return `const loss = real.sub(${1 - smoothing}).square().mean().add(fake.square().mean()).mul(0.5);  ${KEYS},model.labelSmoothing`;
    case "wassersteinClip":
    case "wassersteinGp":
      return `const loss = fake.mean().sub(real.mean()); // minus the Wasserstein distance  ${KEYS}`;
    default:
      return objective satisfies never;
  }
}

/** What the generator minimises, from the scores `fake`. */
function generatorLoss(objective: Objective): string {
  switch (objective) {
    case "minimax":
      return "fake.softplus().mean().neg()";
    case "nonSaturating":
      return "fake.neg().softplus().mean()";
    case "leastSquares":
      return "fake.sub(1).square().mean().mul(0.5)";
    case "wassersteinClip":
    case "wassersteinGp":
      return "fake.mean().neg()";
    default:
      return objective satisfies never;
  }
}

const penaltyOf = (labelled: string) => javascript`
  /** Keeps the critic's slope near 1 between real and made examples (Gulrajani et al. 2017). */  //@ training.objective
  penalty(real, fake${labelled}) {
    const [B, ...shape] = real.shape;
    const share = tf.randomUniform([B, ...shape.map(() => 1)]);
    const between = fake.add(share.mul(real.sub(fake)));
    const slope = tf.grad((x) => this.discriminate(x${labelled}).sum())(between);
    return slope.reshape([B, -1]).square().sum(1).add(1e-12).sqrt().sub(1).square().mean();
  }
`;

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup, parts: TfjsWhole): TfjsProgram {
  const sizes = networkSizes(values, data);
  const own = values as unknown as GanValues;
  const { latent, labels, labelWidth, shape } = sizes;
  const { objective, criticSteps, criticOptimizer, criticRate, penalty, clip, labelSmoothing } = own;
  const labelled = labels > 0 ? ", labels" : "";
  const { relaxed } = parts;
  const { decoder, encoder: reader } = relaxed ?? parts;
  const smooth = objective === "wassersteinGp";
  const generator = decoder(sizes, { network: "generator", name: "generator", finished: !relaxed });
  const encoder = reader(sizes, {
    ...{ network: "critic", name: "critic", activation: "leaky", fine: true, smooth },
    phaseShuffle: own.phaseShuffle,
  });
  // A convolutional critic is told the label last.
  const joined = encoder.hidden.length === 0 && labels > 0;
  const after = (from: string, units: number): TfjsModule => ({
    ...{ layer: "dense", options: [`units: ${units}`], from: `critic/${from}` },
  });
  const leaky: TfjsModule = smooth
    ? { layer: "new Leaky", options: [] }
    : { layer: "leakyReLU", options: ["alpha: 0.2"] };
  const judging = joined ? [after(`critic${convolutions(sizes) + 1}`, JOINED_WIDTH), leaky] : encoder.hidden;
  const critic = [...judging, after("opinion", 1)];
  // What nothing joins in between is one chain.
  const features = labels > 0 ? encoder.features : [];
  const chain = labels > 0 ? critic : [...encoder.features, ...critic];
  const sample = relaxed ? relaxed.shape(sizes) : shape;
  const isDrawn = relaxed !== undefined && own.relaxation === "gumbel";
  /** What is made as the critic sees it. */
  const shown = (scores: string) => {
    if (!relaxed) return scores;
    return isDrawn ? `drawn(${scores}, temperature(step))` : relaxed.shares(scores);
  };
  const stepped = isDrawn ? ", step" : "";
  const criticId = criticOptimizer === "same" ? training.id : criticOptimizer;
  const made = (network: "critic" | "generator", id?: string, factor?: number) =>
    optimizer(training, `model.${network}Weights`, id, factor);
  const [ofCritic, ofGenerator] = [made("critic", criticId, criticRate), made("generator")];
  const takes = `${ofCritic.made}${ofGenerator.made}`.includes("model.") ? "model" : "";
  const taken = labels > 0 ? "{ x, labels }" : "{ x }";
  const criticLayers = [...(features.length > 0 ? ["features"] : []), "critic", ...(labels > 0 ? ["criticLabel"] : [])];
  const generatorLayers = ["generator", ...(labels > 0 ? ["generatorLabel"] : [])];
  const weights = (layers: readonly string[]) =>
    layers.length === 1
      ? `this.${layers[0]}.getWeights()`
      : `[${layers.map((name) => `this.${name}`).join(", ")}].flatMap((layer) => layer.getWeights())`;
  const source = javascript`
    /** A generative adversarial network (Goodfellow et al. 2014). */
    ${IMPORT}

    const LATENT = ${latent}; // numbers that a sample is made from  //@ model.latent
    ${labels > 0 && `const LABELS = ${labels};  //@ model.conditional`}
    ${relaxed && `const VOCABULARY = ${sizes.symbols}; // characters by number; 0 is the newline that ends a text`}
    export const CRITIC_STEPS = ${criticSteps}; // turns of the critic for one of the generator  //@ model.criticSteps

    ${labels > 0 && `${BUILT}\n\n${TABLE}\n`}
    ${
      isDrawn &&
      javascript`
        /** Of the slope that drawn characters have: its logarithm falls in a straight line (Jang et al. 2017). */
        function temperature(step) {
          const share = ${own.gumbelSteps > 0 ? `Math.min(1, step / ${own.gumbelSteps})` : "1"};  //@ model.gumbelSteps
          return ${own.gumbelTemperature} * ${own.gumbelEnd / own.gumbelTemperature} ** share;  //@ model.gumbelTemperature,model.gumbelEnd
        }

        ${`${relaxed?.draw}\n`}
      `
    }
    ${smooth && `${LEAKY}\n`}
    ${generator.define && `${generator.define}\n`}
    ${encoder.define && `${encoder.define}\n`}
    /** A generator that makes examples, and a critic that scores how real examples look. */
    export class GAN {
      constructor() {
        this.generator = ${sequential(generator.modules, [labels > 0 ? `LATENT + ${labelWidth}` : "LATENT"])};
        ${features.length > 0 && `this.features = ${sequential(features, sample)};`}
        this.critic = ${sequential(chain, labels > 0 ? [encoder.seen + labelWidth] : sample)};
        ${labels > 0 && `this.generatorLabel = table(LABELS, ${labelWidth});  //@ model.conditional`}
        ${labels > 0 && `this.criticLabel = table(LABELS, ${labelWidth});  //@ model.conditional`}
        this.generatorWeights = ${weights(generatorLayers)};
        this.criticWeights = ${weights(criticLayers)};
      }

      /** z [B, Z] → ${relaxed ? "scores of each character at each place [B, T, V]" : "examples [B, …]"}. */
      generate(z${labelled}) {
        return this.generator.apply(${labels > 0 ? "tf.concat([z, this.generatorLabel.apply(labels)], 1)" : "z"});
      }

      /** x [B, …] → scores [B]. */
      discriminate(x${labelled}) {
        ${labels > 0 && `const seen = ${features.length > 0 ? "this.features.apply(x)" : "x"};`}
        ${labels > 0 && "const both = tf.concat([seen, this.criticLabel.apply(labels)], 1);  //@ model.conditional"}
        return this.critic.apply(${labels > 0 ? "both" : "x"}).flatten();
      }

      ${smooth && `${penaltyOf(labelled)}\n`}
      criticLoss(x${labelled}${stepped}) {
        ${relaxed && `const scores = this.generate(tf.randomNormal([x.shape[0], LATENT])${labelled});`}
        const made = ${relaxed ? `${shown("scores")};  //@ model.relaxation` : `this.generate(tf.randomNormal([x.shape[0], LATENT])${labelled});`}
        ${relaxed && `const given = ${relaxed.rows("x")}; // rows of shares, as what is made`}
        const real = this.discriminate(${relaxed ? "given" : "x"}${labelled});
        const fake = this.discriminate(made${labelled});
        ${criticLoss(objective, labelSmoothing)}
        return ${smooth ? `loss.add(this.penalty(${relaxed ? "given" : "x"}, made${labelled}).mul(${penalty}));  //@ model.penalty` : "loss;"}
      }

      generatorLoss(x${labelled}${stepped}) {
        const made = this.generate(tf.randomNormal([x.shape[0], LATENT])${labelled});
        const fake = this.discriminate(${relaxed ? `${shown("made")}${labelled});  //@ model.relaxation` : `made${labelled});`}
        return ${generatorLoss(objective)};  ${KEYS}
      }
    }

    /** New examples [count, …]. */
    export function sample(model, { count = ${String(sampling.count)}${labels > 0 ? ", label = 0" : ""} } = {}) {  //@ sampling.count
      return tf.tidy(() => {
        const z = tf.randomNormal([count, LATENT]);
        ${labels > 0 && `const labels = tf.fill([count], label, "int32");  //@ sampling.label`}
        ${relaxed && `const scores = model.generate(z${labelled});`}
        return ${relaxed ? `${relaxed.symbols(isDrawn ? "drawn(scores, 1)" : "scores")};  //@ model.relaxation` : `model.generate(z${labelled});`}
      });
    }
  `;
  const step = javascript`
    /** The critic's turns and then the generator's, each on a batch of its own → their losses. */
    export function trainStep(model, [critic, generator], step, batches) {
      return tf.tidy(() => {
        const losses = {};
        for (let turn = 0; turn < CRITIC_STEPS; turn++) {
          ${update(training, {
            ...{ batch: taken, index: "step * (CRITIC_STEPS + 1) + turn", weights: "model.criticWeights" },
            loss: `() => model.criticLoss(x${labelled}${stepped})`,
            ...{ optimizer: "critic", id: criticId, factor: criticRate },
          })}
          ${
            objective === "wassersteinClip" &&
            javascript`
              for (const weight of model.criticWeights) {
                weight.assign(weight.clipByValue(-${clip}, ${clip}));  //@ model.clip
              }
            `
          }
          losses["loss.critic"] = loss;
        }
        ${update(training, {
          ...{ batch: taken, index: "step * (CRITIC_STEPS + 1) + CRITIC_STEPS", weights: "model.generatorWeights" },
          ...{ loss: `() => model.generatorLoss(x${labelled}${stepped})`, optimizer: "generator" },
        })}
        losses["loss.generator"] = loss;
        return losses;
      });
    }
  `;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "GAN", names: ["CRITIC_STEPS"], others: [criticId], step },
        configure: javascript`
          /** An optimizer for each of the two. */
          export function configure(${takes}) {
            const critic = ${ofCritic.made};  ${ofCritic.keys},model.criticOptimizer,model.criticRate
            const generator = ${ofGenerator.made};  ${ofGenerator.keys}
            return [critic, generator];
          }
        `,
        data: examplesData(parts.type, [batch.size, ...shape], labels > 0 ? "label" : null),
      }),
    },
    model: "GAN",
    layers: [
      ...sequentialLayers("generator", generator.modules),
      ...sequentialLayers("features", features),
      ...sequentialLayers("critic", chain),
      ...(labels > 0
        ? [
            { from: "generator/generatorLabel", to: "generatorLabel" },
            { from: "critic/criticLabel", to: "criticLabel" },
          ]
        : []),
    ],
    optimizers: [
      { network: "critic", id: criticId, weights: "criticWeights" },
      { network: "generator", id: training.id, weights: "generatorWeights" },
    ],
  };
}
