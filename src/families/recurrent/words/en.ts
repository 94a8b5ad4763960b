import { words as shared } from "../../../domains/sequence/words/en.ts";
import type { FamilyWords } from "../../../schema/words.ts";

export const words = {
  name: "Recurrent network",
  help: "Reads a text one character at a time, keeps what it has read in a memory of numbers, and guesses the next character.",
  parameters: {
    cell: {
      name: "Cell",
      help: "How the memory is rewritten at each character. Gates let LSTM and GRU remember for long; the simple cell soon forgets.",
      choices: { simple: "Simple", lstm: "LSTM", gru: "GRU" },
    },
    resetAfter: {
      name: "Reset gate after multiplication",
      help: "Where the GRU's reset gate acts. On: as in PyTorch and Keras, and faster. Off: the first published form, which plain TensorFlow.js can load.",
    },
    layers: {
      name: "Layers",
      help: "Recurrent layers, each reading the output of the one before. More layers find deeper patterns and learn more slowly.",
    },
    units: {
      name: "Units",
      help: "How many numbers the memory of each layer has. More units remember more, cost time by about their square, and overfit small data sooner.",
    },
    embedding: {
      name: "Embedding size",
      help: "How many numbers describe a character when it goes in. Large alphabets, such as Chinese, want more.",
    },
    dropout: {
      name: "Dropout",
      help: "Share of the units that are switched off at random while training, the same ones for a whole sequence. It keeps the model from memorising small data.",
    },
    conditional: {
      name: "Condition on the label",
      help: "Tells the model the label of each text (the language of a name, say), so that you can ask for one afterwards. Without labels it does nothing.",
    },
    ...shared.sampling,
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    units: {
      name: "What units follow",
      help: "Real texts are read, and each unit is held against what can be said of the character just read. The bar shows how closely it follows; beside it is what it does to the next character.",
    },
    hidden: {
      name: "Hidden units",
      help: "Type a text: each row is one unit of the last layer's memory, each column a character. Look for units that track a pattern.",
    },
  },
  nodes: {
    ...shared.nodes,
    label: {
      name: "Label",
      help: "The kind of each text as a learned vector, laid beside every character so that the memory cannot forget it.",
    },
    recurrent1: {
      name: "Recurrent layer",
      help: "Mixes the character with the memory of all before it and passes the new memory on: the loop is how the model knows what it has read.",
    },
    recurrent2: {
      name: "Second recurrent layer",
      help: "Reads the first layer's memory as its own text, so that it can follow slower and larger patterns.",
    },
    recurrent3: {
      name: "Third recurrent layer",
      help: "Reads the second layer's memory, one level further from single characters.",
    },
  },
  series: shared.series,
  figures: shared.figures,
  presets: {
    "names-gru": {
      name: "Invented names",
      help: "A small network learns to invent given names in twenty languages. Ask it for an Italian or a Finnish one.",
      tries: { italian: "Ask for Italian names" },
    },
    "names-chinese": {
      name: "Chinese names",
      help: "6,000 Chinese names: thousands of different characters, two or three a name. Watch it discover that the family name comes first.",
      tries: { surname: "Names that begin with 李" },
    },
    "names-lstm": {
      name: "Names, larger cell (LSTM)",
      help: "The same names with the older, larger LSTM cell. Run it after the GRU and compare the curves.",
      tries: { start: "Names that begin with Zo" },
    },
    "names-simple": {
      name: "Names, simplest cell",
      help: "A network without gates. Names are short enough for it; see how far behind it stays.",
      tries: { gru: "Give it gates (GRU)" },
    },
    "names-sgd": {
      name: "Names by plain SGD",
      help: "Plain steps with momentum instead of Adam. Move the learning rate while it trains: too high and the loss jumps.",
      tries: { fast: "Larger steps", momentum: "No momentum", adam: "Race it against Adam" },
    },
    "places-overfit": {
      name: "Place names, memorised",
      help: "A large network and little data: the training loss goes on falling while the validation loss turns back up.",
      tries: { dropout: "Help it: dropout", smaller: "A smaller network" },
    },
    "places-dropout": {
      name: "Invented place names",
      help: "A small network with units switched off at random and weights held back: it learns more slowly and invents better.",
      tries: { start: "Places that begin with San", forget: "Dropout off" },
    },
    "code-lstm": {
      name: "Code that looks right",
      help: "It reads this project's own source. Brackets, indentation and key words come first; meaning never quite does.",
      tries: { start: "Let it finish a function", sure: "Make it play safe" },
    },
    "melodies-gru": {
      name: "Invented tunes",
      help: "A small network reads tunes note by note and learns to keep time and to stay in key. Press play on what it writes.",
      tries: { jig: "Ask for a jig in 6/8", minor: "Ask for minor", next: "Type a beginning" },
    },
  },
  tries: {
    wild: "Make it wild",
    break: "Break it: learning rate 1",
    next: "Type your own name",
    hidden: "Look into its memory",
    machine: "See how it works",
  },
} satisfies FamilyWords;
