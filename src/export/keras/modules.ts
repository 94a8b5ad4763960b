/** Pieces of programs that several families print. */
import { python } from "../program/template.ts";
import type { KerasLayer } from "./weights.ts";

/** An entry of `keras.Sequential`. */
export interface KerasModule {
  /** An expression. */
  readonly code: string;
  /** Link keys of the settings that it follows. */
  readonly keys?: readonly string[];
  /** Its weights, by paths below the entry. */
  readonly layers?: readonly KerasLayer[];
}

/** `keras.Sequential([…])`, an entry a line. */
export function sequential(modules: readonly KerasModule[]): string {
  const lines = modules.flatMap(({ code, keys }) => {
    const [first, ...rest] = `${code},`.split("\n");
    const mark = keys ? `  #@ ${keys.join(",")}` : "";
    return [`${first}${mark}`, ...rest].map((line) => `        ${line}`);
  });
  return ["keras.Sequential(", "    [", ...lines, "    ]", ")"].join("\n");
}

/** The weights of such entries below `path`. */
export const sequentialLayers = (path: string, modules: readonly KerasModule[]): readonly KerasLayer[] =>
  modules.flatMap(({ layers = [] }, i) => below(`${path}.layers[${i}]`, layers));

/** Layers of one that is reached by `path`. */
export const below = (path: string, layers: readonly KerasLayer[]): readonly KerasLayer[] =>
  layers.map((layer) => ({ ...layer, to: [path, layer.to].filter((part) => part !== "").join(".") }));

/** A table of vectors. An initializer of its own for each, since one draws the same numbers twice. */
export const TABLE = python`
  def table(rows, width, spread=1.0):
      """A vector for each number, drawn from a normal distribution."""
      normal = keras.initializers.RandomNormal(stddev=spread)
      return layers.Embedding(rows, width, embeddings_initializer=normal)
`;

/** How a caption's words are added up, as `captionTable` of the page does. */
export const CAPTION_VECTOR = python`
  def vector(table, captions):
      """Adds up the words of captions [B, W], each by one over the root of their number → [B, L]."""
      known = ops.cast(captions < WORDS, "float32")
      shares = known / ops.sqrt(ops.maximum(ops.sum(known, 1, keepdims=True), 1))
      return ops.sum(shares[..., None] * table(captions), 1)
`;

/** While a model learns, captions lack some of their words. */
export const someWords = (keys: string): string => python`
  hidden = keras.random.uniform(ops.shape(captions)) < 0.4  # so that few words are enough  ${keys}
  captions = ops.where(hidden, WORDS, captions)  ${keys}
`;

/** Imports of `model.py`, sorted as formatters sort them. */
export const imports = ({ math = false }: { readonly math?: boolean } = {}): string => python`
  ${math && "import math\n"}
  import keras
  from keras import layers, ops
`;
