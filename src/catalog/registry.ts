import { manifest as code } from "../datasets/code/manifest.ts";
import { words as codeWords } from "../datasets/code/words.ts";
import { manifest as emoji } from "../datasets/emoji/manifest.ts";
import { words as emojiWords } from "../datasets/emoji/words.ts";
import { manifest as givenNames } from "../datasets/given-names/manifest.ts";
import { words as givenNamesWords } from "../datasets/given-names/words.ts";
import { manifest as glyphs } from "../datasets/glyphs/manifest.ts";
import { words as glyphsWords } from "../datasets/glyphs/words.ts";
import { manifest as placeNames } from "../datasets/place-names/manifest.ts";
import { words as placeNamesWords } from "../datasets/place-names/words.ts";
import { manifest as points } from "../datasets/points/manifest.ts";
import { words as pointsWords } from "../datasets/points/words.ts";
import { manifest as gan } from "../families/gan/manifest.ts";
import { words as ganWords } from "../families/gan/words.ts";
import { manifest as recurrent } from "../families/recurrent/manifest.ts";
import { words as recurrentWords } from "../families/recurrent/words.ts";
import { manifest as vae } from "../families/vae/manifest.ts";
import { words as vaeWords } from "../families/vae/words.ts";
import { manifest as adam } from "../optimizers/adam/manifest.ts";
import { words as adamWords } from "../optimizers/adam/words.ts";
import { manifest as adamw } from "../optimizers/adamw/manifest.ts";
import { words as adamwWords } from "../optimizers/adamw/words.ts";
import { manifest as gradientDescent } from "../optimizers/gradient-descent/manifest.ts";
import { words as gradientDescentWords } from "../optimizers/gradient-descent/words.ts";
import { manifest as rmsprop } from "../optimizers/rmsprop/manifest.ts";
import { words as rmspropWords } from "../optimizers/rmsprop/words.ts";
import { manifest as sgd } from "../optimizers/sgd/manifest.ts";
import { words as sgdWords } from "../optimizers/sgd/words.ts";
import type { DatasetManifest, FamilyManifest, OptimizerManifest } from "../schema/manifest.ts";
import type { Parameters } from "../schema/parameter.ts";
import type { Words } from "../schema/words.ts";
import { parameters as training } from "../training/manifest.ts";

/** A thing that can be chosen, with its words. */
export interface Registered<M> {
  readonly manifest: M;
  readonly words: Words;
}

/** Everything that a set-up can be put together from; the first dataset, family and optimizer are the defaults. */
export interface Registry {
  readonly datasets: Readonly<Record<string, Registered<DatasetManifest>>>;
  readonly families: Readonly<Record<string, Registered<FamilyManifest>>>;
  readonly optimizers: Readonly<Record<string, Registered<OptimizerManifest>>>;
  /** What every optimizer shares. */
  readonly training: Parameters;
}

export const datasets: Registry["datasets"] = {
  "given-names": { manifest: givenNames, words: givenNamesWords },
  "place-names": { manifest: placeNames, words: placeNamesWords },
  code: { manifest: code, words: codeWords },
  points: { manifest: points, words: pointsWords },
  glyphs: { manifest: glyphs, words: glyphsWords },
  emoji: { manifest: emoji, words: emojiWords },
};

export const families: Registry["families"] = {
  recurrent: { manifest: recurrent, words: recurrentWords },
  vae: { manifest: vae, words: vaeWords },
  gan: { manifest: gan, words: ganWords },
};

export const optimizers: Registry["optimizers"] = {
  adam: { manifest: adam, words: adamWords },
  adamw: { manifest: adamw, words: adamwWords },
  rmsprop: { manifest: rmsprop, words: rmspropWords },
  sgd: { manifest: sgd, words: sgdWords },
  "gradient-descent": { manifest: gradientDescent, words: gradientDescentWords },
};

export const registry: Registry = { datasets, families, optimizers, training };
