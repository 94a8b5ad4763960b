/** Pieces of programs that several families print. */
import { javascript } from "../program/template.ts";
import type { TfjsLayer } from "./contract.ts";

/** An entry of `tf.sequential`. */
export interface TfjsModule {
  /** A function of `tf.layers`, or a class after `new`. */
  readonly layer: string;
  readonly options: readonly string[];
  /** Link keys of the settings that it follows. */
  readonly keys?: readonly string[];
  /** The layer of checkpoints that it is. */
  readonly from?: string;
}

/** The widest line of an entry, before it is indented. */
const WIDEST = 106;

const list = (values: readonly (number | string)[]) => `[${values.join(", ")}]`;

/** `tf.sequential(…)` of what has this shape, an entry a line. */
export function sequential(modules: readonly TfjsModule[], shape: readonly (number | string)[]): string {
  const lines = modules.flatMap(({ layer, options, keys }, i) => {
    const all = i === 0 ? [...options, `inputShape: ${list(shape)}`] : options;
    const made = layer.startsWith("new ") ? layer : `tf.layers.${layer}`;
    const mark = keys ? `  //@ ${keys.join(",")}` : "";
    const line = `    ${made}(${all.length > 0 ? `{ ${all.join(", ")} }` : "{}"}),${mark}`;
    if (line.length - mark.length <= WIDEST) return [line];
    return [`    ${made}({${mark}`, ...all.map((option) => `      ${option},${mark}`), "    }),"];
  });
  return ["tf.sequential({", "  layers: [", ...lines, "  ],", "})"].join("\n");
}

/** The weights of such entries below `path`. */
export const sequentialLayers = (path: string, modules: readonly TfjsModule[]): readonly TfjsLayer[] =>
  modules.flatMap(({ from }, i) => (from ? [{ from, to: `${path}.${i}` }] : []));

/** The import that every program begins with. */
export const IMPORT = 'import * as tf from "@tensorflow/tfjs";';

/** A layer outside of `tf.sequential` gets its weights by what it first sees. */
export const BUILT = javascript`
  /** A layer with its weights, which come with the shape of what it reads. */
  function built(layer, ...shape) {
    tf.tidy(() => layer.apply(tf.zeros([1, ...shape])));
    return layer;
  }
`;

/** For models that are more than a chain of layers. */
export const WEIGHTS = javascript`
  /** The weights of all layers below an object, in the order of its properties. */
  function weightsOf(part) {
    if (part instanceof tf.Variable) return [part];
    if (part?.getWeights) return part.getWeights();
    return part && typeof part === "object" ? Object.values(part).flatMap((below) => weightsOf(below)) : [];
  }
`;

/** What `tf.multinomial` cannot do on the processor, where it draws all rows by the same numbers. */
export const DRAWN = javascript`
  /** One number a row, drawn by its score (Gumbel 1954); tf.multinomial may draw all rows alike. */
  const drawn = (scores) => scores.sub(tf.randomUniform(scores.shape, 1e-9).log().neg().log()).argMax(1).expandDims(1);
`;

/** A layer that looks numbers up. */
export const TABLE = javascript`
  /** A vector for each of so many numbers. */
  function table(rows, width, stddev = 1) {
    const embeddingsInitializer = tf.initializers.randomNormal({ stddev });
    return built(tf.layers.embedding({ inputDim: rows, outputDim: width, embeddingsInitializer }), 1);
  }
`;

/** What a network is given for captions, as `captionTable` of the page does. */
export const CAPTION_VECTOR = javascript`
  /** What captions [B, W] say, words by number: their vectors' sum over the root of how many there are, [B, L]. */
  function vectorOf(table, captions) {
    const known = captions.less(WORDS).cast("float32"); // [B, W]
    const shares = known.div(known.sum(1, true).maximum(1).sqrt());
    return table.apply(captions).mul(shares.expandDims(2)).sum(1);
  }
`;

/** While a model learns, captions lack some of their words. */
export const someWords = (keys: string): string => javascript`
  const hidden = tf.randomUniform(allCaptions.shape).less(0.4); // some words, so that few are enough  ${keys}
  const captions = tf.where(hidden, tf.scalar(WORDS, "int32"), allCaptions);  ${keys}
`;

/** The GELU that both sides compute alike. Hendrycks & Gimpel 2016. */
export const GELU = javascript`
  /** The Gaussian error linear unit, by its tanh. */
  function gelu(x) {
    const inner = x.square().mul(x).mul(0.044715).add(x).mul(Math.sqrt(2 / Math.PI));
    return inner.tanh().add(1).mul(x).mul(0.5);
  }
`;

/** Leaky ReLU whose slope has a slope. */
export const LEAKY = javascript`
  /** Leaky ReLU of two ReLUs: the gradient of tf.layers.leakyReLU has no gradient, which the penalty needs. */
  class Leaky extends tf.layers.Layer {
    static className = "Leaky";

    call([x]) {
      return x.relu().sub(x.neg().relu().mul(0.2));
    }
  }
`;

/** What `batches` gives of examples, as `train.js` tells it. */
export const examplesData = (
  type: "float32" | "int32",
  shape: readonly number[],
  told: "label" | "caption" | "text" | null,
): string => {
  const rows = told === "label" ? `[${shape[0]}]` : `[${shape[0]}, W], words by number`;
  return `{ x: ${type} [${shape.join(", ")}]${told ? `, ${told}s: int32 ${rows}` : ""} }`;
};
