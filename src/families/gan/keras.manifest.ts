/** The generative adversarial network in Keras, on any domain. */
import type { KerasWhole } from "../../domains/kerasContract.ts";
import { networkSizes } from "../../domains/sizes.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { imports, type KerasModule, sequential, sequentialLayers, TABLE } from "../../export/keras/modules.ts";
import { optimizer, trainFile, update } from "../../export/keras/training.ts";
import { dense, embedding } from "../../export/keras/weights.ts";
import { python } from "../../export/program/template.ts";
import { temperature } from "./program.manifest.ts";
import { convolutions, type GanValues, JOINED_WIDTH, type Objective } from "./sizes.manifest.ts";

const KEYS = "#@ training.objective";

/** What the critic minimises, from its scores `real` and `fake`. */
function criticLoss(objective: Objective, smoothing: number): string {
  switch (objective) {
    case "minimax":
    case "nonSaturating":
      return smoothing > 0
        ? python`
            loss = ${1 - smoothing} * ops.mean(ops.softplus(-real)) + ${smoothing} * ops.mean(ops.softplus(real))  #@ model.labelSmoothing
            return loss + ops.mean(ops.softplus(fake))  ${KEYS}
          `
        : python`
            # −log σ(D(x)) − log(1 − σ(D(G(z))))
            return ops.mean(ops.softplus(-real)) + ops.mean(ops.softplus(fake))  ${KEYS}
          `;
    case "leastSquares":
      return `return 0.5 * (ops.mean(ops.square(real - ${1 - smoothing})) + ops.mean(ops.square(fake)))  ${KEYS},model.labelSmoothing`;
    case "wassersteinClip":
    case "wassersteinGp":
      return `return ops.mean(fake) - ops.mean(real)  # minus the Wasserstein distance  ${KEYS}`;
    default:
      return objective satisfies never;
  }
}

/** What the generator minimises, from the scores `fake`. */
function generatorLoss(objective: Objective): string {
  switch (objective) {
    case "minimax":
      return "-ops.mean(ops.softplus(fake))";
    case "nonSaturating":
      return "ops.mean(ops.softplus(-fake))";
    case "leastSquares":
      return "0.5 * ops.mean(ops.square(fake - 1))";
    case "wassersteinClip":
    case "wassersteinGp":
      return "-ops.mean(fake)";
    default:
      return objective satisfies never;
  }
}

const penaltyOf = (labelled: string) => python`
  def penalty(model, real, fake${labelled}):
      """Keeps the critic's slope near 1 between real and made examples (Gulrajani et al. 2017)."""  #@ training.objective
      share = keras.random.uniform((len(real), *[1] * (real.dim() - 1)))
      between = (fake + share * (real - fake)).detach().requires_grad_()
      score = model.discriminate(between${labelled}).sum()
      slope = torch.autograd.grad(score, between, create_graph=True)[0]
      return ((slope.flatten(1).square().sum(1) + 1e-12).sqrt() - 1).square().mean()
`;

