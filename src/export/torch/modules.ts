/** Pieces of programs that several families print. */
import { python } from "../program/template.ts";
import type { TorchLayer } from "./weights.ts";

/** An entry of `nn.Sequential`. */
export interface TorchModule {
  /** An expression. */
  readonly code: string;
  /** Link keys of the settings that it follows. */
  readonly keys?: readonly string[];
  /** Its weights, by paths below the entry. */
  readonly layers?: readonly TorchLayer[];
}

/** `nn.Sequential(…)`, an entry a line. */
export function sequential(modules: readonly TorchModule[]): string {
  const lines = modules.map(({ code, keys }) => `    ${code},${keys ? `  #@ ${keys.join(",")}` : ""}`);
  return ["nn.Sequential(", ...lines, ")"].join("\n");
}

/** The weights of such entries below `path`. */
export const sequentialLayers = (path: string, modules: readonly TorchModule[]): readonly TorchLayer[] =>
  modules.flatMap(({ layers = [] }, i) => below(`${path}.${i}`, layers));

/** Layers of a module that is reached by `path`. */
export const below = (path: string, layers: readonly TorchLayer[]): readonly TorchLayer[] =>
  layers.map((layer) => ({ ...layer, to: [path, layer.to].filter((part) => part !== "").join(".") }));

/** The GRU of Cho et al. 2014, which PyTorch does not have. */
export const GATED_UNIT = python`
  class GatedUnit(nn.Module):
      """A GRU that resets the state before the product (Cho et al. 2014); nn.GRU resets after it."""

      def __init__(self, inputs, units):
          super().__init__()
          self.inputs = nn.Linear(inputs, 3 * units)  # update, reset, candidate
          self.gates = nn.Linear(units, 2 * units, bias=False)
          self.candidate = nn.Linear(units, units, bias=False)
          nn.init.orthogonal_(self.gates.weight)
          nn.init.orthogonal_(self.candidate.weight)

      def forward(self, x, state=None):
          """x [B, T, I] from the state [1, B, H] on → [B, T, H], and the last state."""
          units = self.candidate.out_features
          h = x.new_zeros(len(x), units) if state is None else state[0]
          hidden = []
          for given in self.inputs(x).unbind(1):
              z, r = (given[:, : 2 * units] + self.gates(h)).sigmoid().chunk(2, 1)
              new = (given[:, 2 * units :] + self.candidate(r * h)).tanh()
              h = z * h + (1 - z) * new
              hidden.append(h)
          return torch.stack(hidden, 1), h[None]
`;

/** What is sampled of a model of captions: what held-out examples are to show. */
export const CAPTIONED = "model, batches(0)[1]";

/** How a caption's words are added up, as `captionTable` of the page does: by `nn.EmbeddingBag`. */
export const CAPTION_SHARES = python`
  def shares(captions):
      """How much each word of captions [B, W] counts: one over the root of their number; nothing where there is none."""
      known = (captions < WORDS).float()
      return known / known.sum(1, keepdim=True).clamp(min=1).sqrt()
`;

/** A table of words, and one more row that stands for no word. */
export const captionTable = (name: string, width: number, keys: string): string => python`
  self.${name} = nn.EmbeddingBag(WORDS + 1, ${width}, mode="sum")  ${keys}
  nn.init.normal_(self.${name}.weight, std=0.1)  ${keys}
`;

/** What a network is given for captions [B, W]: [B, L]. */
export const captionVector = (table: string, captions = "captions"): string =>
  `${table}(${captions}, None, shares(${captions}))`;

/** While a model learns, captions lack some of their words. */
export const someWords = (keys: string): string => python`
  if self.training:  # some words are hidden, so that few are enough  ${keys}
      captions = captions.masked_fill(torch.rand(captions.shape, device=x.device) < 0.4, WORDS)  ${keys}
`;

/** First weights of dense layers and convolutions. Glorot & Bengio 2010. */
export const GLOROT = python`
  def initialize(module):
      """Glorot's weights, and biases of zero."""
      if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
          nn.init.xavier_uniform_(module.weight)
          nn.init.zeros_(module.bias)
`;

/** The GELU that both sides compute alike. */
export const GELU = 'gelu = nn.GELU(approximate="tanh")';

interface Imports {
  readonly math?: boolean;
  readonly copy?: boolean;
  /** `torch.nn.functional`. */
  readonly functional?: boolean;
}

/** Imports, sorted as formatters sort them. */
export function imports({ math = false, copy = false, functional = true }: Imports = {}): string {
  const standard = [...(copy ? ["import copy"] : []), ...(math ? ["import math"] : [])];
  const torch = ["import torch", ...(functional ? ["import torch.nn.functional as F"] : []), "from torch import nn"];
  return [...(standard.length > 0 ? [...standard, ""] : []), ...torch].join("\n");
}
