/** The variational autoencoder as PyTorch, on any domain. */

import type { TorchWhole } from "../../domains/torchContract.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { GLOROT, imports, sequential, sequentialLayers } from "../../export/torch/modules.ts";
import { python } from "../../export/torch/python.ts";
import { configure, trainFile, update } from "../../export/torch/training.ts";
import { embedding, linear, tensor } from "../../export/torch/weights.ts";
import { sizesOf, type VaeValues } from "./sizes.manifest.ts";

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  parts: TorchWhole,
): TorchProgram {
  const sizes = sizesOf(values, data);
  const own = values as unknown as VaeValues;
  const { latent, labels, labelWidth, learnedSpread } = sizes;
  const { objective, beta, warmup, freeBits, wordDropout } = own;
  const encoder = parts.encoder(sizes, { network: "encoder", name: "encoder", activation: "relu" });
  const decoder = parts.decoder(sizes, { network: "decoder", name: "decoder", finished: false, wordDropout });
  const gaussian = objective === "gaussian";
  const entries = [...encoder.features, ...encoder.hidden];
  const seen = encoder.width + labelWidth;
  const labelled = labels > 0 ? ", labels" : "";
  const beside = (value: string, table: string) =>
    labels > 0 ? `torch.cat([${value}, self.${table}(labels)], 1)  #@ model.conditional` : value;
  const deviation = gaussian ? (learnedSpread ? ", self.log_deviation.exp()" : ", DEVIATION") : "";
  const [single] = decoder.modules;
  const source = python`
    """A variational autoencoder (Kingma & Welling 2013)."""

    ${imports({ math: gaussian })}

    LATENT = ${latent}  # numbers of a code  #@ model.latent
    ${labels > 0 && `LABELS = ${labels}  #@ model.conditional`}
    BETA = ${beta}  # of the Kullback-Leibler divergence  #@ model.beta
    ${gaussian && !learnedSpread && `DEVIATION = ${own.deviation}  # of the Gaussian around what is decoded  #@ model.deviation,model.spread`}


    ${GLOROT}


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
            ${labels > 0 && `self.label_of_x = nn.Embedding(LABELS, ${labelWidth})  #@ model.conditional`}
            ${labels > 0 && `self.label_of_z = nn.Embedding(LABELS, ${labelWidth})  #@ model.conditional`}
            ${learnedSpread && `self.log_deviation = nn.Parameter(torch.tensor(${Math.log(own.deviation)}))  #@ model.spread`}
            self.apply(initialize)

        def encode(self, x${labelled}):
            """x [B, …] → mean and standard deviation of its code, [B, Z]."""
            h = self.encoder(x)
            ${labels > 0 && `h = ${beside("h", "label_of_x")}`}
            return self.mean(h), F.softplus(self.spread(h))

        def decode(self, z${labelled}${decoder.reads ? ", x" : ""}):
            """z [B, Z] → what the likelihood is given [B, …]."""
            ${labels > 0 && `z = ${beside("z", "label_of_z")}`}
            return self.decoder(z${decoder.reads ? ", x" : ""})

        def loss(self, x${labelled}, step=0):
            """Minus the evidence lower bound in nats, with β before the divergence."""
            mean, spread = self.encode(x${labelled})
            z = mean + spread * torch.randn_like(mean)
            reconstruction = surprise(x, self.decode(z${labelled}${decoder.reads ? ", x" : ""})${deviation})
            kl = 0.5 * (mean.square() + spread.square() - 1 - 2 * spread.log()).mean(0)  # of each unit [Z]
            ${freeBits > 0 && `kl = kl.clamp(min=${freeBits})  # so much is free  #@ model.freeBits`}
            ${warmup > 0 ? `beta = BETA * min(1, (step + 1) / ${warmup})  #@ model.warmup` : "beta = BETA  #@ model.warmup"}
            return reconstruction + beta * kl.sum()


    @torch.no_grad()
    def sample(model, count=${String(sampling.count)}, temperature=${String(sampling.temperature)}${decoder.reads ? `, boldness=${String(sampling.boldness)}` : ""}${labels > 0 ? ", label=0" : ""}):  #@ sampling.count,sampling.temperature,sampling.boldness
        """New examples [count, …]."""
        model.eval()
        device = model.mean.weight.device
        z = temperature * torch.randn(count, LATENT, device=device)
        ${labels > 0 && `z = torch.cat([z, model.label_of_z(torch.full((count,), label, device=device))], 1)  #@ sampling.label`}
        x = ${decoder.reads ? "model.decoder.write(z, boldness)" : decoder.finish("model.decoder(z)")}
        return ${parts.noisy ? `x + ${learnedSpread ? "model.log_deviation.exp()" : "DEVIATION"} * torch.randn_like(x)` : "x"}
  `;
  const train = trainFile({
    ...{ training, seed, model: "VAE" },
    configure: configure(training, "model.parameters()"),
    step: python`
    def train_step(model, optimizer, step, batches, state=None):
        """One step on batch \`step\` → its losses."""
        model.train()
        ${update(training, {
          batch: labels > 0 ? "x, labels" : "x, _",
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
    project: { "train.py": train.project, "data.py": parts.data({ data, sizes, batch, seed }) },
    model: "VAE",
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
      ...(labels > 0
        ? [
            { from: "encoder/encoderLabel", to: "label_of_x", layout: embedding },
            { from: "decoder/decoderLabel", to: "label_of_z", layout: embedding },
          ]
        : []),
      ...(learnedSpread ? [{ from: "autoencoder", to: "log_deviation", layout: tensor("variable") }] : []),
    ],
    optimizers: [{ network: "autoencoder", id: training.id, turns: 1, moves: () => true }],
  };
}
