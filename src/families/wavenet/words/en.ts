import { words as shared } from "../../../domains/sequence/words/en.ts";
import type { FamilyWords } from "../../../schema/words.ts";

const layer = (number: number, apart: string) => ({
  name: `Layer ${number}`,
  help: `Joins characters that are ${apart} apart, through a gate that decides how much passes. One part is added to what is read further up, another goes straight to the sum.`,
});
const block = (number: number) => ({
  name: `Block ${number}`,
  help: "All dilations once, each layer reaching twice as far back as the one below it.",
});

export const words = {
  name: "WaveNet (convolutions)",
  help: "Looks back through layers of small windows, each with twice the stride of the one below: a few layers see far, and all characters are read at once.",
  parameters: {
    dilations: {
      name: "Dilations",
      help: "How many layers, with gaps of 1, 2, 4 … characters. Each one about doubles how far back a prediction sees.",
    },
    blocks: {
      name: "Blocks",
      help: "How many times all dilations follow each other. More blocks make a deeper network that sees a little further.",
    },
    channels: {
      name: "Channels",
      help: "How many numbers describe a character on its way. More remember more and cost time by about their square.",
    },
    kernelSize: {
      name: "Window",
      help: "How many characters each convolution joins: this one, one before it, and with 3 another one as far back again.",
    },
    dropout: {
      name: "Dropout",
      help: "Share of the channels that are switched off at random while training, the same ones for a whole sequence. It keeps the model from memorising small data.",
    },
    conditional: {
      name: "Condition on the label",
      help: "Shifts every gate by the label of the text (the language of a name, say), so that you can ask for one afterwards. Without labels it does nothing.",
    },
    ...shared.sampling,
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    field: {
      name: "Causal field",
      help: "Type a text and point at a character: the places that its prediction hangs on light up, layer by layer.",
    },
  },
  nodes: {
    ...shared.nodes,
    label: {
      name: "Label",
      help: "The kind of each text as a learned vector, added before the gates of every layer.",
    },
    layer1: layer(1, "1"),
    layer2: layer(2, "2"),
    layer3: layer(3, "4"),
    layer4: layer(4, "8"),
    layer5: layer(5, "16"),
    layer6: layer(6, "32"),
    layer7: layer(7, "64"),
    layer8: layer(8, "128"),
    block1: block(1),
    block2: block(2),
    block3: block(3),
    skips: {
      name: "Sum of all layers",
      help: "What every layer has found goes straight here, near and far alike, and is mixed once more.",
    },
  },
  series: shared.series,
  figures: shared.figures,
  alarms: {
    fieldTooLong: {
      name: "It sees further than it learns",
      text: "A prediction sees {{field}} characters back, but gradients travel through {{length}} alone.",
      why: "What lies further back is carried along from batch to batch, yet no gradient tells those weights what to make of it. Longer sequences teach it, fewer dilations do without.",
    },
  },
  remedies: {
    longerSequences: "Longer sequences",
    fewerDilations: "Fewer dilations",
  },
  presets: {
    "names-wavenet": {
      name: "Names by convolution",
      help: "No memory and no attention: five layers of windows see 32 characters back. They read all of a text at once, and learn fast.",
      tries: { near: "See only 4 back", italian: "Ask for Italian names" },
    },
    "code-wavenet": {
      name: "Code by convolution",
      help: "Seven layers see 128 characters of this project's own source. Look at the causal field to see what a bracket hangs on.",
      tries: { start: "Let it finish a function" },
    },
    "melodies-wavenet": {
      name: "Tunes by convolution",
      help: "Windows that see 64 symbols back, some eight bars: long enough to keep time and key. See how little is left with 4.",
      tries: { near: "See only 4 back" },
    },
    "drums-wavenet": {
      name: "Drums, number by number",
      help: "8,000 numbers a second, each guessed from the 256 before it: what WaveNet was made for. It crackles first; a drum comes out of it in time.",
      tries: { kicks: "Kicks alone", real: "Learn from recorded drums" },
    },
  },
  tries: {
    field: "See what it hangs on",
    wild: "Make it wild",
    wide: "Windows of three",
    machine: "See how it works",
  },
} satisfies FamilyWords;
