import { words as shared } from "../../../domains/sequence/words/en.ts";
import type { FamilyWords } from "../../../schema/words.ts";

const attention = (order: string) => ({
  name: `${order} attention`,
  help: "Every character asks a question, offers a key and a value; the better a key answers the question, the more of its value is taken. Several heads do this side by side, each with questions of its own.",
});
const feedForward = (order: number) => ({
  name: `Feed-forward ${order}`,
  help: "Each character digests by itself what it has gathered: a wide layer and back. What comes out is added to what was there, so that nothing is lost on the way up.",
});

export const words = {
  name: "Attention (transformer)",
  help: "Reads a whole stretch of text at once: each character looks at others and takes from them what it needs. The small relative of large language models.",
  parameters: {
    form: {
      name: "What it learns",
      help: "To write on from the left, seeing what came before; or to fill in blanks, seeing both sides.",
      choices: { causal: "Next character (GPT)", masked: "Fill blanks (BERT)" },
    },
    layers: {
      name: "Layers",
      help: "Blocks of attention and a feed-forward layer, one on the other. More layers combine what others found, and take as much longer.",
    },
    heads: {
      name: "Heads",
      help: "How many looks each layer takes at once. The width is shared out among them.",
    },
    width: {
      name: "Width",
      help: "How many numbers describe a character on its way. Has to be a multiple of the heads (twice that with rotary positions); where it is not, the next one is built.",
    },
    positions: {
      name: "Positions",
      help: "How it knows the order of the characters. Rotary turns queries and keys by their place, so that what counts is how far apart they are; learned has a vector for each place.",
      choices: { rotary: "Rotary", learned: "Learned" },
    },
    dropout: {
      name: "Dropout",
      help: "Share of the numbers that are switched off at random while training. It keeps the model from memorising small data.",
    },
    conditional: {
      name: "Condition on the label",
      help: "Tells the model the label of each text (the language of a name, say), so that you can ask for one afterwards. Without labels it does nothing.",
    },
    maskShare: {
      name: "Hidden share",
      help: "Share of the characters that must be guessed: of these, 80% are hidden, 10% exchanged and 10% left as they are. More teaches more a step, and makes each guess harder.",
    },
    feedForward: {
      name: "Feed-forward factor",
      help: "How many times as wide as the rest the middle of each feed-forward layer is.",
    },
    tied: {
      name: "Tied readout",
      help: "Scores a character by its likeness to its own embedding, instead of by weights of its own: fewer weights, and each character is learned from both ends.",
    },
    ...shared.sampling,
    prompt: {
      name: "Prompt",
      help: "The text that every sample begins with. Where the model fills blanks, write _ for each: Ma_i_. Characters that the data does not have are left out.",
    },
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    blanks: {
      name: "Blanks",
      help: "Type a text with _ for what is missing: below each blank, the characters that the model thinks likely.",
    },
    heads: {
      name: "Attention heads",
      help: "Type a text and point at a character: those that it looks at light up, head by head.",
    },
  },
  nodes: {
    ...shared.nodes,
    label: {
      name: "Label",
      help: "The kind of each text as a learned vector, added to every character of it.",
    },
    embedding: {
      name: "Embedding",
      help: "Looks up a learned vector for each character; the label's is added, and that of the place where places are learned.",
    },
    attention1: attention("First"),
    attention2: attention("Second"),
    attention3: attention("Third"),
    attention4: attention("Fourth"),
    attention5: attention("Fifth"),
    attention6: attention("Sixth"),
    feedForward1: feedForward(1),
    feedForward2: feedForward(2),
    feedForward3: feedForward(3),
    feedForward4: feedForward(4),
    feedForward5: feedForward(5),
    feedForward6: feedForward(6),
    logits: {
      name: "Scores",
      help: "Gives every character a score; softmax turns the scores into probabilities, because a draw needs them to sum to 1.",
    },
    targets: {
      name: "Actual character",
      help: "What really stands there: the text itself is the teacher, so nothing has to be labelled by hand.",
    },
  },
  series: {
    ...shared.series,
    "validation.attentionScore": {
      name: "Largest attention score",
      help: "The largest score that any head gives before its softmax, on texts that it never learns from. Far above 100, a head sees one place alone and learns no more.",
    },
  },
  figures: {
    ...shared.figures,
    blanksRight: {
      plain: "Blanks guessed, in %",
      name: "Blanks guessed right",
      help: "Of the hidden characters of unseen texts, the share whose likeliest guess is right.",
    },
  },
  alarms: {
    attentionExplodes: {
      name: "Attention has locked",
      text: "Since step {{step}} scores of attention are around {{score}}: each head looks at one place alone.",
      why: "With scores so far apart the softmax is flat: no gradient brings them back, and the head stays where it is. Smaller steps keep queries and keys from growing so fast.",
    },
    gradientExplodes: {
      name: "Exploding gradient",
      text: "Since step {{step}} the gradient is around {{now}}; it used to be {{usual}}.",
      why: "The steps have led where the loss is steep. Clipping keeps a single step short, a lower learning rate keeps out of such places.",
    },
    unevenHeads: {
      name: "The width was rounded up",
      text: "A width of {{width}} does not fall evenly into {{heads}} heads: {{built}} is built.",
      why: "Each head works on its own equal share of the width, and rotary positions turn channels in pairs.",
    },
  },
  remedies: {
    goBack: "Go back to step {{step}}, with a lower rate",
    lowerLearningRate: "Lower the learning rate",
    clipGradients: "Clip the gradients",
    evenWidth: "Write that width down",
  },
  presets: {
    "names-gpt": {
      name: "A tiny GPT for names",
      help: "The architecture of large language models, as small as it gets: two layers that learn to invent given names. See what its heads look at.",
      tries: { finnish: "Ask for Finnish names" },
    },
    "text-gpt": {
      name: "A GPT that writes code",
      help: "Three layers of attention over 128 characters of this project's own source. Compare it with the LSTM: attention need not carry everything in memory.",
      tries: { start: "Let it finish a function" },
    },
    blanks: {
      name: "Fill in the blanks",
      help: "A model that sees both sides guesses hidden letters of names. Type Ma_i_ and see what it thinks; it fills the surest blank first.",
      tries: { prompt: "Fill M_r_a" },
    },
    "melodies-gpt": {
      name: "A tiny GPT for tunes",
      help: "Two layers of attention over whole tunes: it can look back at the phrase that comes again. Hear what it makes of that.",
      tries: { waltz: "Ask for a waltz", dorian: "Ask for Dorian" },
    },
  },
  tries: {
    heads: "See where it looks",
    next: "Type your own name",
    blanks: "Hide letters of your name",
    wild: "Make it wild",
    break: "Break it: learning rate 0.3",
    learned: "Learn the places instead",
    one: "Only one head",
    machine: "See how it works",
  },
} satisfies FamilyWords;
