import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const DIFFUSION_ON_POINTS: Values = {
  "data.set": "points",
  "data.shape": "eight",
  "data.noise": 0.02,
  "model.family": "diffusion",
  "model.layers": 3,
  "model.width": 96,
  "model.average": true,
  "training.objective": "velocity",
  "training.optimizer": "adam",
  "training.learningRate": 0.005,
  "training.clipNorm": 1,
  "training.batchSize": 256,
  "training.schedule": "cosine",
  "training.scheduleSteps": 2000,
  "training.stopAt": 2000,
  "sampling.count": 512,
  "sampling.steps": 20,
};

const DIFFUSION_ON_PICTURES: Values = {
  "model.family": "diffusion",
  "model.architecture": "convolutional",
  "model.channels": 32,
  "model.noiseSchedule": "cosine",
  "model.average": true,
  "training.objective": "velocity",
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.clipNorm": 1,
  "training.batchSize": 32,
  "sampling.count": 36,
  "sampling.steps": 20,
};

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "eight-diffusion",
    group: "points",
    changes: { ...DIFFUSION_ON_POINTS, "model.noiseSchedule": "cosine", "model.conditional": false },
    tries: [tryView("field"), tryView("denoising"), tryChange("spiral", { "data.shape": "spiral" })],
  },
  {
    id: "grid-flow",
    group: "points",
    changes: {
      ...DIFFUSION_ON_POINTS,
      "data.shape": "grid",
      "data.noise": 0.06,
      "model.width": 128,
      "training.objective": "flow",
    },
    tries: [
      tryView("field"),
      tryChange("few", { "sampling.steps": 4 }),
      tryChange("checkerboard", { "data.shape": "checkerboard" }),
    ],
  },
  {
    id: "glyphs-diffusion",
    group: "pictures",
    changes: {
      ...DIFFUSION_ON_PICTURES,
      "data.set": "glyphs",
      "data.characters": "upper",
      "model.conditional": true,
      "sampling.guidance": 2,
    },
    tries: [
      tryView("denoising"),
      tryChange("letter", { "sampling.label": "R" }),
      tryChange("guidance", { "sampling.guidance": 1 }),
    ],
  },
  {
    id: "emoji-diffusion",
    group: "pictures",
    changes: {
      ...DIFFUSION_ON_PICTURES,
      "data.set": "emoji",
      "data.group": "all",
      "data.side": "16",
      "model.conditional": true,
      "model.condition": "label",
      "sampling.guidance": 2,
    },
    tries: [
      tryView("denoising"),
      tryChange("smileys", { "sampling.label": "smileys" }),
      tryChange("large", { "data.side": "32" }),
    ],
  },
  {
    id: "emoji-captions",
    group: "pictures",
    changes: {
      ...DIFFUSION_ON_PICTURES,
      "data.set": "emoji",
      "data.group": "all",
      "data.side": "32",
      "model.channels": 16,
      "model.conditional": true,
      "model.condition": "caption",
      "training.learningRate": 0.004,
      "training.schedule": "cosine",
      "training.scheduleSteps": 4000,
      "training.stopAt": 4000,
      "sampling.count": 16,
      "sampling.guidance": 3,
    },
    tries: [
      tryChange("heart", { "sampling.caption": "red heart" }),
      tryChange("chinese", { "sampling.caption": "绿色的树叶" }),
      tryView("guidance"),
    ],
  },
  {
    id: "drums-diffusion",
    group: "sounds",
    changes: {
      ...DIFFUSION_ON_PICTURES,
      "data.set": "drums",
      "data.source": "synthesised",
      "data.form": "spectrogram",
      "model.channels": 16,
      "model.conditional": true,
      "model.condition": "label",
      "training.batchSize": 16,
      "sampling.count": 24,
    },
    tries: [tryView("denoising"), tryView("guidance"), tryChange("kick", { "sampling.label": "kick" })],
  },
];
