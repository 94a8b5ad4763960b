/** Networks over whole texts as PyTorch: a reader from the end, and a writer that begins from a code (Bowman et al. 2016). */

import { python } from "../../export/program/template.ts";
import { below, GATED_UNIT, type TorchModule } from "../../export/torch/modules.ts";
import { conv1d, embedding, gruResetBefore, linear } from "../../export/torch/weights.ts";
import { exampleData } from "../examples/torchData.ts";
import { showTexts } from "../sequence/torch.ts";
import { SYMBOL_WIDTH } from "../sizes.ts";
import type { TorchRelaxed, TorchWhole } from "../torchContract.ts";
import { isLines } from "./domain.ts";

const WIDTH = ["model.width", "model.layers"];
const KEYS = `#@ ${WIDTH.join(",")}`;

/** `GatedUnit(32, 96), GatedUnit(96, 96)`. */
const units = (from: number, widths: readonly number[]) =>
  widths.map((width, i) => `GatedUnit(${i === 0 ? from : widths[i - 1]}, ${width})`).join(", ");

/** Convolutions along rows of shares, [B, V, T]. Gulrajani et al. 2017, 5.4. */
const relaxedTorch: TorchRelaxed = {
  encoder: ({ shape, symbols, widths }, { network, name }) => {
    const from = [symbols, ...widths];
    const [T, last] = [shape[0] as number, widths.at(-1) as number];
    const features = widths.flatMap((filters, i): TorchModule[] => [
      {
        code: `nn.Conv1d(${from[i]}, ${filters}, 3, padding=1)`,
        ...{ keys: WIDTH, layers: [{ from: `${network}/${name}${i + 1}`, to: "", layout: conv1d }] },
      },
      { code: "nn.LeakyReLU(0.2)" },
    ]);
    return {
      ...{ define: null, features: [...features, { code: "nn.Flatten()" }], hidden: [] },
      ...{ seen: T * last, width: T * last, picture: [T, 1, last] },
    };
  },
  decoder: ({ shape, symbols, widths, latent, labelWidth }, { network, name }) => {
    const [T, first] = [shape[0] as number, widths[0] as number];
    const from = [first, ...widths];
    const along = (own: string, inputs: number, outputs: number, window: 1 | 3): TorchModule => ({
      code: `nn.Conv1d(${inputs}, ${outputs}, ${window === 3 ? "3, padding=1" : 1})`,
      ...{ keys: WIDTH, layers: [{ from: `${network}/${own}`, to: "", layout: conv1d }] },
    });
    const relu: TorchModule = { code: "nn.ReLU()" };
    const begin: TorchModule = {
      code: `nn.Linear(${latent + labelWidth}, ${T * first})`,
      ...{ keys: WIDTH, layers: [{ from: `${network}/${name}Begin`, to: "", layout: linear({ to: [T, 1, first] }) }] },
    };
    return {
      define: null,
      modules: [
        begin,
        relu,
        { code: `nn.Unflatten(1, (${first}, ${T}))` },
        ...widths.flatMap((filters, i) => [along(`${name}${i + 1}`, from[i] as number, filters, 3), relu]),
        along("output", widths.at(-1) as number, symbols, 1),
      ],
      reads: false,
      finish: (scores) => `${scores}.softmax(1)`,
    };
  },
  rows: (x) => `F.one_hot(${x}, VOCABULARY).transpose(1, 2).float()`,
  shares: (scores) => `${scores}.softmax(1)`,
  drawn: (scores, temperature) => `F.gumbel_softmax(${scores}, ${temperature}, hard=True, dim=1)`,
  symbols: (rows) => `${rows}.argmax(1)`,
};

