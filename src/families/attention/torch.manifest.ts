/** The transformer as PyTorch, for texts symbol by symbol. */
import { sample, sequenceData, trainStep } from "../../domains/sequence/torch.ts";
import { constants } from "../../export/program/spoken.ts";
import { bool, python } from "../../export/program/template.ts";
import type { TorchProgram, TorchSetup } from "../../export/torch/contract.ts";
import { imports } from "../../export/torch/modules.ts";
import { configure, trainFile } from "../../export/torch/training.ts";
import { embedding, layerNorm, linear, places, type TorchLayer, tensor } from "../../export/torch/weights.ts";
import { type Architecture, type AttentionValues, architecture } from "./sizes.manifest.ts";

const ROTATE = python`
  def rotate(x):
      """Turns pairs of channels by angles that grow with the place (Su et al. 2021). x [B, heads, T, D]."""
      T, half = x.shape[2], x.shape[3] // 2
      frequencies = 100.0 ** (-torch.arange(half, device=x.device) / half)
      angles = torch.arange(T, device=x.device)[:, None] * frequencies  # [T, D / 2]
      cos, sin = angles.cos().repeat(1, 2), angles.sin().repeat(1, 2)
      a, b = x.chunk(2, -1)
      return x * cos + torch.cat([-b, a], -1) * sin
`;

function block({ masked, rotary, heads }: Architecture, hidden: number, dropout: boolean): string {
  const dropped = (value: string) => (dropout ? `self.dropout(${value})` : value);
  return python`
    class Block(nn.Module):
        """Self-attention and a perceptron, each added to what came in."""

        def __init__(self):
            super().__init__()
            self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
            self.mix = nn.Linear(WIDTH, 3 * WIDTH)
            self.merge = nn.Linear(WIDTH, WIDTH)
            self.widen = nn.Linear(WIDTH, ${hidden})  #@ model.feedForward
            self.narrow = nn.Linear(${hidden}, WIDTH)  #@ model.feedForward
            ${dropout && "self.dropout = nn.Dropout(DROPOUT)  #@ model.dropout"}

        def attend(self, x):
            B, T, C = x.shape
            q, k, v = self.mix(x).view(B, T, 3, ${heads}, -1).permute(2, 0, 3, 1, 4)  # [B, heads, T, D]  #@ model.heads
            ${rotary && "q, k = rotate(q), rotate(k)  #@ model.positions"}
            x = F.scaled_dot_product_attention(q, k, v, is_causal=${bool(!masked)})  #@ model.form
            return self.merge(x.transpose(1, 2).reshape(B, T, C))

        def perceptron(self, x):
            return self.narrow(F.gelu(self.widen(x), approximate="tanh"))

        def forward(self, x):
            x = x + ${dropped("self.attend(self.norm1(x))")}
            return x + ${dropped("self.perceptron(self.norm2(x))")}
  `;
}

/** Which characters are hidden, and the error of those. Devlin et al. 2018. */
function maskedLoss({ maskShare }: AttentionValues, labelled: string): string {
  return python`
    def loss(self, _, tokens${labelled}):
        """Hides some characters and gives the mean cross-entropy of those, in nats."""
        predicted = torch.rand(tokens.shape, device=tokens.device) < ${maskShare}  #@ model.maskShare
        how = torch.rand(tokens.shape, device=tokens.device)
        other = torch.randint(VOCABULARY, tokens.shape, device=tokens.device)
        shown = torch.where(how < 0.8, MASK, torch.where(how < 0.9, other, tokens))
        logits = self(torch.where(predicted, shown, tokens)${labelled})
        nats = F.cross_entropy(logits.flatten(0, 1), tokens.flatten(), reduction="none")
        return (nats * predicted.flatten()).sum() / predicted.sum().clamp(min=1)
  `;
}

const causalLoss = (labelled: string) => python`
  def loss(self, inputs, targets${labelled}):
      """Mean cross-entropy of the next characters in nats."""
      logits = self(inputs${labelled})
      return F.cross_entropy(logits.flatten(0, 1), targets.flatten())  #@ training.objective
`;

const fill = (labels: number) => python`
  @torch.no_grad()
  def sample(model, tokens${labels > 0 ? ", labels" : ""}):
      """Fills every MASK of the texts [B, T] with its likeliest character."""
      model.eval()
      guessed = model(tokens${labels > 0 ? ", labels" : ""}).argmax(-1)
      return torch.where(tokens == MASK, guessed, tokens)
`;

