import type { FamilyWords } from "../../../schema/words.ts";

export const words = {
  name: "Diffusion",
  help: "Noise is added to real examples until nothing else is left, and a network learns to take it away again. Begin with pure noise, take it away in small steps, and a new example appears.",
  parameters: {
    architecture: {
      name: "Architecture",
      help: "Convolutional: a small U-Net, whose windows slide over the picture and which sees it whole at a quarter of its size. Dense: every unit sees every pixel. Points are always dense.",
      choices: { convolutional: "Convolutional (U-Net)", dense: "Dense" },
    },
    layers: {
      name: "Hidden layers",
      help: "Residual layers of the denoiser: each corrects what came in. More layers bend the flow further and cost more time.",
    },
    width: { name: "Width", help: "Units of each hidden layer." },
    channels: {
      name: "Channels",
      help: "How many kinds of strokes the outer convolutions know; the inner ones know twice as many.",
    },
    noiseSchedule: {
      name: "Noise schedule",
      help: "How fast the noise grows with time. Cosine spends more of its time where pictures can still be made out; linear, the first one published, drowns them early.",
      formula: "ᾱ(t) = α(t)²,  x_t = √ᾱ·x + √(1 − ᾱ)·ε",
      choices: { cosine: "Cosine", linear: "Linear" },
    },
    conditional: {
      name: "Condition on the label",
      help: "Tells the denoiser the label, save for one example in ten, so that it knows the data with and without it: guidance is made of the difference. Without labels it does nothing.",
    },
    condition: {
      name: "By",
      help: "What it is told: the label, or a caption, as a bag of words in English or Chinese whose learned vectors are added up. A caption can be typed freely.",
      formula: "c = (w₁ + … + wₙ) / √n",
      choices: { label: "Label", caption: "Caption" },
    },
    average: {
      name: "Average the weights",
      help: "Samples are drawn with a moving average of the weights, which is steadier than the weights that jump about as they learn. Switch it off to see the difference at once.",
      formula: "average ← d·average + (1 − d)·weights",
    },
    averageDecay: {
      name: "Decay of the average",
      help: "How long the average remembers: 0.995 looks back about 200 steps. Young runs use less.",
      formula: "d = min(decay, (1 + t)/(10 + t))",
    },
    count: { name: "How many", help: "How many samples are drawn." },
    steps: {
      name: "Denoising steps",
      help: "In how many steps noise becomes a sample. Few are quick and rough; each one is a pass through the network.",
    },
    sampler: {
      name: "Sampler",
      help: "DDIM goes straight along the flow (on straight paths it is Euler's method): the same noise always gives the same sample. DDPM adds a little new noise at each step. Heun looks ahead and corrects: better with few steps, at twice the price.",
      choices: { ddim: "DDIM (Euler)", ddpm: "DDPM", heun: "Heun" },
    },
    guidance: {
      name: "Guidance",
      help: "How strongly the label counts. 1: as learned; 0: not at all; above, samples become more typical of their label and less varied, until they break.",
      formula: "prediction = without + w·(with − without)",
    },
    label: { name: "Label", help: "Which kind to draw. Any: the samples take turns through all of them." },
    caption: {
      name: "Caption",
      help: "What to draw, in English or Chinese words. Empty: the samples take turns through captions of held-out examples.",
    },
  },
  objectives: {
    velocity: {
      name: "Predict v",
      help: "A mixture of noise and sample that asks for the sample where noise hides it, and for the noise where it is faint. Even-tempered at every time.",
      formula: "‖v̂ − v‖²,  v = α·ε − σ·x",
    },
    noise: {
      name: "Predict the noise ε",
      help: "As DDPM was published: which noise was added? Easy where there is much of it.",
      formula: "‖ε̂ − ε‖²",
    },
    sample: {
      name: "Predict the sample x₀",
      help: "What is behind the noise? Where there is much, the answer is a blurred average.",
      formula: "‖x̂ − x‖²",
    },
    flow: {
      name: "Flow matching (straight paths)",
      help: "Noise and sample are joined by a straight line, and the network learns the velocity along it. Few steps are enough.",
      formula: "‖v̂ − (ε − x)‖²,  x_t = (1 − t)·x + t·ε",
    },
  },
  views: {
    samples: { name: "Samples", help: "What comes of noise now; the same noise every time." },
    denoising: {
      name: "Denoising",
      help: "The same samples at every step of their way, from pure noise to the end. Drag the slider, or let it run.",
    },
    field: {
      name: "Flow",
      help: "Which way the network pushes each spot of the plane at a time, and points that are carried along from noise to data. Real points are the ground.",
    },
    schedule: {
      name: "Noise schedule",
      help: "How much of the example and how much noise there is at each time, and what the network sees of real examples there.",
    },
    guidance: {
      name: "Guidance",
      help: "The same noise under more and more guidance from left to right; each row is a label.",
    },
    together: { name: "Together" },
    machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
  },
  nodes: {
    input: { name: "Example x", help: "Real examples, to which noise will be added." },
    noise: { name: "Noise ε", help: "Random numbers of the example's own shape." },
    noisy: {
      name: "Noisy x_t",
      help: "Example and noise mixed at a random time: near 0 it is almost the example, near 1 almost pure noise.",
    },
    time: {
      name: "Time t",
      help: "How much noise there is, told to the network as sines and cosines, together with the label where there is one.",
    },
    label: {
      name: "Label",
      help: "The kind of each example as a learned vector. One in ten is kept back, so that the network also knows examples of no kind.",
    },
    caption: {
      name: "Caption",
      help: "The words of each example’s caption as learned vectors, added up. While it learns, some words are hidden, so that a few will do.",
    },
    network: {
      name: "Denoiser",
      help: "Looks at the noisy example and works out what is noise. Each row is an example, each column a unit.",
    },
    prediction: { name: "Prediction", help: "What the network says: the noise, the example, or the way between them." },
    target: { name: "Target", help: "What it should have said; known, because the noise was added here." },
    loss: { name: "Loss", help: "The mean squared difference. Its gradient teaches the denoiser." },
  },
  series: {
    loss: { name: "Loss", help: "Squared error of the prediction on the batch just learned from, mean over values." },
    "validation.loss": {
      name: "Loss, validation",
      help: "The same on held-out examples, with the same noise and times every time, by the network that samples are drawn with.",
    },
    "validation.littleNoise": {
      name: "Little noise",
      help: "Validation loss in the first third of time, where details are decided.",
    },
    "validation.someNoise": { name: "Some noise", help: "Validation loss in the middle third of time." },
    "validation.muchNoise": {
      name: "Much noise",
      help: "Validation loss in the last third of time, where it is decided what the example will be.",
    },
    gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
    learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
  },
  figures: {
    error: {
      plain: "How well noise is told",
      name: "Denoising error",
      help: "Squared error of the prediction on held-out examples, mean over values and times. It never reaches 0: what the noise has hidden can't be known.",
      formula: "mean (prediction − target)²",
    },
  },
  alarms: {
    guidanceTooStrong: {
      name: "Guidance is too strong.",
      text: "With a guidance of {{guidance}} the samples have left the data since step {{step}}.",
      why: "Guidance exaggerates what a label adds. A little makes samples typical of their label; too much pushes them past all real examples, into loud and much too similar ones.",
    },
  },
  remedies: { lowerGuidance: "Guidance 1.5" },
  presets: {
    "eight-diffusion": {
      name: "Noise into eight",
      help: "A cloud of noise learns to fall onto eight Gaussians. Open the flow and watch points being carried there.",
      tries: { spiral: "Something harder: a spiral" },
    },
    "grid-flow": {
      name: "Straight paths to a grid",
      help: "Flow matching: points travel from noise to 25 Gaussians along paths that are nearly straight. Try it with very few steps.",
      tries: { few: "Only four steps", checkerboard: "A checkerboard instead" },
    },
    "glyphs-diffusion": {
      name: "Letters out of noise",
      help: "A small U-Net learns to find capital letters in noise. Watch them appear step by step, and turn up the guidance.",
      tries: { letter: "Only the letter R", guidance: "No guidance" },
    },
    "emoji-diffusion": {
      name: "Emoji out of noise",
      help: "A small U-Net finds emoji in noise, group by group. At 16 × 16 pixels it takes minutes rather than hours.",
      tries: { smileys: "Only smileys", large: "Larger pictures" },
    },
    "emoji-captions": {
      name: "Words into emoji",
      help: "A denoiser that is told words, in English or Chinese. Type what you want to see beside the samples, and watch noise become it.",
      tries: { heart: "Type “red heart”", chinese: "Type 绿色的树叶 (green leaf)" },
    },
    "drums-diffusion": {
      name: "Noise into drums",
      help: "A denoiser learns to take the noise out of spectrograms of drums, told which drum it is. Watch a hiss become a kick, and play the beat.",
      tries: { kick: "Only kicks" },
    },
  },
  tries: {
    denoising: "Watch the noise go",
    field: "Watch points flow",
    schedule: "See how noise grows",
    guidance: "Compare guidance",
    machine: "See how it works",
  },
} satisfies FamilyWords;
