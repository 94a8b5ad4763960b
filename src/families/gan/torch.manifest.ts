/** The generative adversarial network as PyTorch, on any domain. */

import { networkSizes } from "../../domains/sizes.ts";
import type { TorchWhole } from "../../domains/torchContract.ts";
import { python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { GLOROT, imports, sequential, sequentialLayers, type TorchModule } from "../../export/torch/modules.ts";
import { initialRate, optimizer, trainFile, update } from "../../export/torch/training.ts";
import { embedding, linear } from "../../export/torch/weights.ts";
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
            loss = ${1 - smoothing} * F.softplus(-real).mean() + ${smoothing} * F.softplus(real).mean()  #@ model.labelSmoothing
            loss = loss + F.softplus(fake).mean()  ${KEYS}
          `
        : `loss = F.softplus(-real).mean() + F.softplus(fake).mean()  # −log σ(D(x)) − log(1 − σ(D(G(z))))  ${KEYS}`;
    case "leastSquares":
      return `loss = 0.5 * ((real - ${1 - smoothing}).square().mean() + fake.square().mean())  ${KEYS},model.labelSmoothing`;
    case "wassersteinClip":
    case "wassersteinGp":
      return `loss = fake.mean() - real.mean()  # minus the Wasserstein distance  ${KEYS}`;
    default:
      return objective satisfies never;
  }
}

/** What the generator minimises, from the scores `fake`. */
function generatorLoss(objective: Objective): string {
  switch (objective) {
    case "minimax":
      return "-F.softplus(fake).mean()";
    case "nonSaturating":
      return "F.softplus(-fake).mean()";
    case "leastSquares":
      return "0.5 * (fake - 1).square().mean()";
    case "wassersteinClip":
    case "wassersteinGp":
      return "-fake.mean()";
    default:
      return objective satisfies never;
  }
}

