/** The captioner as PyTorch. */
import type { TorchWhole } from "../../domains/torchContract.ts";
import { python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { GATED_UNIT, GLOROT, imports, sequential, sequentialLayers } from "../../export/torch/modules.ts";
import { configure, trainFile, update } from "../../export/torch/training.ts";
import { embedding, gruResetBefore, linear, type TorchLayer } from "../../export/torch/weights.ts";
import { type CaptionerValues, sizesOf, WORD_WIDTH } from "./sizes.manifest.ts";

/** What is shown where samples are asked for: held-out pictures. */
const SAMPLED = "model, batches(0)[0]";

export function torchProgram(
  { values, data, batch, training, sampling, seed }: TorchSetup,
  parts: TorchWhole,
): TorchProgram {
  const sizes = sizesOf(values, data);
  const { network, cells, seen, words, length } = sizes;
  const { dropout } = values as unknown as CaptionerValues;
  const { features } = parts.encoder(network, { network: "captioner", name: "encoder", activation: "relu" });
  // Its cells stay side by side.
  const encoder = features.slice(0, -1);
  const source = python`
    """A captioner that looks at the picture again for each word (Vinyals et al. 2015; Xu et al. 2015)."""

    ${imports()}

    WORDS = ${words}  # by number; 0 ends a text
    LENGTH = ${length}  # words of the longest text and its end
    UNITS = ${sizes.units}  #@ model.units


    ${GLOROT}


    ${GATED_UNIT}


    class Captioner(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = ${sequential(encoder)}
            self.words = nn.Embedding(WORDS, ${WORD_WIDTH})
            self.begin = nn.Linear(${cells * seen}, UNITS)
            self.decoder = GatedUnit(${WORD_WIDTH}, UNITS)
            self.keys = nn.Linear(${seen}, UNITS)
            self.joined = nn.Linear(UNITS + ${seen}, UNITS)
            self.readout = nn.Linear(UNITS, WORDS)
            self.apply(initialize)

        def look(self, x):
            """x [B, C, H, W] → its cells [B, N, D], and the first state [1, B, H]."""
            cells = self.encoder(x).flatten(2).transpose(1, 2)
            return cells, self.begin(cells.flatten(1)).tanh()[None]

        def say(self, cells, before, state):
            """Scores of the words after those before them: before [B, T] → [B, T, V], and the state."""
            hidden, state = self.decoder(self.words(before), state)  # [B, T, H]
            looks = (hidden @ self.keys(cells).transpose(1, 2)).softmax(-1)  # where, [B, T, N]
            joined = self.joined(torch.cat([hidden, looks @ cells], 2)).tanh()
            ${dropout > 0 && `joined = F.dropout(joined, ${dropout}, self.training)  #@ model.dropout`}
            return self.readout(joined), state

        def loss(self, x, texts):
            """Mean cross-entropy in nats of each word up to the end of its text: texts [B, T]."""
            cells, state = self.look(x)
            scores, _ = self.say(cells, F.pad(texts[:, :-1], (1, 0)), state)
            nats = F.cross_entropy(scores.transpose(1, 2), texts, reduction="none")  # [B, T]  #@ training.objective
            within = torch.cat([torch.ones_like(texts[:, :1]), texts[:, :-1]], 1) > 0
            return nats[within].mean()


    @torch.no_grad()
    def sample(model, x, temperature=${String(sampling.temperature)}):  #@ sampling.temperature
        """What is said of pictures, words by number; 0 takes the likeliest: x [N, C, H, W] → [N, T]."""
        model.eval()
        cells, state = model.look(x)
        word, said = torch.zeros(len(x), 1, dtype=torch.long, device=x.device), []
        for _ in range(LENGTH):
            scores, state = model.say(cells, word, state)
            likely = scores[:, -1]  # [N, V]
            if temperature == 0:
                word = likely.argmax(-1, keepdim=True)
            else:
                word = torch.multinomial((likely / temperature).softmax(-1), 1)
            said.append(word)
        return torch.cat(said, 1)
  `;
  const train = trainFile({
    ...{ training, seed, model: "Captioner", sampled: SAMPLED },
    configure: configure(training, "model.parameters()"),
    step: python`
    def train_step(model, optimizer, step, batches, state=None):
        """One step on batch \`step\` → its losses."""
        model.train()
        ${update(training, {
          batch: "x, texts",
          index: "step",
          loss: "loss = model.loss(x, texts)",
          parameters: "model.parameters()",
          optimizer: "optimizer",
        })}
        return {"loss": loss.detach()}, None
    `,
  });
  const of = (name: string, layout: TorchLayer["layout"]) => ({ from: `captioner/${name}`, to: name, layout });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: {
      "train.py": train.project,
      "data.py": parts.data({ ...{ data, sizes: network, batch, seed }, told: "texts" }),
    },
    model: "Captioner",
    sampled: { given: SAMPLED, names: [] },
    layers: [
      ...sequentialLayers("encoder", encoder),
      of("words", embedding),
      of("decoder", gruResetBefore),
      ...["begin", "keys", "joined", "readout"].map((name) => of(name, linear())),
    ],
    optimizers: [{ network: "captioner", id: training.id, turns: 1, moves: () => true }],
  };
}