export const textTorch: TorchWhole = {
  shape: ({ shape }) => shape,
  bounded: false,
  noisy: false,
  encoder: ({ symbols, widths }, { network, name }) => {
    const width = widths.at(-1) as number;
    return {
      define: python`
        ${GATED_UNIT}


        class TextEncoder(nn.Module):
            """Reads texts from their end: what fills them up comes first and is forgotten. [B, T] → [B, H]."""

            def __init__(self):
                super().__init__()
                self.symbols = nn.Embedding(${symbols}, ${SYMBOL_WIDTH})
                self.layers = nn.ModuleList([${units(SYMBOL_WIDTH, widths)}])  ${KEYS}

            def forward(self, x):
                h = self.symbols(x.flip(1))  # [B, T, E]
                for layer in self.layers:
                    h, last = layer(h)
                return last[0]
      `,
      features: [],
      hidden: [
        {
          code: "TextEncoder()",
          layers: [
            { from: `${network}/${name}Symbols`, to: "symbols", layout: embedding },
            ...widths.map((_, i) => ({
              from: `${network}/${name}${i + 1}`,
              to: `layers.${i}`,
              layout: gruResetBefore,
            })),
          ],
        },
      ],
      ...{ seen: width, width, picture: [] },
    };
  },
  decoder: ({ shape, symbols, widths, latent, labelWidth }, { network, name, wordDropout = 0 }) => {
    const given = latent + labelWidth;
    const own = (from: string, to: string, layout = linear()) => ({ from: `${network}/${from}`, to, layout });
    return {
      define: python`
        class TextDecoder(nn.Module):
            """Writes texts symbol by symbol, given a code at every place; while it learns it reads what it should write."""

            def __init__(self):
                super().__init__()
                self.symbols = nn.Embedding(${symbols + 1}, ${SYMBOL_WIDTH})  # the last stands for a hidden symbol
                self.begin = nn.ModuleList(nn.Linear(${given}, width) for width in [${widths.join(", ")}])  ${KEYS}
                self.layers = nn.ModuleList([${units(SYMBOL_WIDTH + given, widths)}])  ${KEYS}
                self.scores = nn.Linear(${widths.at(-1) as number}, ${symbols})

            def step(self, code, before, states):
                """Scores of the symbols after those before it [B, S] → [B, S, V], and the states."""
                beside = code[:, None].expand(-1, before.shape[1], -1)
                h = torch.cat([self.symbols(before), beside], 2)
                after = []
                for layer, state in zip(self.layers, states):
                    h, last = layer(h, state)
                    after.append(last)
                return self.scores(h), after

            def start(self, code):
                return [layer(code).tanh()[None] for layer in self.begin]

            def forward(self, code, x):
                """code [B, Z], x [B, T] → scores of each symbol of x by those before it [B, T, V]."""
                before = F.pad(x[:, :-1], (1, 0))  # a newline comes first
                ${
                  wordDropout > 0 &&
                  python`
                    if self.training:
                        hidden = torch.rand(x.shape, device=x.device) < ${wordDropout}  #@ model.wordDropout
                        before = before.masked_fill(hidden, ${symbols})  #@ model.wordDropout
                  `
                }
                return self.step(code, before, self.start(code))[0]

            def write(self, code, boldness):
                """Symbols one after the other, the likeliest where boldness is 0: code [B, Z] → [B, T]."""
                token = torch.zeros(len(code), 1, dtype=torch.long, device=code.device)
                states, written = self.start(code), []
                for _ in range(${shape[0] as number}):
                    scores, states = self.step(code, token, states)
                    likely = scores[:, -1]  # [B, V]
                    if boldness == 0:
                        token = likely.argmax(-1, keepdim=True)
                    else:
                        token = torch.multinomial((likely / boldness).softmax(-1), 1)
                    written.append(token)
                return torch.cat(written, 1)
      `,
      modules: [
        {
          code: "TextDecoder()",
          layers: [
            own(`${name}Symbols`, "symbols", embedding),
            ...widths.flatMap((_, i) => [
              own(`${name}Begin${i + 1}`, `begin.${i}`),
              own(`${name}${i + 1}`, `layers.${i}`, gruResetBefore),
            ]),
            ...below("scores", [own(`${name}Scores`, "")]),
          ],
        },
      ],
      reads: true,
      finish: (decoded) => decoded,
    };
  },
  relaxed: relaxedTorch,
  data: (about) =>
    exampleData({
      ...about,
      ...{ given: "x = x.long()", show: showTexts(isLines(about.data.facts)) },
      head: `SYMBOLS = ${JSON.stringify(about.data.traits.symbols?.(about.data.facts.domain) ?? [])}`,
    }),
  likelihood: (_, facts) => python`
    def surprise(x, scores):
        """Cross-entropy of a text's symbols in nats, summed up to its end."""
        nats = F.cross_entropy(scores.transpose(1, 2), x, reduction="none")  # [B, T]  #@ training.objective
        ${isLines(facts) && "within = torch.cat([torch.ones_like(x[:, :1]), x[:, :-1]], 1) > 0  # a newline ends a text"}
        return (nats${isLines(facts) ? " * within" : ""}).sum(1).mean()
  `,
};