export function kerasProgram({ values, data, training, sampling, seed }: KerasSetup, parts: KerasWhole): KerasProgram {
  const sizes = networkSizes(values, data);
  const own = values as unknown as GanValues;
  const { latent, labels, labelWidth } = sizes;
  const { objective, criticSteps, criticOptimizer, criticRate, penalty, clip, labelSmoothing, phaseShuffle } = own;
  const labelled = labels > 0 ? ", labels" : "";
  const { relaxed } = parts;
  const { decoder, encoder: reader } = relaxed ?? parts;
  const generator = decoder(sizes, { network: "generator", name: "generator", finished: !relaxed });
  const encoder = reader(sizes, { network: "critic", name: "critic", activation: "leaky", fine: true, phaseShuffle });
  // A convolutional critic is told the label last.
  const joined: readonly KerasModule[] =
    encoder.hidden.length === 0 && labels > 0
      ? [
          {
            code: `layers.Dense(${JOINED_WIDTH}, activation="leaky_relu")`,
            layers: [{ from: `critic/critic${convolutions(sizes) + 1}`, to: "", layout: dense }],
          },
        ]
      : encoder.hidden;
  const opinion: KerasModule = {
    code: "layers.Dense(1)",
    layers: [{ from: "critic/opinion", to: "", layout: dense }],
  };
  // What nothing joins in between is one chain.
  const features = labels > 0 ? encoder.features : [];
  const chain = [...(labels > 0 ? [] : encoder.features), ...joined, opinion];
  const isDrawn = relaxed !== undefined && own.relaxation === "gumbel";
  const stepped = isDrawn ? ", step" : "";
  const learning = encoder.define !== null && phaseShuffle > 0 ? ", training=True" : "";
  const criticId = criticOptimizer === "same" ? training.id : criticOptimizer;
  const taken = labels > 0 ? "x, labels" : "x, _";
  const source = python`
    """A generative adversarial network (Goodfellow et al. 2014)."""

    ${imports()}

    LATENT = ${latent}  # numbers that a sample is made from  #@ model.latent
    ${labels > 0 && `LABELS = ${labels}  #@ model.conditional`}
    ${relaxed && `VOCABULARY = ${sizes.symbols}  # characters by number; 0 is the newline that ends a text`}
    CRITIC_STEPS = ${criticSteps}  # turns of the critic for one of the generator  #@ model.criticSteps


    ${labels > 0 && `${TABLE}\n\n`}
    ${isDrawn && `${temperature(own)}\n\n`}
    ${isDrawn && `${relaxed.drawn}\n\n`}
    ${generator.define && `${generator.define}\n\n`}
    ${encoder.define && `${encoder.define}\n\n`}
    class GAN(keras.Model):
        """A generator that makes examples, and a critic that scores how real examples look."""

        def __init__(self):
            super().__init__()
            self.generator = ${sequential(generator.modules)}
            ${features.length > 0 && `self.features = ${sequential(features)}`}
            self.critic = ${sequential(chain)}
            ${labels > 0 && `self.generator_label = table(LABELS, ${labelWidth})  #@ model.conditional`}
            ${labels > 0 && `self.critic_label = table(LABELS, ${labelWidth})  #@ model.conditional`}

        def variables_of(self, network):
            parts = {
                "generator": [self.generator${labels > 0 ? ", self.generator_label" : ""}],
                "critic": [self.critic${features.length > 0 ? ", self.features" : ""}${labels > 0 ? ", self.critic_label" : ""}],
            }
            return [variable for part in parts[network] for variable in part.trainable_variables]

        def generate(self, z${labelled}):
            """z [B, Z] → ${relaxed ? "scores of each character at each place [B, T, V]" : "examples [B, …]"}."""
            return self.generator(${labels > 0 ? "ops.concatenate([z, self.generator_label(labels)], 1)" : "z"})

        def make(self, count${labelled}${stepped}):
            """New examples as the critic sees them${relaxed ? ", rows of shares [B, T, V]" : " [B, …]"}."""
            ${relaxed ? "scores" : "return"} ${relaxed ? "= " : ""}self.generate(keras.random.normal((count, LATENT))${labelled})
            ${relaxed && `return ${isDrawn ? "drawn(scores, temperature(step))" : relaxed.shares("scores")}  #@ model.relaxation`}

        def discriminate(self, x${labelled}):
            """x [B, …] → scores [B]."""
            ${features.length > 0 && `x = self.features(x${learning})`}
            ${labels > 0 && "x = ops.concatenate([x, self.critic_label(labels)], 1)  #@ model.conditional"}
            return self.critic(x${features.length > 0 ? "" : learning})[:, 0]

        def critic_loss(self, x, made${labelled}):
            real, fake = self.discriminate(x${labelled}), self.discriminate(made${labelled})
            ${criticLoss(objective, labelSmoothing)}

        def generator_loss(self, made${labelled}):
            fake = self.discriminate(made${labelled})
            return ${generatorLoss(objective)}  ${KEYS}


    def sample(model, count=${String(sampling.count)}${labels > 0 ? ", label=0" : ""}):  #@ sampling.count
        """New examples [count, …]."""
        z = keras.random.normal((count, LATENT))
        ${relaxed ? "scores =" : "return"} model.generate(z${labels > 0 ? ", ops.full((count,), label)" : ""})
        ${relaxed && `return ${relaxed.symbols(isDrawn ? "drawn(scores, 1)" : "scores")}  #@ model.relaxation`}
  `;
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "GAN", names: ["CRITIC_STEPS", ...(relaxed ? ["VOCABULARY"] : [])] },
        functions: python`
          def configure():
              """An optimizer for each of the two."""
              critic = ${optimizer(training, criticId, criticRate)}
              generator = ${optimizer(training)}
              return critic, generator


          ${objective === "wassersteinGp" && `${penaltyOf(labelled)}\n\n`}
          def train_step(model, optimizers, step, batches, state=None):
              """The critic's turns and then the generator's, each on a batch of its own → their losses."""
              critic, generator = optimizers
              for turn in range(CRITIC_STEPS):
                  ${update(training, {
                    batch: taken,
                    index: "step * (CRITIC_STEPS + 1) + turn",
                    loss: python`
                      with torch.no_grad():
                          made = model.make(len(x)${labelled}${stepped})
                      ${relaxed && `x = keras.${relaxed.rows("x")}  # rows of shares, as what is made`}
                      loss = model.critic_loss(x, made${labelled})
                      ${objective === "wassersteinGp" && `loss = loss + ${penalty} * penalty(model, x, made${labelled})  #@ model.penalty`}
                    `,
                    variables: 'model.variables_of("critic")',
                    optimizer: "critic",
                    factor: criticRate,
                  })}
                  ${
                    objective === "wassersteinClip" &&
                    python`
                      for weight in model.variables_of("critic"):
                          weight.assign(keras.ops.clip(weight, -${clip}, ${clip}))  #@ model.clip
                    `
                  }
              losses = {"loss.critic": loss.detach()}
              ${update(training, {
                batch: taken,
                index: "step * (CRITIC_STEPS + 1) + CRITIC_STEPS",
                loss: `loss = model.generator_loss(model.make(len(x)${labelled}${stepped})${labelled})`,
                variables: 'model.variables_of("generator")',
                optimizer: "generator",
              })}
              return {**losses, "loss.generator": loss.detach()}, None
        `,
      }),
    },
    model: "GAN",
    layers: [
      ...sequentialLayers("generator", generator.modules),
      ...sequentialLayers("features", features),
      ...sequentialLayers("critic", chain),
      ...(labels > 0
        ? [
            { from: "generator/generatorLabel", to: "generator_label", layout: embedding },
            { from: "critic/criticLabel", to: "critic_label", layout: embedding },
          ]
        : []),
    ],
    optimizers: [
      { network: "critic", id: criticId },
      { network: "generator", id: training.id },
    ],
  };
}
