import type { FamilyWords } from "../../../schema/words.ts";

export const words = {
  name: "Captioner",
  help: "Says in words what a picture shows. Convolutions see the picture in cells, and a recurrent network writes word after word, looking at the cells again for each.",
  parameters: {
    channels: {
      name: "Channels",
      help: "How many kinds of strokes the outer convolution knows; the inner one knows twice as many.",
    },
    units: { name: "Units", help: "How much the decoder can remember of what it has said." },
    dropout: {
      name: "Dropout",
      help: "The share of numbers that are dropped before a word is chosen, while it learns. With few pictures a little more keeps it from learning them by heart.",
    },
    count: { name: "How many", help: "How many held-out pictures are described." },
    temperature: {
      name: "Temperature",
      help: "0 says the likeliest word each time; above, others have a chance too.",
    },
  },
  objectives: {
    words: {
      name: "Next word",
      help: "How surprising each word of the true text is, given the picture and the words before it.",
      formula: "H = −Σₜ log p(wₜ | w₁ … wₜ₋₁, x) / T",
    },
  },
  views: {
    samples: { name: "Captions", help: "Held-out pictures, and what it says of each: first the group, then the name." },
    looks: {
      name: "Where it looks",
      help: "A row for each picture: for each word, what it looked at is bright and the rest is dim. A dot is the end.",
    },
    drawing: {
      name: "Draw",
      help: "Draw something: what is it? Under each word stand the others that it thought of.",
    },
    machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
  },
  nodes: {
    input: { name: "Picture", help: "Real pictures, each with what it is called." },
    encoder: {
      name: "Encoder",
      help: "Convolutions: what stands in each cell of a coarse grid. Each row is a picture.",
    },
    before: {
      name: "Word before",
      help: "The true word before each, as a learned vector; while it learns, it is told what it should have said.",
    },
    decoder: { name: "Decoder", help: "A recurrent network: what has been said so far, and what is to come." },
    attention: {
      name: "Where it looks",
      help: "The state is held against every cell; the better they match, the more of the cell is taken.",
    },
    word: { name: "Next word", help: "A score for every word it knows." },
    loss: { name: "Loss", help: "How surprised it was by the true words. Its gradient teaches all of it." },
  },
  series: {
    loss: { name: "Loss", help: "Surprise at a word of the batch just learned from, in nats." },
    "validation.loss": { name: "Loss, validation", help: "The same on held-out pictures, without dropout." },
    "validation.firstWord": {
      name: "First word right",
      help: "The share of held-out pictures whose first word, the group, it says right.",
    },
    gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
    learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
  },
  figures: {
    firstWord: {
      plain: "Knows what it sees",
      name: "First word right",
      help: "The share of held-out pictures whose first word, the group, it says right.",
    },
    surprise: {
      plain: "Surprise at a word",
      name: "Cross-entropy",
      help: "How surprising the true words of held-out pictures are to it, mean over words.",
      formula: "H = −Σₜ log p(wₜ | w₁ … wₜ₋₁, x) / T",
    },
  },
  presets: {
    "emoji-captioner": {
      name: "What does this emoji show?",
      help: "A captioner learns to say the group and the name of emoji that it has never seen. Draw one yourself.",
      tries: { bold: "Let it be bold" },
    },
    "glyphs-captioner": {
      name: "Read a letter",
      help: "The same on letters, whose text is one letter long. Draw one and see what it reads.",
      tries: { digits: "Digits instead" },
    },
  },
  tries: {
    looks: "See where it looks",
    drawing: "Draw something",
    machine: "See how it works",
  },
} satisfies FamilyWords;
