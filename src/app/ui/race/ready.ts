/** Races that are worth watching, each on a preset of the gallery; gradients are clipped where plain descent would leap into NaN. The first is shown first. */
export const READY = [
  { id: "cells", preset: "names-gru", changes: {}, race: "model.cell~gru~lstm~simple" },
  {
    id: "optimizers",
    preset: "moons-vae",
    changes: { "training.clipNorm": 1 },
    race: "time~training.optimizer~gradient-descent~sgd~adam",
  },
  { id: "beta", preset: "moons-vae", changes: {}, race: "model.beta~0~1~10" },
  { id: "objectives", preset: "eight-gan", changes: {}, race: "training.objective~minimax~wassersteinGp" },
  { id: "rates", preset: "names-gru", changes: {}, race: "training.learningRate~0.0003~0.003~0.03" },
] as const;
