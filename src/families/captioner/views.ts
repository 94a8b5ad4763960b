/** Where it looks for each word, and what it says of a picture that the visitor draws. */
import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../domains/batches.ts";
import { facing } from "../../domains/facing.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { Guess, ProbabilityView, ViewData } from "../../schema/view.ts";
import { type Scene, textsOf } from "./sample.ts";

/** Held-out pictures under one another. */
const PICTURES = 6;
/** Words that are named at each place. */
const CANDIDATES = 5;
/** How much of a picture is left where it does not look at all. */
const DIM = 0.15;

export function view(scene: Scene, request: ViewRequest): Promise<ViewData> {
  return request.view === "drawing" ? drawing(scene, request) : looks(scene, request);
}

/** A row for each picture: the picture itself, and for each word what it looked at; elsewhere it is dim. */
async function looks(scene: Scene, { examples }: ViewRequest): Promise<ViewData> {
  const { captioner, sizes, domain } = scene;
  const [H = 1, W = 1] = sizes.network.inner;
  const [height, width, channels] = sizes.network.shape as [number, number, number];
  const [pictures, words, weights] = await readMade(() => {
    const all = examplesOf(examples()).values;
    const x = all.slice(0, Math.min(PICTURES, all.shape[0] as number));
    const made = captioner.write(captioner.look(x), { temperature: 0 });
    return [x, made.words, made.looks];
  });
  const size = height * width * channels;
  const T = sizes.length;
  const count = pictures.length / size;
  const shown = new Float32Array(count * (T + 1) * size);
  for (let n = 0; n < count; n++) {
    const picture = pictures.subarray(n * size, (n + 1) * size);
    shown.set(picture, n * (T + 1) * size);
    for (let t = 0; t < T; t++) {
      const own = weights.subarray((n * T + t) * sizes.cells, (n * T + t + 1) * sizes.cells);
      const most = own.reduce((a, b) => Math.max(a, b), 1e-12);
      const at = (n * (T + 1) + t + 1) * size;
      for (let i = 0; i < size; i++) {
        const pixel = Math.floor(i / channels);
        const row = Math.floor((Math.floor(pixel / width) * H) / height);
        const column = Math.floor(((pixel % width) * W) / width);
        shown[at + i] = (picture[i] as number) * (DIM + ((1 - DIM) * (own[row * W + column] as number)) / most);
      }
    }
  }
  const { ways } = await domain.stage(examples);
  const said = textsOf(scene, words).flatMap((text) => {
    const spoken = text.split(" ").filter(Boolean);
    return ["", ...Array.from({ length: T }, (_, t) => spoken[t] ?? (t === spoken.length ? "." : ""))];
  });
  return ways(shown, { stops: T + 1, real: 0, captions: said });
}

/** The words for a picture whose values the visitor chose, with what else could have been said at each place. */
async function drawing(scene: Scene, request: ViewRequest): Promise<ProbabilityView> {
  const { captioner, sizes, domain } = scene;
  const { shape } = sizes.network;
  const drawn = request.source === "latent" ? request.place : [];
  const size = shape.reduce((product, side) => product * side, 1);
  const [words, probabilities] = await readMade(() => {
    const x = tf.tensor(
      Float32Array.from({ length: size }, (_, i) => drawn[i] ?? 1),
      [1, ...shape],
    );
    const seen = facing(x, examplesOf(request.examples()).values);
    const made = captioner.write(captioner.look(seen), { temperature: 0 });
    return [made.words, made.probabilities];
  });
  const { texts } = domain.facts;
  const guesses = Array.from({ length: sizes.length }, (_, t) =>
    candidates(probabilities.subarray(t * sizes.words, (t + 1) * sizes.words), texts?.words ?? []),
  );
  const text = textsOf(scene, words)[0]?.split(" ").filter(Boolean) ?? [];
  return { kind: "probabilities", text, first: guesses[0] ?? [], next: text.map((_, i) => guesses[i + 1] ?? []) };
}

function candidates(probabilities: Float32Array, words: readonly string[]): readonly Guess[] {
  return Array.from(probabilities, (probability, number) => ({ token: words[number] || "\n", probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, CANDIDATES);
}
