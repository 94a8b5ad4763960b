/** What an alarm says, by its id: a name, a sentence, why it happens; and what each remedy's button says, by the remedy's id. */
export const alarms = {
  names: {
    other: "Something is off: {{id}}.",
    notFinite: "The loss has become NaN.",
    divergence: "The loss is climbing.",
    overfitting: "The model is memorising the data.",
  },
  texts: {
    other: "It began near step {{step}}.",
    notFinite:
      "At step {{step}} the numbers grew larger than the computer can represent. Nothing learned before that is lost.",
    divergence: "Its best was {{best}} near step {{step}}; now it is {{now}}.",
    overfitting: "Since step {{step}} the loss on held-out data rises while the training loss still falls.",
  },
  why: {
    other: "Try one of the remedies, or go back to an earlier step.",
    notFinite:
      "Steps that are too large make the weights overshoot, each step further than the last. A smaller learning rate or gradient clipping keeps them in bounds.",
    divergence:
      "The learning rate is probably too high: each step overshoots the valley it aims for. A lower rate takes smaller steps.",
    overfitting:
      "With more weights than the data can pin down, the model memorises examples instead of finding their pattern. Dropout, a smaller model or stopping earlier helps.",
  },
  remedies: {
    other: "Apply {{id}}",
    lowerLearningRate: "Lower the learning rate",
    goBack: "Go back to step {{step}}",
    clipGradients: "Clip the gradients",
    addDropout: "Add dropout and start again",
    smallerModel: "Start again with a smaller model",
    restart: "Start again",
    change: "{{name}}: {{value}}",
  },
};