function layersOf({ layers, labels, rotary, tied }: Architecture): readonly TorchLayer[] {
  const of = (from: string, to: string, layout: TorchLayer["layout"]) => ({ from: `reader/${from}`, to, layout });
  return [
    of("embedding", "embedding", embedding),
    ...(labels > 0 ? [of("label", "label", embedding)] : []),
    ...(rotary ? [] : [of("positions", "positions", places)]),
    ...Array.from({ length: layers }, (_, i) => [
      of(`norm${i + 1}a`, `blocks.${i}.norm1`, layerNorm),
      of(`norm${i + 1}b`, `blocks.${i}.norm2`, layerNorm),
      ...["mix", "merge", "widen", "narrow"].map((name) => of(`${name}${i + 1}`, `blocks.${i}.${name}`, linear())),
    ]).flat(),
    of("norm", "norm", layerNorm),
    tied ? of("logits", "bias", tensor("bias")) : of("logits", "readout", linear()),
  ];
}

export function torchProgram({ values, data, batch, training, sampling, seed }: TorchSetup): TorchProgram {
  const sizes = architecture(values, data, batch);
  const { masked, vocabulary, labels, layers, width, hidden, rotary, tied, context } = sizes;
  const own = values as unknown as AttentionValues;
  const labelled = labels > 0 ? ", labels" : "";
  const title = masked
    ? "A transformer that fills blanks in texts (Devlin et al. 2018)."
    : "A transformer that writes texts character by character (Vaswani et al. 2017; Radford et al. 2019).";
  const symbols = masked ? "VOCABULARY + 1" : "VOCABULARY";
  const source = python`
    """${title}"""

    ${imports()}

    ${constants(vocabulary, labels)}
    ${masked && "MASK = VOCABULARY  # stands for a hidden character"}
    WIDTH = ${width}  #@ model.width,model.heads
    ${own.dropout > 0 && `DROPOUT = ${own.dropout}  #@ model.dropout`}


    ${rotary && `${ROTATE}\n\n`}
    ${block(sizes, hidden, own.dropout > 0)}


    class Reader(nn.Module):
        """Scores every character by those that it sees."""

        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(${symbols}, WIDTH)
            ${labels > 0 && "self.label = nn.Embedding(LABELS, WIDTH)  #@ model.conditional"}
            ${!rotary && `self.positions = nn.Embedding(${context}, WIDTH)  #@ model.positions,training.sequenceLength`}
            self.blocks = nn.ModuleList(Block() for _ in range(${layers}))  #@ model.layers
            self.norm = nn.LayerNorm(WIDTH)
            ${tied ? "self.bias = nn.Parameter(torch.zeros(VOCABULARY))  #@ model.tied" : "self.readout = nn.Linear(WIDTH, VOCABULARY)  #@ model.tied"}
            ${own.dropout > 0 && "self.dropout = nn.Dropout(DROPOUT)  #@ model.dropout"}
            for name, weight in self.named_parameters():  # as GPT-2
                if weight.dim() > 1:
                    added = "merge" in name or "narrow" in name
                    nn.init.normal_(weight, std=0.02 / (${2 * layers}**0.5 if added else 1))
                elif name.endswith("bias"):
                    nn.init.zeros_(weight)

        def forward(self, tokens${labelled}):
            """tokens${labelled} [B, T] → logits [B, T, V]."""
            x = self.embedding(tokens)  # [B, T, C]
            ${labels > 0 && "x = x + self.label(labels)  #@ model.conditional"}
            ${!rotary && "x = x + self.positions.weight[: tokens.shape[1]]  #@ model.positions"}
            ${own.dropout > 0 && "x = self.dropout(x)  #@ model.dropout"}
            for block in self.blocks:
                x = block(x)
            x = self.norm(x)
            ${tied ? "return F.linear(x, self.embedding.weight[:VOCABULARY], self.bias)  #@ model.tied" : "return self.readout(x)  #@ model.tied"}

        ${masked ? maskedLoss(own, labelled) : causalLoss(labelled)}


    ${masked ? fill(labels) : sample(sampling, labels, { context })}
  `;
  const blanks = `model, torch.full((4, 8), MASK)${labels > 0 ? ", torch.zeros(4, 8, dtype=torch.long)" : ""}`;
  const train = trainFile({
    ...{ training, seed, model: "Reader" },
    ...(masked
      ? {
          names: ["MASK"],
          sampled: blanks,
        }
      : {}),
    configure: configure(training, "model.parameters()"),
    step: trainStep(training, false, labels),
  });
  return {
    files: { "model.py": source, "train.py": train.plain },
    project: { "train.py": train.project, "data.py": sequenceData(data, batch, seed) },
    model: "Reader",
    ...(masked ? { sampled: { given: blanks, names: ["MASK"] } } : {}),
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id, turns: 1, moves: () => true }],
  };
}
