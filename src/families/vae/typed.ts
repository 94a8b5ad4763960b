/** Views of words that the visitor types: the way from one to another, and the real ones that are encoded nearest. */
import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../domains/batches.ts";
import { askFor, conditionOf } from "../../domains/conditions.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { labelIds } from "../../domains/labels.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { ViewData } from "../../schema/view.ts";
import type { VaeSampling } from "./manifest.ts";
import type { Autoencoder } from "./network.ts";
import type { Sizes } from "./sizes.manifest.ts";

/** Decoded between two words, and on the words themselves. */
const STOPS = 10;
/** Real examples that are looked through, and shown. */
const MOST = 2000;
const NEAREST = 24;

/** What stands between two typed words. */
const BETWEEN = /[,，、;→]/;

interface Scene {
  readonly autoencoder: Autoencoder;
  readonly sizes: Sizes;
  readonly domain: WholeDomain;
  readonly request: ViewRequest;
}

/** Typed words as samples, [N, …], and the means of their codes, [N, Z]. Call inside a tidy. */
function encodedWords({ autoencoder, sizes, domain, request }: Scene, words: readonly string[]) {
  const encode = domain.encode ?? (() => new Float32Array(sizes.inputs));
  const x = tf.tensor(Float32Array.from(words.flatMap((word) => [...encode(word)])), [words.length, ...sizes.shape]);
  return { x, mean: autoencoder.encode(x, toldTo(words.length, { sizes, domain, request })).mean };
}

/** The chosen label, or the first one, of so many words. */
function toldTo(count: number, { sizes, domain: { facts }, request }: Pick<Scene, "sizes" | "domain" | "request">) {
  const { label, caption } = request.sampling as VaeSampling;
  return askFor(sizes, facts, { label: label || (facts.labels[0] ?? ""), caption }, count).tensor();
}

const typedText = (request: ViewRequest): string => (request.source === "text" ? request.text : "");

/** In a straight line through the latent space, from one typed word to another; a single one is walked to from the middle. */
export async function walk(scene: Scene): Promise<ViewData> {
  const { autoencoder, domain, request } = scene;
  const [first = "", second] = typedText(request)
    .split(BETWEEN)
    .map((word) => word.trim());
  const words = second ? [first, second] : [first, first];
  const [ends, made] = await readMade(() => {
    const { x, mean } = encodedWords(scene, words);
    const [from, to] = tf.split(mean, 2) as [tf.Tensor, tf.Tensor]; // [1, Z] each
    const start = second ? from : tf.zerosLike(from);
    const share = tf.linspace(0, 1, STOPS).reshape([STOPS, 1]);
    const z = tf.add(start, tf.mul(tf.sub(to, start), share)) as tf.Tensor2D; // [S, Z]
    return [x, autoencoder.make(z, toldTo(STOPS, scene)).made];
  });
  const { ways } = await domain.stage(request.examples);
  return ways(made, { stops: STOPS, ...(second ? { ends } : {}), real: 0 });
}

/** The training examples whose means are nearest to that of the typed word, nearest first. */
export async function near(scene: Scene): Promise<ViewData> {
  const { autoencoder, sizes, domain, request } = scene;
  const [mean, means, values, labels] = await readMade(() => {
    const examples = examplesOf(request.examples("train"));
    const { values, labels } = examples;
    const count = Math.min(MOST, values.shape[0] as number);
    const used = values.slice(0, count);
    const own = labels?.slice(0, count);
    return [
      encodedWords(scene, [typedText(request).trim()]).mean,
      autoencoder.encode(used, conditionOf(sizes, examples)?.slice(0, count)).mean,
      used,
      own ?? tf.tensor1d([], "int32"),
    ];
  });
  const distance = (row: number) =>
    mean.reduce((sum, value, i) => sum + (value - (means[row * sizes.latent + i] as number)) ** 2, 0);
  const rows = Array.from({ length: means.length / sizes.latent }, (_, row) => [row, distance(row)] as const)
    .sort((a, b) => a[1] - b[1])
    .slice(0, NEAREST)
    .map(([row]) => row);
  const size = sizes.inputs;
  const { list } = await domain.stage(request.examples);
  return list({
    role: "truth",
    values: Float32Array.from(rows.flatMap((row) => [...values.subarray(row * size, (row + 1) * size)])),
    ...labelIds(domain.facts, labels.length > 0 ? rows.map((row) => labels[row] as number) : []),
  });
}
