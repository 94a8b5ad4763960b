import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

/** A slow momentum, because the two networks chase each other; the rate falls so that samples come to rest on their modes. */
const GAN_ON_POINTS: Values = {
  "data.set": "points",
  "data.shape": "eight",
  "data.noise": 0.02,
  "model.family": "gan",
  "model.layers": 2,
  "model.width": 64,
  "model.latent": 2,
  "model.criticSteps": 3,
  "model.penalty": 0.5,
  "training.objective": "wassersteinGp",
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.beta1": 0.5,
  "training.beta2": 0.9,
  "training.clipNorm": 0,
  "training.batchSize": 128,
  "training.schedule": "cosine",
  "training.scheduleSteps": 3000,
  "training.stopAt": 3000,
  "sampling.count": 512,
};

const GAN_ON_PICTURES: Values = {
  "model.family": "gan",
  "model.architecture": "convolutional",
  "model.channels": 16,
  "model.latent": 32,
  "model.criticSteps": 1,
  "training.objective": "nonSaturating",
  "training.optimizer": "adam",
  "training.learningRate": 0.001,
  "training.beta1": 0.5,
  "training.beta2": 0.99,
  "training.clipNorm": 0,
  "training.batchSize": 32,
};

const GAN_ON_NAMES: Values = {
  "data.set": "given-names",
  "data.language": "latin",
  "data.longest": 12,
  "model.family": "gan",
  "model.layers": 2,
  "model.width": 64,
  "model.latent": 64,
  "model.criticSteps": 3,
  "model.penalty": 1,
  "training.objective": "wassersteinGp",
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.beta1": 0.5,
  "training.beta2": 0.9,
  "training.clipNorm": 0,
  "training.batchSize": 64,
  "training.schedule": "cosine",
  "training.scheduleSteps": 4000,
  "training.stopAt": 4000,
  "sampling.count": 32,
};

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "eight-gan",
    group: "points",
    changes: GAN_ON_POINTS,
    tries: [tryView("field"), tryView("interpolation"), tryChange("spiral", { "data.shape": "spiral" })],
  },
  {
    id: "eight-gan-collapse",
    group: "fail",
    changes: {
      ...GAN_ON_POINTS,
      "model.criticSteps": 5,
      "model.layers": 3,
      "model.latent": 8,
      "training.objective": "minimax",
      "training.learningRate": 0.001,
      "training.schedule": "constant",
      "training.stopAt": 0,
    },
    tries: [tryView("field"), tryChange("wasserstein", { "training.objective": "wassersteinGp" }), tryView("machine")],
  },
  {
    id: "grid-gan",
    group: "points",
    changes: {
      ...GAN_ON_POINTS,
      "data.shape": "grid",
      "data.noise": 0.06,
      "model.width": 96,
      "model.penalty": 0.1,
    },
    tries: [
      tryView("field"),
      tryChange("minimax", { "training.objective": "minimax" }),
      tryChange("checkerboard", { "data.shape": "checkerboard" }),
    ],
  },
  {
    id: "two-gan",
    group: "points",
    changes: {
      ...GAN_ON_POINTS,
      "data.shape": "gan-lab",
      "model.width": 32,
      "training.scheduleSteps": 2000,
      "training.stopAt": 2000,
    },
    tries: [tryView("machine"), tryView("field"), tryChange("ring", { "data.shape": "ring" })],
  },
  {
    id: "glyphs-gan",
    group: "pictures",
    changes: { ...GAN_ON_PICTURES, "data.set": "glyphs", "data.characters": "upper" },
    tries: [tryView("interpolation"), tryView("nearest"), tryChange("digits", { "data.characters": "digits" })],
  },
  {
    id: "emoji-gan",
    group: "pictures",
    changes: {
      ...GAN_ON_PICTURES,
      "data.set": "emoji",
      "data.group": "smileys",
      "model.channels": 32,
      "model.latent": 64,
      "training.learningRate": 0.0005,
    },
    tries: [tryView("nearest"), tryView("interpolation"), tryChange("animals", { "data.group": "animals" })],
  },
  {
    id: "names-gan",
    group: "words",
    changes: GAN_ON_NAMES,
    tries: [tryView("scores"), tryView("interpolation"), tryChange("drawn", { "model.relaxation": "gumbel" })],
  },
];
