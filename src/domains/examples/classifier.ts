/**
 * A classifier of real pictures that no model on the page has a part in: it says what is in a picture, and its features are
 * what pictures are compared by. Trained once by `npm run classifiers` on the training part alone.
 *
 *     picture ─ convolution ─ convolution ─ convolution ─ F features ─ a score for each label
 */
import * as tf from "@tensorflow/tfjs";
import { InklingError } from "../../core/errors.ts";
import { type RandomStream, randomStream, substream } from "../../core/random.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { downsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten } from "../../engine/networks/dense.ts";
import type { FileReader, PictureClassifier } from "../dataset.ts";
import { readJson } from "../readJson.ts";

/** Width of what pictures are compared by. */
export const FEATURES = 32;
const FILTERS = [16, 24, 32] as const;

export interface ClassifierNetwork {
  readonly features: readonly Block[];
  readonly scores: Block;
  readonly variables: readonly tf.Variable[];
}

/** The network with weights of its own. Pictures [N, H, W, C]. */
export function classifierNetwork(shape: readonly number[], labels: number, stream: RandomStream): ClassifierNetwork {
  const features = [
    ...FILTERS.map((filters, i) =>
      downsample({ name: `classifier${i + 1}`, filters, activation: "relu", stream: substream(stream, i) }),
    ),
    flatten("classifierFlat"),
    dense({ name: "classifierFeatures", units: FEATURES, activation: "elu", stream: substream(stream, 8) }),
  ];
  const scores = dense({ name: "classifierScores", units: labels, stream: substream(stream, 9) });
  connect([...features, scores], tf.input({ shape: [...shape] }));
  return { features, scores, variables: [...features, scores].flatMap(({ layer }) => variablesOf(layer)) };
}

/** What `npm run classifiers` writes beside the weights: a byte each, times the scale of its tensor. */
export interface ClassifierFile {
  readonly shape: readonly number[];
  readonly labels: readonly string[];
  readonly scales: readonly number[];
  /** How often it is right on held-out pictures. */
  readonly accuracy: number;
}

/** Reads `<path>.json` and `<path>.bin`. Throws `dataUnreadable` with the path where they are not what they should be. */
export async function readClassifier(path: string, read: FileReader): Promise<() => PictureClassifier> {
  const [about, bytes] = await Promise.all([readJson<ClassifierFile>(`${path}.json`, read), read(`${path}.bin`)]);
  return () => {
    const { features, scores, variables } = classifierNetwork(about.shape, about.labels.length, UNUSED);
    const sizes = variables.map(({ size }) => size);
    if (sizes.reduce((sum, size) => sum + size, 0) !== bytes.length || sizes.length !== about.scales.length) {
      throw new InklingError("dataUnreadable", { path: `${path}.bin`, reason: "altered" });
    }
    let at = 0;
    variables.forEach((variable, i) => {
      const whole = new Int8Array(bytes.buffer, bytes.byteOffset + at, variable.size);
      const scale = about.scales[i] as number;
      at += variable.size;
      tf.tidy(() =>
        variable.assign(
          tf.tensor(
            Float32Array.from(whole, (value) => value * scale),
            variable.shape,
          ),
        ),
      );
    });
    return {
      labels: about.labels,
      of: (pictures) => {
        const [height, width] = about.shape as [number, number, number];
        const smaller = pictures.shape[1] !== height;
        const whole = smaller
          ? tf.image.resizeBilinear(pictures as tf.Tensor4D, [height, width], false, true)
          : pictures;
        const seen = run(features, whole) as tf.Tensor2D;
        return [seen, scores.apply(seen) as tf.Tensor2D];
      },
      dispose: () => tf.dispose([...variables]),
    };
  };
}

/** Initial weights are replaced by those that were read. */
const UNUSED = randomStream(0, "classifier");
