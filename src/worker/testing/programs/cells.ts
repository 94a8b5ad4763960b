/** Families on domains, as programs of set-ups are compared with their runs. */
import { withChanges } from "../../../catalog/change.ts";
import type { RunConfig } from "../../../catalog/config.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { registry } from "../../../catalog/registry.ts";
import type { Values } from "../../../schema/parameter.ts";

const TINY: Values = {
  "data.characters": "digits",
  "data.group": "smileys",
  "model.layers": 2,
  "model.width": 16,
  "model.units": 16,
  "model.embedding": 8,
  "model.channels": 8,
  "model.heads": 2,
  "model.latent": 3,
  "model.dilations": 2,
  "model.criticSteps": 2,
  "training.batchSize": 4,
  "training.sequenceLength": 8,
};

export type Cell = readonly [family: string, set: string, changes: Values];

export const CELLS: readonly Cell[] = [
  ["recurrent", "given-names", { "model.cell": "gru", "model.dropout": 0.2, "model.conditional": true }],
  [
    "recurrent",
    "given-names",
    { "model.cell": "lstm", "training.optimizer": "rmsprop", "training.schedule": "cosine" },
  ],
  ["recurrent", "code", { "model.cell": "simple", "training.optimizer": "sgd", "training.nesterov": true }],
  [
    "recurrent",
    "given-names",
    { "model.cell": "gru", "model.resetAfter": false, "training.optimizer": "adamw", "training.weightDecay": 0.5 },
  ],
  ["attention", "given-names", { "model.dropout": 0.1, "training.schedule": "warmup", "model.conditional": true }],
  // Fast, so that attention is soon no mere mean.
  ["attention", "given-names", { "model.dropout": 0, "training.schedule": "constant", "training.learningRate": 0.05 }],
  ["attention", "code", { "model.dropout": 0, "model.positions": "learned", "model.tied": false }],
  ["attention", "given-names", { "model.form": "masked", "model.maskShare": 0.3, "model.conditional": true }],
  ["wavenet", "given-names", { "model.blocks": 2, "model.dropout": 0.2, "model.conditional": true }],
  ["wavenet", "drums", { "model.dropout": 0.1, "model.conditional": true, "training.sequenceLength": 32 }],
  ["wavenet", "code", { "model.kernelSize": 3, "model.dropout": 0 }],
  ["captioner", "emoji", { "model.dropout": 0.2 }],
  ["vae", "points", { "model.spread": "learned", "model.conditional": true }],
  ["vae", "points", { "model.deviation": 0.2, "training.optimizer": "sgd", "training.learningRate": 0.001 }],
  [
    "vae",
    "points",
    {
      "data.count": 500,
      "training.optimizer": "gradient-descent",
      "training.learningRate": 0.001,
      "training.batchSize": 128,
    },
  ],
  ["vae", "glyphs", { "training.objective": "bernoulli", "model.freeBits": 0.2, "model.warmup": 10 }],
  [
    "vae",
    "emoji",
    { "model.architecture": "convolutional", "training.objective": "gaussian", "model.conditional": true },
  ],
  ["vae", "emoji", { "training.objective": "bernoulli" }],
  ["vae", "emoji", { "training.objective": "gaussian", "model.conditional": true, "model.condition": "caption" }],
  ["vae", "given-names", { "model.wordDropout": 0.3, "model.conditional": true }],
  ["vae", "code", {}],
  ["gan", "points", { "training.objective": "wassersteinGp", "model.conditional": true }],
  ["gan", "points", { "training.objective": "minimax", "model.labelSmoothing": 0.1 }],
  [
    "gan",
    "points",
    { "training.objective": "wassersteinClip", "model.criticOptimizer": "rmsprop", "model.criticRate": 2 },
  ],
  [
    "gan",
    "glyphs",
    { "model.architecture": "convolutional", "training.objective": "nonSaturating", "model.conditional": true },
  ],
  ["gan", "emoji", { "model.architecture": "convolutional", "training.objective": "wassersteinGp" }],
  ["gan", "emoji", { "training.objective": "leastSquares", "model.conditional": true }],
  ["gan", "given-names", { "training.objective": "wassersteinGp", "model.conditional": true }],
  ["gan", "given-names", { "model.relaxation": "gumbel", "training.objective": "leastSquares" }],
  ["vae", "drums", { "model.architecture": "convolutional", "model.conditional": true }],
  ["vae", "drums", { "data.form": "spectrogram" }],
  [
    "gan",
    "drums",
    // Adam divides by gradients that are hardly more than rounding here: two versions of PyTorch part by 0.005 in twenty steps.
    {
      "model.architecture": "convolutional",
      "training.objective": "wassersteinGp",
      "training.optimizer": "sgd",
      "training.learningRate": 0.001,
    },
  ],
  ["gan", "drums", { "training.objective": "leastSquares", "model.conditional": true }],
  ["diffusion", "drums", { "model.conditional": true, "sampling.sampler": "ddim" }],
  ["diffusion", "points", { "training.objective": "velocity", "sampling.sampler": "heun" }],
  ["diffusion", "points", { "training.objective": "flow", "sampling.sampler": "heun" }],
  [
    "diffusion",
    "points",
    {
      "training.objective": "noise",
      "model.noiseSchedule": "linear",
      "model.conditional": true,
      "sampling.sampler": "heun",
    },
  ],
  ["diffusion", "glyphs", { "training.objective": "sample", "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "training.objective": "velocity", "model.conditional": true, "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "model.conditional": true, "model.condition": "caption", "sampling.sampler": "ddim" }],
  ["diffusion", "emoji", { "model.architecture": "dense", "sampling.sampler": "ddim" }],
];

/** The set-up of a cell: all that it does not name is tiny, or as the family has it. */
export function configOf([family, set, changes]: Cell): RunConfig {
  const start = withChanges(defaultConfig(), { "data.set": set, "model.family": family });
  const choices =
    "training.optimizer" in changes ? { "training.optimizer": changes["training.optimizer"] as string } : {};
  return withChanges(withChanges(start, choices), { ...TINY, "model.conditional": false, ...changes });
}

/** What no cell covers, as `family on domain`. */
export function uncovered(): readonly string[] {
  const covered = new Set(CELLS.map(([family, set]) => `${family} on ${registry.datasets[set]?.domain}`));
  const all = Object.values(registry.families).flatMap(({ id, accepts }) => accepts.map((kind) => `${id} on ${kind}`));
  return all.filter((cell) => !covered.has(cell));
}