const penaltyOf = (labelled: string) => python`
  def penalty(self, real, fake${labelled}):
      """Keeps the critic's slope near 1 between real and made examples (Gulrajani et al. 2017)."""  #@ training.objective
      share = torch.rand(len(real), device=real.device).view(-1, *[1] * (real.dim() - 1))
      between = (fake + share * (real - fake)).detach().requires_grad_()
      slope = torch.autograd.grad(self.discriminate(between${labelled}).sum(), between, create_graph=True)[0]
      return ((slope.flatten(1).square().sum(1) + 1e-12).sqrt() - 1).square().mean()
`;

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  parts: TorchWhole,
): TorchProgram {
  const sizes = networkSizes(values, data);
  const own = values as unknown as GanValues;
  const { latent, labels, labelWidth } = sizes;
  const { objective, criticSteps, criticOptimizer, criticRate, penalty, clip, labelSmoothing } = own;
  const labelled = labels > 0 ? ", labels" : "";
  const { relaxed } = parts;
  const { decoder, encoder: reader } = relaxed ?? parts;
  const generator = decoder(sizes, { network: "generator", name: "generator", finished: !relaxed });
  const encoder = reader(sizes, {
    ...{ network: "critic", name: "critic", activation: "leaky", fine: true },
    ...{ extra: labelWidth, phaseShuffle: own.phaseShuffle },
  });
  // A convolutional critic is told the label last.
  const joined = encoder.hidden.length === 0 && labels > 0;
  const after = (from: string, width: number, to: number): TorchModule => ({
    code: `nn.Linear(${width}, ${to})`,
    layers: [
      {
        from: `critic/${from}`,
        to: "",
        layout: linear({ from: encoder.hidden.length > 0 || (from === "opinion" && joined) ? [] : encoder.picture }),
      },
    ],
  });
  const judging = joined
    ? [
        after(`critic${convolutions(sizes) + 1}`, encoder.seen + labelWidth, JOINED_WIDTH),
        { code: "nn.LeakyReLU(0.2)" },
      ]
    : encoder.hidden;
  const critic = [...judging, after("opinion", joined ? JOINED_WIDTH : encoder.width, 1)];
  // What nothing joins in between is one chain.
  const features = labels > 0 ? encoder.features : [];
  const chain = labels > 0 ? critic : [...encoder.features, ...critic];
  const isDrawn = relaxed !== undefined && own.relaxation === "gumbel";
  /** What is made as the critic sees it. */
  const shown = (scores: string) => {
    if (!relaxed) return scores;
    return isDrawn ? relaxed.drawn(scores, "temperature(step)") : relaxed.shares(scores);
  };
  const stepped = isDrawn ? ", step" : "";
  const real = relaxed ? relaxed.rows("x") : "x";
  const optimizerOf = (network: "critic" | "generator", id?: string, factor?: string) =>
    optimizer(training, `model.parameters_of("${network}")`, id, factor);
  const criticId = criticOptimizer === "same" ? training.id : criticOptimizer;
  const taken = labels > 0 ? "x, labels" : "x, _";
  const source = python`
    """A generative adversarial network (Goodfellow et al. 2014)."""

    ${imports({ functional: relaxed !== undefined || objective === "minimax" || objective === "nonSaturating" })}

    LATENT = ${latent}  # numbers that a sample is made from  #@ model.latent
    ${labels > 0 && `LABELS = ${labels}  #@ model.conditional`}
    ${relaxed && `VOCABULARY = ${sizes.symbols}  # characters by number; 0 is the newline that ends a text`}
    CRITIC_STEPS = ${criticSteps}  # turns of the critic for one of the generator  #@ model.criticSteps


    ${GLOROT}


    ${isDrawn && `${temperature(own)}\n\n`}
    ${generator.define && `${generator.define}\n\n`}
    ${encoder.define && `${encoder.define}\n\n`}
    class GAN(nn.Module):
        """A generator that makes examples, and a critic that scores how real examples look."""

        def __init__(self):
            super().__init__()
            self.generator = ${sequential(generator.modules)}
            ${features.length > 0 && `self.features = ${sequential(features)}`}
            self.critic = ${sequential(chain)}
            ${labels > 0 && `self.generator_label = nn.Embedding(LABELS, ${labelWidth})  #@ model.conditional`}
            ${labels > 0 && `self.critic_label = nn.Embedding(LABELS, ${labelWidth})  #@ model.conditional`}
            self.apply(initialize)
            ${encoder.begin?.("self.critic")}

        def parameters_of(self, network):
            of_critic = ("critic", "features")
            return [p for name, p in self.named_parameters() if name.startswith(of_critic) == (network == "critic")]

        def generate(self, z${labelled}):
            """z [B, Z] → ${relaxed ? "scores of each character at each place [B, V, T]" : "examples [B, …]"}."""
            return self.generator(${labels > 0 ? "torch.cat([z, self.generator_label(labels)], 1)" : "z"})

        def discriminate(self, x${labelled}):
            """x [B, …] → scores [B]."""
            ${features.length > 0 && "x = self.features(x)"}
            ${labels > 0 && "x = torch.cat([x, self.critic_label(labels)], 1)  #@ model.conditional"}
            return self.critic(x).flatten()

        ${objective === "wassersteinGp" && `${penaltyOf(labelled)}\n`}
        def critic_loss(self, x${labelled}${stepped}):
            with torch.no_grad():
                ${relaxed ? "scores" : "made"} = self.generate(torch.randn(len(x), LATENT, device=x.device)${labelled})
                ${relaxed && `made = ${shown("scores")}  #@ model.relaxation`}
            ${relaxed && `x = ${real}  # rows of shares, as what is made`}
            real, fake = self.discriminate(x${labelled}), self.discriminate(made${labelled})
            ${criticLoss(objective, labelSmoothing)}
            ${objective === "wassersteinGp" && `loss = loss + ${penalty} * self.penalty(x, made${labelled})  #@ model.penalty`}
            return loss

        def generator_loss(self, x${labelled}${stepped}):
            ${relaxed ? "scores" : "made"} = self.generate(torch.randn(len(x), LATENT, device=x.device)${labelled})
            ${relaxed && `made = ${shown("scores")}  #@ model.relaxation`}
            fake = self.discriminate(made${labelled})
            return ${generatorLoss(objective)}  ${KEYS}


    @torch.no_grad()
    def sample(model, count=${String(sampling.count)}${labels > 0 ? ", label=0" : ""}):  #@ sampling.count
        """New examples [count, …]."""
        device = next(model.parameters()).device
        z = torch.randn(count, LATENT, device=device)
        ${relaxed ? "scores" : "made"} = model.generate(z${labels > 0 ? ", torch.full((count,), label, device=device)" : ""})
        ${relaxed && `made = ${relaxed.symbols(isDrawn ? relaxed.drawn("scores", "1") : "scores")}  #@ model.relaxation`}
        return made
  `;
  const train = trainFile({
    ...{ training, seed, model: "GAN", names: ["CRITIC_STEPS"] },
    configure: python`
      def configure(model):
          """An optimizer for each of the two."""
          critic = ${optimizerOf("critic", criticId, criticRate === 1 ? undefined : String(criticRate))}
          generator = ${optimizerOf("generator")}
          ${
            training.values.schedule !== "constant" &&
            python`
            for optimizer in (critic, generator):
                ${initialRate(training, "optimizer")}
          `
          }
          return critic, generator
    `,
    step: python`
    def train_step(model, optimizers, step, batches, state=None):
        """The critic's turns and then the generator's, each on a batch of its own → their losses."""
        critic, generator = optimizers
        for turn in range(CRITIC_STEPS):
            ${update(training, {
              batch: taken,
              index: "step * (CRITIC_STEPS + 1) + turn",
              loss: `loss = model.critic_loss(x${labelled}${stepped})`,
              parameters: 'model.parameters_of("critic")',
              optimizer: "critic",
            })}
            ${
              objective === "wassersteinClip" &&
              python`
                for weight in model.parameters_of("critic"):
                    weight.data.clamp_(-${clip}, ${clip})  #@ model.clip
              `
            }
        losses = {"loss.critic": loss.detach()}
        ${update(training, {
          batch: taken,
          index: "step * (CRITIC_STEPS + 1) + CRITIC_STEPS",
          loss: `loss = model.generator_loss(x${labelled}${stepped})`,
          parameters: 'model.parameters_of("generator")',
          optimizer: "generator",
        })}
        return {**losses, "loss.generator": loss.detach()}, None
    `,
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: { "train.py": train.project, "data.py": parts.data({ data, sizes, batch, seed }) },
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
      { network: "critic", id: criticId, turns: criticSteps, moves: ({ from }) => from.startsWith("critic/") },
      { network: "generator", id: training.id, turns: 1, moves: ({ from }) => from.startsWith("generator/") },
    ],
  };
}
