/** Words of the gallery of presets and of what there is to try. */
export const gallery = {
  title: "Choose something to train",
  groups: {
    words: "Words",
    pictures: "Pictures",
    points: "Points",
    sounds: "Sounds",
    fail: "Watch it fail",
  },
  groupHints: {
    words: "A network reads letter by letter and writes new ones.",
    pictures: "Networks that learn to draw.",
    points: "Small enough to see everything that happens.",
    sounds: "Drums and tunes, to be heard while they are learned.",
    fail: "Set up to go wrong, each with a way out.",
  },
  good: "good in about {{span}} here",
  fails: "goes wrong in about {{span}} here",
  goodSteps: "good after about {{steps}} steps",
  failsSteps: "goes wrong after about {{steps}} steps",
  estimate: "Times are estimates: steps that it took when it was recorded, at the pace that this machine has shown.",
  estimateNone:
    "Steps are those that it took when it was recorded. Once something has trained here, they become seconds.",
  current: "on the page now",
  tryThis: "Try this",
  tried: "done",
};
