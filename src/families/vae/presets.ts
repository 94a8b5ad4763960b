import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const VAE: Values = {
  "model.family": "vae",
  "model.architecture": "dense",
  "model.beta": 1,
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.batchSize": 128,
  "training.clipNorm": 0,
};

const VAE_ON_GLYPHS: Values = {
  ...VAE,
  "data.set": "glyphs",
  "data.characters": "all",
  "model.width": 256,
  "training.objective": "bernoulli",
};

const VAE_ON_POINTS: Values = {
  ...VAE,
  "data.set": "points",
  "data.noise": 0.02,
  "model.layers": 2,
  "model.width": 64,
  "model.latent": 2,
  "model.spread": "fixed",
  "model.deviation": 0.05,
  "training.objective": "gaussian",
  "sampling.count": 500,
};

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "glyphs-vae-map",
    group: "pictures",
    changes: {
      ...VAE_ON_GLYPHS,
      "data.characters": "upper",
      "model.layers": 2,
      "model.latent": 2,
      "training.batchSize": 64,
    },
    tries: [tryView("map"), tryView("interpolation"), tryChange("beta", { "model.beta": 4 })],
  },
  {
    id: "glyphs-vae",
    group: "pictures",
    changes: { ...VAE_ON_GLYPHS, "model.layers": 1, "model.latent": 8 },
    tries: [tryView("sliders"), tryView("reconstructions"), tryView("interpolation")],
  },
  {
    id: "glyphs-vae-label",
    group: "pictures",
    changes: { ...VAE_ON_GLYPHS, "model.layers": 1, "model.latent": 8, "model.conditional": true },
    tries: [
      tryChange("letter", { "sampling.label": "R" }),
      tryChange("tame", { "sampling.temperature": 0.4 }),
      tryView("sliders"),
    ],
  },
  {
    id: "moons-vae",
    group: "points",
    changes: { ...VAE_ON_POINTS, "data.shape": "moons" },
    tries: [tryView("map"), tryChange("beta", { "model.beta": 10 }), tryView("machine")],
  },
  {
    id: "spiral-vae",
    group: "points",
    changes: { ...VAE_ON_POINTS, "data.shape": "spiral", "model.layers": 3 },
    tries: [tryView("map"), tryChange("beta", { "model.beta": 0.2 }), tryChange("moons", { "data.shape": "moons" })],
  },
  {
    id: "emoji-vae",
    group: "pictures",
    changes: {
      ...VAE,
      "data.set": "emoji",
      "data.group": "all",
      "model.architecture": "convolutional",
      "model.channels": 16,
      "model.latent": 32,
      "training.objective": "bernoulli",
      "training.batchSize": 32,
    },
    tries: [tryView("interpolation"), tryView("reconstructions"), tryChange("food", { "data.group": "food" })],
  },
  {
    id: "moons-vae-collapse",
    group: "fail",
    changes: { ...VAE_ON_POINTS, "data.shape": "moons", "model.beta": 10, "model.deviation": 0.2 },
    tries: [tryView("map"), tryChange("beta", { "model.beta": 1 }), tryView("machine")],
  },
  {
    id: "names-vae",
    group: "words",
    changes: {
      "data.set": "given-names",
      "data.language": "latin",
      "model.family": "vae",
      "model.layers": 1,
      "model.width": 96,
      "model.latent": 16,
      "model.beta": 0.5,
      "model.warmup": 500,
      "model.freeBits": 0.1,
      "model.wordDropout": 0.3,
      "training.optimizer": "adam",
      "training.learningRate": 0.003,
      "training.batchSize": 64,
      "training.clipNorm": 1,
      "sampling.count": 32,
    },
    tries: [tryView("walk"), tryView("map"), tryView("near")],
  },
  {
    id: "drums-vae",
    group: "sounds",
    changes: {
      ...VAE,
      "data.set": "drums",
      "data.source": "synthesised",
      "data.form": "spectrogram",
      "model.layers": 1,
      "model.width": 256,
      "model.latent": 8,
      "model.spread": "fixed",
      "model.deviation": 0.05,
      "training.objective": "gaussian",
      "training.batchSize": 64,
      "sampling.count": 24,
    },
    tries: [tryView("sliders"), tryView("interpolation"), tryView("reconstructions")],
  },
];
