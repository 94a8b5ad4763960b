/** Races that are worth watching, each on a preset of the gallery. The first is shown first. */
export const READY = [
  { id: "cells", preset: "names-gru", race: "model.cell~gru~lstm~simple" },
  { id: "optimizers", preset: "moons-vae", race: "time~training.optimizer~gradient-descent~sgd~adam" },
  { id: "beta", preset: "moons-vae", race: "model.beta~0~1~10" },
  { id: "objectives", preset: "eight-gan", race: "training.objective~minimax~wassersteinGp" },
  { id: "rates", preset: "names-gru", race: "training.learningRate~0.0003~0.003~0.03" },
] as const;
