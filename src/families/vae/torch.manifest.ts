/** The variational autoencoder as PyTorch, on any domain. */

import type { TorchWhole } from "../../domains/torchContract.ts";
import { python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import {
  CAPTION_SHARES,
  CAPTIONED,
  captionTable,
  captionVector,
  GLOROT,
  imports,
  sequential,
  sequentialLayers,
  someWords,
} from "../../export/torch/modules.ts";
import { configure, trainFile, update } from "../../export/torch/training.ts";
import { embedding, linear, tensor } from "../../export/torch/weights.ts";
import { sizesOf, type VaeValues } from "./sizes.manifest.ts";

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  parts: TorchWhole,
): TorchProgram {
  const sizes = sizesOf(values, data);
  const own = values as unknown as VaeValues;
  const { latent, labels, words, labelWidth, learnedSpread } = sizes;
  const { objective, beta, warmup, freeBits, wordDropout } = own;
  const encoder = parts.encoder(sizes, { network: "encoder", name: "encoder", activation: "relu" });
  const decoder = parts.decoder(sizes, { network: "decoder", name: "decoder", finished: false, wordDropout });
  const gaussian = objective === "gaussian";
  const entries = [...encoder.features, ...encoder.hidden];
  const seen = encoder.width + labelWidth;
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const keys = words > 0 ? "#@ model.conditional,model.condition" : "#@ model.conditional";
  const beside = (value: string, side: "x" | "z") =>
    `torch.cat([${value}, ${told === "caption" ? captionVector(`self.caption_of_${side}`) : `self.label_of_${side}(labels)`}], 1)  ${keys}`;
  const table = (name: string) =>
    words > 0 ? captionTable(name, labelWidth, keys) : `self.${name} = nn.Embedding(LABELS, ${labelWidth})  ${keys}`;
  const deviation = gaussian ? (learnedSpread ? ", self.log_deviation.exp()" : ", DEVIATION") : "";
  const [single] = decoder.modules;
  const source = python`
    """A variational autoencoder (Kingma & Welling 2013)."""

    ${imports({ math: gaussian })}

    LATENT = ${latent}  # numbers of a code  #@ model.latent
    ${labels > 0 && `LABELS = ${labels}  ${keys}`}
    ${words > 0 && `WORDS = ${words}  # of captions, by number  ${keys}`}
    BETA = ${beta}  # of the Kullback-Leibler divergence  #@ model.beta
    ${gaussian && !learnedSpread && `DEVIATION = ${own.deviation}  # of the Gaussian around what is decoded  #@ model.deviation,model.spread`}


    ${GLOROT}


    ${words > 0 && `${CAPTION_SHARES}\n\n`}
    ${parts.likelihood(objective, data.facts)}


    ${encoder.define && `${encoder.define}\n\n`}
    ${decoder.define && `${decoder.define}\n\n`}
    class VAE(nn.Module):
        """Tells an example by a code with noise, and makes examples of codes."""

        def __init__(self):
            super().__init__()
            ${encoder.define ? `self.encoder = ${entries[0]?.code}` : `self.encoder = ${sequential(entries)}`}
            self.mean = nn.Linear(${seen}, LATENT)
            self.spread = nn.Linear(${seen}, LATENT)
            ${decoder.reads ? `self.decoder = ${single?.code}` : `self.decoder = ${sequential(decoder.modules)}`}
            ${told && table(`${told}_of_x`)}
            ${told && table(`${told}_of_z`)}
            ${learnedSpread && `self.log_deviation = nn.Parameter(torch.tensor(${Math.log(own.deviation)}))  #@ model.spread`}
            self.apply(initialize)

        def encode(self, x${labelled}):
            """x [B, …] → mean and standard deviation of its code, [B, Z]."""
            h = self.encoder(x)
            ${told && `h = ${beside("h", "x")}`}
            return self.mean(h), F.softplus(self.spread(h))

        def decode(self, z${labelled}${decoder.reads ? ", x" : ""}):
            """z [B, Z] → what the likelihood is given [B, …]."""
            ${told && `z = ${beside("z", "z")}`}
            return self.decoder(z${decoder.reads ? ", x" : ""})

        def loss(self, x${labelled}, step=0):
            """Minus the evidence lower bound in nats, with β before the divergence."""
            ${words > 0 && someWords(keys)}
            mean, spread = self.encode(x${labelled})
            z = mean + spread * torch.randn_like(mean)
            reconstruction = surprise(x, self.decode(z${labelled}${decoder.reads ? ", x" : ""})${deviation})
            kl = 0.5 * (mean.square() + spread.square() - 1 - 2 * spread.log()).mean(0)  # of each unit [Z]
            ${freeBits > 0 && `kl = kl.clamp(min=${freeBits})  # so much is free  #@ model.freeBits`}
            ${warmup > 0 ? `beta = BETA * min(1, (step + 1) / ${warmup})  #@ model.warmup` : "beta = BETA  #@ model.warmup"}
            return reconstruction + beta * kl.sum()


    @torch.no_grad()
    def sample(model${words > 0 ? ", captions" : `, count=${String(sampling.count)}`}, temperature=${String(sampling.temperature)}${decoder.reads ? `, boldness=${String(sampling.boldness)}` : ""}${labels > 0 ? ", label=0" : ""}):  #@ sampling.count,sampling.temperature,sampling.boldness
        """${words > 0 ? "New examples of captions: [N, W] → [N, …]" : "New examples [count, …]"}."""
        model.eval()
        device = model.mean.weight.device
        ${words > 0 && "count, captions = len(captions), captions.to(device)"}
        z = temperature * torch.randn(count, LATENT, device=device)
        ${labels > 0 && `z = torch.cat([z, model.label_of_z(torch.full((count,), label, device=device))], 1)  #@ sampling.label`}
        ${words > 0 && `z = torch.cat([z, ${captionVector("model.caption_of_z")}], 1)  #@ sampling.caption`}
        x = ${decoder.reads ? "model.decoder.write(z, boldness)" : decoder.finish("model.decoder(z)")}
        return ${parts.noisy ? `x + ${learnedSpread ? "model.log_deviation.exp()" : "DEVIATION"} * torch.randn_like(x)` : "x"}
  `;
  const train = trainFile({
    ...{ training, seed, model: "VAE", ...(words > 0 ? { sampled: CAPTIONED } : {}) },
    configure: configure(training, "model.parameters()"),
    step: python`
    def train_step(model, optimizer, step, batches, state=None):
        """One step on batch \`step\` → its losses."""
        model.train()
        ${update(training, {
          batch: told ? `x, ${told}s` : "x, _",
          index: "step",
          loss: `loss = model.loss(x${labelled}, step=step)`,
          parameters: "model.parameters()",
          optimizer: "optimizer",
        })}
        return {"loss": loss.detach()}, None
    `,
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: {
      "train.py": train.project,
      "data.py": parts.data({ ...{ data, sizes, batch, seed }, ...(words > 0 ? { told: "captions" as const } : {}) }),
    },
    model: "VAE",
    ...(words > 0 ? { sampled: { given: CAPTIONED, names: [] } } : {}),
    layers: [
      ...(encoder.define
        ? (entries[0]?.layers ?? []).map((layer) => ({ ...layer, to: `encoder.${layer.to}` }))
        : sequentialLayers("encoder", entries)),
      { from: "encoder/mean", to: "mean", layout: linear({ from: encoder.hidden.length > 0 ? [] : encoder.picture }) },
      {
        from: "encoder/spread",
        to: "spread",
        layout: linear({ from: encoder.hidden.length > 0 ? [] : encoder.picture }),
      },
      ...(decoder.reads
        ? (single?.layers ?? []).map((layer) => ({ ...layer, to: `decoder.${layer.to}` }))
        : sequentialLayers("decoder", decoder.modules)),
      ...(told
        ? [
            { from: "encoder/encoderLabel", to: `${told}_of_x`, layout: embedding },
            { from: "decoder/decoderLabel", to: `${told}_of_z`, layout: embedding },
          ]
        : []),
      ...(learnedSpread ? [{ from: "autoencoder", to: "log_deviation", layout: tensor("variable") }] : []),
    ],
    optimizers: [{ network: "autoencoder", id: training.id, turns: 1, moves: () => true }],
  };
}
