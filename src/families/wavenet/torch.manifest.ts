/** WaveNet as PyTorch, for texts and sounds symbol by symbol. */
import { sample, sequenceData, trainStep } from "../../domains/sequence/torch.ts";
import type { TorchWhole } from "../../domains/torchContract.ts";
import { constants } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { GLOROT, imports } from "../../export/torch/modules.ts";
import { configure, trainFile } from "../../export/torch/training.ts";
import { conv1d, embedding, pointwise, type TorchLayer } from "../../export/torch/weights.ts";
import { type Architecture, architecture, type WaveNetValues } from "./sizes.manifest.ts";

function layersOf({ dilations, labels }: Architecture): readonly TorchLayer[] {
  const of = (from: string, to: string, layout: TorchLayer["layout"]) => ({ from: `reader/${from}`, to, layout });
  return [
    of("embedding", "embedding", embedding),
    ...dilations.flatMap((_, i) => [
      of(`convolve${i + 1}`, `layers.${i}.convolve`, conv1d),
      ...(labels > 0 ? [of(`label${i + 1}`, `layers.${i}.label`, embedding)] : []),
      of(`skip${i + 1}`, `layers.${i}.skip`, pointwise),
      ...(i + 1 < dilations.length ? [of(`stay${i + 1}`, `layers.${i}.stay`, pointwise)] : []),
    ]),
    of("mix", "mix", pointwise),
    of("logits", "readout", pointwise),
  ];
}

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  { inSequence }: Pick<TorchWhole, "inSequence">,
): TorchProgram {
  const { symbol, sample: whole } = inSequence ?? { symbol: "character", sample: "text" };
  const sizes = architecture(values, data);
  const { vocabulary, labels, channels, kernelSize, blocks, dilations } = sizes;
  const { dropout } = values as unknown as WaveNetValues;
  const labelled = labels > 0 ? ", labels" : "";
  const one = `[2**i for i in range(${dilations.length / blocks})]`;
  const source = python`
    """A WaveNet that predicts the next ${symbol} of a ${whole} (van den Oord et al. 2016)."""

    ${imports()}

    ${constants(vocabulary, labels, inSequence)}
    CHANNELS = ${channels}  #@ model.channels
    KERNEL = ${kernelSize}  # ${symbol}s that each convolution joins  #@ model.kernelSize
    DILATIONS = ${one}${blocks > 1 ? ` * ${blocks}` : ""}  #@ model.dilations,model.blocks


    ${GLOROT}


    class Layer(nn.Module):
        """A dilated causal convolution with a gate; adds to what is passed on, and to the skips."""

        def __init__(self, dilation, last):
            super().__init__()
            self.reach = (KERNEL - 1) * dilation  # ${symbol}s before that it looks at
            self.convolve = nn.Conv1d(CHANNELS, 2 * CHANNELS, KERNEL, dilation=dilation)
            ${labels > 0 && "self.label = nn.Embedding(LABELS, 2 * CHANNELS)  #@ model.conditional"}
            self.skip = nn.Conv1d(CHANNELS, CHANNELS, 1)
            self.stay = None if last else nn.Conv1d(CHANNELS, CHANNELS, 1)

        def forward(self, x${labelled}, before=None):
            """x [B, C, T] → what is passed on, the skip, and the last inputs, which the next batch begins with."""
            before = x.new_zeros(*x.shape[:2], self.reach) if before is None else before
            read = torch.cat([before, x], 2)
            z = self.convolve(read)  # [B, 2C, T]
            ${labels > 0 && "z = z + self.label(labels).transpose(1, 2)  #@ model.conditional"}
            signal, gate = z.chunk(2, 1)
            z = signal.tanh() * gate.sigmoid()
            ${dropout > 0 && `z = z * F.dropout(torch.ones_like(z[:, :, :1]), ${dropout}, self.training)  # whole channels  #@ model.dropout`}
            if self.stay is not None:
                x = x + self.stay(z)
            return x, self.skip(z), read[:, :, read.shape[2] - self.reach :].detach()


    class Reader(nn.Module):
        """Reads ${symbol}s and predicts each next one."""

        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(VOCABULARY, CHANNELS)
            last = len(DILATIONS) - 1
            self.layers = nn.ModuleList(Layer(d, i == last) for i, d in enumerate(DILATIONS))
            self.mix = nn.Conv1d(CHANNELS, CHANNELS, 1)
            self.readout = nn.Conv1d(CHANNELS, VOCABULARY, 1)
            self.apply(initialize)
            ${
              labels > 0 &&
              python`
                for layer in self.layers:
                    nn.init.normal_(layer.label.weight, std=0.1)  #@ model.conditional
              `
            }

        def forward(self, tokens${labelled}, state=None):
            """tokens${labelled} [B, T] → logits [B, T, V], and each layer's last inputs."""
            x = self.embedding(tokens).transpose(1, 2)  # [B, C, T]
            skips, after = 0, []
            for layer, before in zip(self.layers, state or [None] * len(self.layers)):
                x, skip, last = layer(x${labelled}, before=before)
                skips = skips + skip
                after.append(last)
            x = self.mix(skips.relu()).relu()
            return self.readout(x).transpose(1, 2), after

        def loss(self, inputs, targets${labelled}, state=None):
            """Mean cross-entropy of the next ${symbol}s in nats, and the state after them."""
            logits, state = self(inputs${labelled}, state=state)
            return F.cross_entropy(logits.flatten(0, 1), targets.flatten()), state  #@ training.objective


    ${sample(sampling, labels, { state: true }, inSequence)}
  `;
  const train = trainFile({
    ...{ training, seed, model: "Reader" },
    configure: configure(training, "model.parameters()"),
    step: trainStep(training, true, labels),
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: { "train.py": train.project, "data.py": sequenceData(data, batch, seed, inSequence) },
    model: "Reader",
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id, turns: 1, moves: () => true }],
  };
}
