/** Denoising diffusion and flow matching as PyTorch, on any domain. */
import type { TorchWhole } from "../../domains/torchContract.ts";
import { python, tuple } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import {
  below,
  CAPTION_SHARES,
  CAPTIONED,
  captionTable,
  captionVector,
  GLOROT,
  imports,
  someWords,
} from "../../export/torch/modules.ts";
import { configure, trainFile, update } from "../../export/torch/training.ts";
import { embedding, linear, type TorchLayer } from "../../export/torch/weights.ts";
import { speed, TARGETS } from "./program.manifest.ts";
import { type DiffusionValues, sizesOf, TOLD, WAVES } from "./sizes.manifest.ts";

const OBJECTIVE = "#@ training.objective";

interface Process {
  /** The time of the most noise. */
  readonly end: number;
  /** Lines of `levels(time)`. */
  readonly levels: string;
}

const PROCESSES = {
  cosine: {
    end: 0.995,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Nichol & Dhariwal 2021)."""  #@ model.noiseSchedule
      signal = torch.cos((time + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
      return signal, (1 - signal**2).clamp(min=0).sqrt()
    `,
  },
  linear: {
    end: 1,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Ho et al. 2020)."""  #@ model.noiseSchedule
      signal = torch.exp(-time * (0.05 + 4.975 * time))
      return signal, (1 - signal**2).clamp(min=0).sqrt()
    `,
  },
  straight: {
    end: 1,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Lipman et al. 2023)."""  #@ training.objective
      return 1 - time, time
    `,
  },
} satisfies Record<string, Process>;

/** From one time to an earlier one, where the network sees `clean`. */
function step(sampler: string, straight: boolean, believed: string): string {
  if (sampler === "ddpm") {
    return python`
      ratio = signal / s
      added = noise**2 - ratio**2 * n**2
      mean = ratio * n**2 / noise**2 * x + s * added / noise**2 * clean
      x = mean + (added.clamp(min=0).sqrt() * n / noise) * torch.randn_like(x)  # a draw (Ho et al. 2020)  #@ sampling.sampler
    `;
  }
  const moved = "n / noise * x + (s - n / noise * signal) * clean";
  if (sampler !== "heun") return `x = ${moved}  # along the flow (Song et al. 2021)  #@ sampling.sampler`;
  return python`
    moved = ${moved}
    there = speed(moved, ${believed.replace("x, time", "moved, later")}, s, n)
    x = x + 0.5 * (speed(x, clean, signal, noise) + there) * (${straight ? "later - time" : "torch.atan2(n, s) - torch.atan2(noise, signal)"})  # Heun  #@ sampling.sampler
  `;
}

