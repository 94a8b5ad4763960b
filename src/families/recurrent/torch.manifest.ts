/** The recurrent language model as PyTorch, for texts symbol by symbol. */
import { sample, sequenceData, trainStep } from "../../domains/sequence/torch.ts";
import { constants } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { GATED_UNIT, imports } from "../../export/torch/modules.ts";
import { configure, trainFile } from "../../export/torch/training.ts";
import { embedding, gru, gruResetBefore, type Layout, linear, lstm, rnn } from "../../export/torch/weights.ts";
import { type Architecture, architecture, type RecurrentValues, recurrentNode } from "./manifest.ts";

const CELLS: Readonly<Record<Architecture["cell"], { readonly title: string; readonly layout: Layout }>> = {
  simple: { title: "A simple recurrent network (Elman 1990)", layout: rnn },
  lstm: { title: "An LSTM (Hochreiter & Schmidhuber 1997)", layout: lstm },
  gru: { title: "A GRU (Cho et al. 2014)", layout: gru },
  "gru-reset-before": { title: "A GRU (Cho et al. 2014)", layout: gruResetBefore },
};

function cellOf({ cell }: Architecture): string {
  switch (cell) {
    case "simple":
      return "nn.RNN(inputs, UNITS, batch_first=True)";
    case "lstm":
      return "nn.LSTM(inputs, UNITS, batch_first=True)";
    case "gru":
      return "nn.GRU(inputs, UNITS, batch_first=True)";
    case "gru-reset-before":
      return "GatedUnit(inputs, UNITS)";
    default:
      return cell satisfies never;
  }
}

/** One bias is enough, so PyTorch's second one stays zero; the LSTM's forget gate starts open. */
function biases({ cell }: Architecture): string | null {
  if (cell !== "simple" && cell !== "lstm") return null;
  return python`
    for layer in self.recurrent:
        layer.bias_hh_l0.requires_grad_(False)  # one bias is enough: this one stays zero
        ${cell === "lstm" && "nn.init.ones_(layer.bias_ih_l0[UNITS : 2 * UNITS].detach())  # the forget gate starts open"}
  `;
}

export function torchProgram({ values, data, batch, training, sampling, seed }: TorchSetup): TorchProgram {
  const sizes = architecture(values, data);
  const { cell, vocabulary, labels, embedding: width, labelEmbedding, units } = sizes;
  const { dropout } = values as unknown as RecurrentValues;
  const inputs = `${width}${labels > 0 ? ` + ${labelEmbedding}` : ""}`;
  const labelled = labels > 0 ? ", labels" : "";
  const source = python`
    """${CELLS[cell].title} that predicts the next character of a text from those before it."""

    ${imports()}

    ${constants(vocabulary, labels)}
    UNITS = ${units[0]}  #@ model.units


    ${cell === "gru-reset-before" && `${GATED_UNIT}\n\n`}
    def initialize(module):
        """Glorot's weights, orthogonal ones from state to state, and biases of zero."""
        if isinstance(module, nn.Embedding) or getattr(module, "bias", True) is None:
            return
        for name, weight in module.named_parameters(recurse=False):
            if "bias" in name:
                nn.init.zeros_(weight)
            else:
                (nn.init.orthogonal_ if "weight_hh" in name else nn.init.xavier_uniform_)(weight)


    class Reader(nn.Module):
        """Reads characters and predicts each next one; its state goes on where a text is cut."""

        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(VOCABULARY, ${width})  #@ model.embedding
            ${labels > 0 && `self.label = nn.Embedding(LABELS, ${labelEmbedding})  #@ model.conditional`}
            widths = [${inputs}${", UNITS".repeat(units.length - 1)}]  #@ model.layers,model.units
            self.recurrent = nn.ModuleList(${cellOf(sizes)} for inputs in widths)  #@ model.cell,model.resetAfter
            self.readout = nn.Linear(UNITS, VOCABULARY)
            self.apply(initialize)
            ${biases(sizes)}

        def forward(self, tokens${labelled}, state=None):
            """tokens${labelled} [B, T] → logits of the next characters [B, T, V], and the state after them."""
            x = self.embedding(tokens)  # [B, T, E]
            ${labels > 0 && "x = torch.cat([x, self.label(labels)], -1)  #@ model.conditional"}
            after = []
            for layer, before in zip(self.recurrent, state or [None] * len(self.recurrent)):
                x, last = layer(x, before)  # [B, T, H]
                after.append(${cell === "lstm" ? "tuple(part.detach() for part in last)" : "last.detach()"})
                ${dropout > 0 && `x = x * F.dropout(torch.ones_like(x[:, :1]), ${dropout}, self.training)  # the same units for a whole text  #@ model.dropout`}
            return self.readout(x), after

        def loss(self, inputs, targets${labelled}, state=None):
            """Mean cross-entropy of the next characters in nats, and the state after them."""
            logits, state = self(inputs${labelled}, state=state)
            return F.cross_entropy(logits.flatten(0, 1), targets.flatten()), state  #@ training.objective


    ${sample(sampling, labels, { state: true })}
  `;
  const train = trainFile({
    ...{ training, seed, model: "Reader" },
    configure: configure(training, "model.parameters()"),
    step: trainStep(training, true, labels),
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: { "train.py": train.project, "data.py": sequenceData(data, batch, seed) },
    model: "Reader",
    layers: [
      { from: "reader/embedding", to: "embedding", layout: embedding },
      ...(labels > 0 ? [{ from: "reader/label", to: "label", layout: embedding }] : []),
      ...units.map((_, i) => ({
        from: `reader/${recurrentNode(i)}`,
        to: `recurrent.${i}`,
        layout: CELLS[cell].layout,
      })),
      { from: "reader/logits", to: "readout", layout: linear() },
    ],
    optimizers: [{ network: "reader", id: training.id, turns: 1, moves: () => true }],
  };
}
