/** Words of the stage, the charts and the instruments. */
export const stage = {
  samples: "Samples",
  lossCurves: "Loss curves",
};