const CAPTION_KEYS = "#@ model.conditional,model.condition";

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  parts: TorchWhole,
): TorchProgram {
  const make = parts.denoiser;
  if (!make) throw new RangeError("a domain without a denoiser cannot be diffused");
  const sizes = sizesOf(values, data);
  const own = values as unknown as DiffusionValues;
  const { labels, words, labelWidth } = sizes;
  const { objective, noiseSchedule, averageDecay, average } = own;
  const denoiser = make(sizes, { network: "denoiser", name: "denoiser", told: TOLD });
  const straight = objective === "flow";
  const { end, levels } = PROCESSES[straight ? "straight" : (noiseSchedule as "cosine" | "linear")];
  const { target, sample } = TARGETS[objective];
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const none = words > 0 ? "WORDS" : "LABELS";
  const { sampler, steps, count } = sampling;
  const believed = `model.believe(x, time${labelled}${told ? ", guidance" : ""})`;
  const source = python`
    """${straight ? "Flow matching on straight paths (Lipman et al. 2023)." : "A denoising diffusion model (Ho et al. 2020)."}"""

    ${imports({ math: true, copy: true })}

    SHAPE = ${tuple(parts.shape(sizes))}  # of a sample
    ${labels > 0 && `LABELS = ${labels}  # and one more number that stands for none  #@ model.conditional`}
    ${words > 0 && `WORDS = ${words}  # of captions, by number  ${CAPTION_KEYS}`}
    END = ${end}  # the time of the most noise


    ${GLOROT}


    def levels(time):
        ${levels}


    ${words > 0 && `${CAPTION_SHARES}\n\n`}
    ${denoiser.define}


    class Network(nn.Module):
        """A denoiser that is told the time${told ? ` and the ${told}` : ""}."""

        def __init__(self):
            super().__init__()
            self.time = nn.Sequential(nn.Linear(${WAVES + labelWidth}, ${TOLD}), gelu, nn.Linear(${TOLD}, ${TOLD}), gelu)
            ${labels > 0 && `self.label = nn.Embedding(LABELS + 1, ${labelWidth})  #@ model.conditional`}
            ${words > 0 && captionTable("caption", labelWidth, CAPTION_KEYS)}
            self.time.apply(initialize)
            self.denoiser = Denoiser()

        def forward(self, x, time${labelled}):
            """x [B, …], time [B]${words > 0 ? ", captions [B, W]" : labels > 0 ? ", labels [B]" : ""} → what is predicted [B, …]."""
            waves = time[:, None] * torch.logspace(0, 2, ${WAVES / 2}, device=x.device)
            told = torch.cat([waves.sin(), waves.cos()${told ? `, ${words > 0 ? captionVector("self.caption") : "self.label(labels)"}` : ""}], 1)
            return self.denoiser(x, self.time(told))


    class Diffusion(nn.Module):
        def __init__(self):
            super().__init__()
            self.network = Network()
            self.average = copy.deepcopy(self.network).requires_grad_(False)

        def loss(self, x${labelled}):
            """The mean squared error of what is predicted, at times that are spread over the batch."""
            ${parts.bounded && "x = 2 * x - 1"}
            B = len(x)
            time = END * (torch.arange(B, device=x.device) + torch.rand(1, device=x.device)) / B
            signal, noise = (level.view(-1, *[1] * len(SHAPE)) for level in levels(time))
            epsilon = torch.randn_like(x)
            ${told && `kept = torch.rand(B, device=x.device) > 0.1  # else the ${told} is kept back`}
            ${labels > 0 && "labels = torch.where(kept, labels, LABELS)"}
            ${words > 0 && someWords(CAPTION_KEYS)}
            ${words > 0 && "captions = captions.masked_fill(~kept[:, None], WORDS)"}
            prediction = self.network(signal * x + noise * epsilon, time${labelled})
            return F.mse_loss(prediction, ${target})  ${OBJECTIVE}

        @torch.no_grad()
        def follow(self, step):
            """Moves the average towards the weights, by less and less."""
            rate = max(1 - ${averageDecay}, 9 / (step + 11))  #@ model.averageDecay
            for mean, weight in zip(self.average.parameters(), self.network.parameters()):
                mean.lerp_(weight, rate)

        def believe(self, x, time${labelled}${told ? ", guidance=1" : ""}):
            """The sample that the network sees in x."""
            signal, noise = levels(time)
            network, time = self.${average ? "average" : "network"}, time.expand(len(x))  #@ model.average
            prediction = network(x, time${labelled})
            ${
              told &&
              python`
                if guidance != 1:  # what the ${told} adds counts so many times (Ho & Salimans 2022)
                    without = network(x, time, torch.full_like(${told}s, ${none}))
                    prediction = without + guidance * (prediction - without)
              `
            }
            ${parts.bounded ? `return (${sample}).clamp(-1, 1)  ${OBJECTIVE}` : `return ${sample}  ${OBJECTIVE}`}


    ${sampler === "heun" && `${speed(straight)}\n\n`}
    @torch.no_grad()
    def sample(model, ${words > 0 ? "captions" : `count=${String(count)}`}, steps=${String(steps)}${labels > 0 ? ", label=0" : ""}${told ? `, guidance=${String(sampling.guidance)}` : ""}):  #@ sampling.count,sampling.steps,sampling.guidance
        """${words > 0 ? "New examples of captions, from noise: [N, W] → [N, …]" : "New examples [count, …], from noise"}."""
        device = next(model.parameters()).device
        ${words > 0 && "count, captions = len(captions), captions.to(device)  #@ sampling.caption"}
        ${labels > 0 && "labels = torch.full((count,), label, device=device)  #@ sampling.label"}
        times = END * (1 - torch.arange(steps + 1, device=device) / steps) ** 1.5
        x = torch.randn(count, *SHAPE, device=device)
        for time, later in zip(times[:-1], times[1:]):
            (signal, noise), (s, n) = levels(time), levels(later)
            clean = ${believed}
            ${
              sampler === "heun" &&
              python`
                if later == 0:
                    break
              `
            }
            ${step(String(sampler), straight, believed)}
        return ${parts.bounded ? "(clean + 1) / 2" : "clean"}  # which the last step ends at
  `;
  const network = (name: string, to: string): readonly TorchLayer[] => [
    { from: `${name}/time1`, to: `${to}.time.0`, layout: linear() },
    { from: `${name}/time2`, to: `${to}.time.2`, layout: linear() },
    ...(labels > 0 ? [{ from: `${name}/label`, to: `${to}.label`, layout: embedding }] : []),
    ...(words > 0 ? [{ from: `${name}/caption`, to: `${to}.caption`, layout: embedding }] : []),
    ...below(`${to}.denoiser`, denoiser.layers).map((layer) => ({
      ...layer,
      from: layer.from.replace(/^denoiser\//, `${name}/`),
    })),
  ];
  const train = trainFile({
    ...{ training, seed, model: "Diffusion", ...(words > 0 ? { sampled: CAPTIONED } : {}) },
    configure: configure(training, "model.network.parameters()"),
    step: python`
    def train_step(model, optimizer, step, batches, state=None):
        """One step on batch \`step\` → its losses."""
        ${words > 0 && "model.train()"}
        ${update(training, {
          batch: told ? `x, ${told}s` : "x, _",
          index: "step",
          loss: `loss = model.loss(x${labelled})`,
          parameters: "model.network.parameters()",
          optimizer: "optimizer",
        })}
        model.follow(step)
        return {"loss": loss.detach()}, None
    `,
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: {
      "train.py": train.project,
      "data.py": parts.data({ ...{ data, sizes, batch, seed }, ...(words > 0 ? { told: "captions" as const } : {}) }),
    },
    model: "Diffusion",
    ...(words > 0 ? { sampled: { given: CAPTIONED, names: [] } } : {}),
    layers: [...network("denoiser", "network"), ...network("average", "average")],
    optimizers: [{ network: "denoiser", id: training.id, turns: 1, moves: ({ from }) => from.startsWith("denoiser/") }],
  };
}
