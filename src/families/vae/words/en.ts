import type { FamilyWords } from "../../../schema/words.ts";

export const words = {
  name: "Variational autoencoder",
  help: "Squeezes each example into a few numbers with a known spread, and learns to bring it back from them. Draw the numbers at random, and something new comes out.",
  parameters: {
    architecture: {
      name: "Architecture",
      help: "Dense: every unit sees every pixel. Convolutional: small windows slide over the picture, so that a stroke is the same stroke wherever it lies. Points are always dense, texts are read by recurrent layers.",
      choices: { dense: "Dense", convolutional: "Convolutional" },
    },
    layers: {
      name: "Hidden layers",
      help: "Layers between the example and the code; the decoder has as many. Of texts they are recurrent (GRU). More layers bend the space further and learn more slowly.",
    },
    width: {
      name: "Width",
      help: "Units of each hidden layer. Wider layers capture finer detail, and memorise small data sooner.",
    },
    channels: {
      name: "Channels",
      help: "How many kinds of strokes the outer convolution looks for; the inner one looks for twice as many.",
    },
    latent: {
      name: "Latent units",
      help: "How many numbers the code has. Two can be drawn as a map; more carry more information, and each costs KL.",
    },
    beta: {
      name: "β",
      help: "The weight of the KL against the reconstruction. Above 1, each unit tends to mean one thing and pictures blur; too high and the code carries no information; near 0, pictures get sharp but random codes decode to nothing.",
      formula: "loss = reconstruction + β·KL",
    },
    warmup: {
      name: "β warm-up",
      help: "β grows in a straight line from 0 until this step, so that the code learns to say something before it has to pay for it; 0 starts at full strength.",
      formula: "β·min(1, t/N)",
    },
    freeBits: {
      name: "Free bits",
      help: "So many nats each latent unit may say for nothing (as a mean over the batch), so that saying less saves nothing and the code does not fall silent. 0: every nat costs.",
      formula: "Σⱼ max(λ, KLⱼ)",
    },
    wordDropout: {
      name: "Word dropout",
      help: "The share of characters that the decoder is not shown while it reads along, so that it has to ask the code. At 1 it learns from the code alone.",
    },
    spread: {
      name: "Standard deviation",
      help: "How far real values may lie from what is decoded: set by you, or one more weight that is learned.",
      choices: { fixed: "Fixed", learned: "Learned" },
    },
    deviation: {
      name: "Standard deviation s",
      help: "The standard deviation of a value around what is decoded. Small: every detail counts, and the KL counts less. Large: only the rough shape does.",
      formula: "(x − x̂)² / 2s²",
    },
    conditional: {
      name: "Condition on the label",
      help: "Tells encoder and decoder the label, so that the code need only say the rest (the style of a letter, say) and you can ask for a label. Without labels it does nothing.",
    },
    condition: {
      name: "By",
      help: "What it is told: the label, or a caption, as a bag of words in English or Chinese whose learned vectors are added up. A caption can be typed freely.",
      formula: "c = (w₁ + … + wₙ) / √n",
      choices: { label: "Label", caption: "Caption" },
    },
    count: { name: "How many", help: "How many samples are drawn." },
    temperature: {
      name: "Temperature",
      help: "How far from the centre codes are drawn: their standard deviation. 0 decodes the centre alone, 1 draws as it was trained, above 1 leaves the known ground.",
    },
    boldness: {
      name: "Boldness",
      help: "How freely each character is chosen when a code is written out: 0 takes the likeliest, 1 draws by the model's own probabilities.",
    },
    label: {
      name: "Label",
      help: "Which kind to draw, where the model is conditioned on it. Any: the samples take turns through all of them.",
    },
    caption: {
      name: "Caption",
      help: "What to draw, in English or Chinese words. Empty: the samples take turns through captions of held-out examples.",
    },
  },
  objectives: {
    gaussian: {
      name: "Gaussian (squared error)",
      help: "Each value is Gaussian around what is decoded: the squared error, weighted by the standard deviation, plus β times the KL.",
      formula: "Σ (x − x̂)² / 2s² + … + β·KL",
    },
    bernoulli: {
      name: "Bernoulli (cross-entropy)",
      help: "Each pixel is a coin that shows white with the decoded probability: cross-entropy plus β times the KL. The usual choice for black and white.",
      formula: "−Σ (x·log x̂ + (1 − x)·log(1 − x̂)) + β·KL",
    },
    crossEntropy: {
      name: "Cross-entropy",
      help: "How surprised the decoder is by each character, given the code and the characters before it, summed over the text to its end, plus β times the KL.",
      formula: "−Σₜ log p(xₜ | x₁ … xₜ₋₁, z) + β·KL",
    },
  },
  views: {
    samples: { name: "Samples", help: "Codes drawn from N(0, I), decoded now. The same codes every time." },
    reconstructions: {
      name: "Reconstructions",
      help: "Held-out examples, and what comes back after the squeeze. What is lost is what the code has no room for.",
    },
    map: {
      name: "Latent map",
      help: "The plane of two latent units, or of the two directions that vary most: what the model draws at each spot, and where real examples lie. Drag to decode any spot.",
    },
    sliders: {
      name: "Sliders",
      help: "One slider for each of the directions along which real examples vary most, in standard deviations.",
    },
    interpolation: {
      name: "Interpolation",
      help: "From one held-out example to another in a straight line through the latent space. A good code has no gaps on the way.",
    },
    walk: {
      name: "Walk between words",
      help: "Type two words with a comma between: the straight line from one code to the other, decoded in ten steps.",
    },
    near: {
      name: "Words near this one",
      help: "Type a word, even one that does not exist: the real words whose codes lie nearest to it, nearest first.",
    },
    together: { name: "Together" },
    machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
  },
  nodes: {
    input: {
      name: "Input x",
      help: "Real examples. They are the target as well: nothing has to be labelled by hand.",
    },
    label: {
      name: "Label",
      help: "The kind of each example as a learned vector, given to encoder and decoder alike.",
    },
    caption: {
      name: "Caption",
      help: "The words of each example’s caption as learned vectors, added up. While it learns, some words are hidden, so that a few will do.",
    },
    encoder: {
      name: "Encoder",
      help: "Looks at the example and gathers what matters. Each row is an example, each column a unit.",
    },
    mean: { name: "Mean μ", help: "Where in the latent space the example belongs: the centre of its code." },
    spread: {
      name: "Spread σ",
      help: "How sure the encoder is. A unit with a spread of 1 around 0 says nothing about the example.",
    },
    draw: {
      name: "Sample z",
      help: "A random point around μ, as far as σ lets it. Written as μ + σ·ε, so that the gradient finds its way back through the dice.",
    },
    kl: {
      name: "KL",
      help: "How many nats the code says beyond N(0, I). It is the price of information, and keeps codes where random draws will find them.",
    },
    decoder: {
      name: "Decoder",
      help: "Builds the example from the code alone, mirroring the encoder.",
    },
    output: {
      name: "Output x̂",
      help: "What came back. After training, this end alone makes new examples from random codes.",
    },
    reconstruction: {
      name: "Recon. loss",
      help: "How surprised the decoder is by the real example, in nats. Its gradient teaches decoder and encoder to be faithful.",
    },
  },
  series: {
    loss: {
      name: "Loss",
      help: "Reconstruction plus β times KL: at β = 1 the negative evidence lower bound (ELBO), in nats.",
    },
    reconstruction: { name: "Reconstruction", help: "−log p(x|z) of the batch just learned from, nats per example." },
    kl: { name: "KL", help: "KL(q(z|x) ‖ N(0, I)) of the batch just learned from, nats per example." },
    "validation.loss": {
      name: "Loss, validation",
      help: "The loss on held-out examples, with the same draws every time.",
    },
    "validation.reconstruction": {
      name: "Reconstruction, validation",
      help: "−log p(x|z) of held-out examples. When it rises while the training loss falls, the model is memorising.",
    },
    "validation.kl": { name: "KL, validation", help: "KL(q(z|x) ‖ N(0, I)) of held-out examples." },
    activeUnits: { name: "Active units", help: "Latent units that say more than 0.01 nats about an example." },
    gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
    learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
  },
  figures: {
    elbo: {
      plain: "Fit to new data",
      name: "Fit to unseen data (ELBO)",
      help: "The evidence lower bound of held-out examples: at most their log probability. More is better.",
      formula: "−(reconstruction + KL)",
    },
    squaredError: {
      plain: "Closeness of copies",
      name: "Squared error",
      help: "Of held-out examples decoded from their mean, summed over an example's values.",
    },
    characterErrors: {
      plain: "Characters lost",
      name: "Character errors",
      help: "The share of characters of held-out texts that come back as others when their mean is decoded, each time by the likeliest character.",
    },
    activeUnits: {
      plain: "Code in use",
      name: "Active units",
      help: "Latent units that say more than 0.01 nats about an example; the others are noise.",
    },
  },
  alarms: {
    klCollapse: {
      name: "The code carries no information.",
      text: "Since step {{step}} no latent unit says anything about the examples: the KL is {{kl}} nats, and the reconstruction stands still.",
      why: "Information costs more KL than it saves in reconstruction, so the encoder gives everything the same code and the decoder answers with one average (posterior collapse). A lower β makes information cheaper; a warm-up lets the code prove useful before it has to pay.",
    },
  },
  remedies: {
    lowerBeta: "Lower β",
    anneal: "Start again and warm β up",
  },
  presets: {
    "glyphs-vae-map": {
      name: "A map of letters",
      help: "Every capital letter squeezed into two numbers. Open the latent map and drag from one letter to the next.",
      tries: { beta: "Tidy the map: β 4" },
    },
    "glyphs-vae": {
      name: "A letter in eight numbers",
      help: "Letters and digits of 75 typefaces in eight numbers each. Look at the reconstructions first, then move the sliders.",
    },
    "glyphs-vae-label": {
      name: "One letter, many hands",
      help: "The model is told which character it is, so the code is left with the style. Ask for one letter and see it in many hands.",
      tries: { letter: "Only the letter R", tame: "Plainer letters" },
    },
    "moons-vae": {
      name: "Two moons",
      help: "A round cloud of codes is bent into two half moons. The latent map shows the grid that does it, and where it must tear.",
      tries: { beta: "Raise β to 10" },
    },
    "spiral-vae": {
      name: "A spiral to unroll",
      help: "Two arms wound around each other: hard to unroll. Watch the grid settle onto them, and change β while it learns.",
      tries: { beta: "Lower β to 0.2", moons: "Something easier: moons" },
    },
    "emoji-vae": {
      name: "Emoji that morph",
      help: "Small windows slide over colour pictures. Colours and outlines come first; walk from one emoji to another in between.",
      tries: { food: "Food only" },
    },
    "drums-vae": {
      name: "Drums in eight numbers",
      help: "Each drum's spectrogram goes through eight numbers and comes back. Move a slider and hear a kick turn into a snare.",
    },
    "moons-vae-collapse": {
      name: "A code that says nothing",
      help: "Information costs ten times its usual price, so the code carries none and every sample is the same blur. The alarm offers a way out.",
      tries: { beta: "Help it: β back to 1" },
    },
    "names-vae": {
      name: "A map of names",
      help: "Given names of twenty languages in sixteen numbers each. Walk from one name to another and read what lies between.",
    },
    "melodies-vae": {
      name: "A space of phrases",
      help: "Phrases of two bars in sixteen numbers each. Walk from one to another and hear what lies between.",
    },
  },
  tries: {
    map: "Walk about on the map",
    interpolation: "Turn one into another",
    sliders: "Move the sliders",
    reconstructions: "Compare with the originals",
    machine: "See how it works",
    walk: "Walk from one word to another",
    near: "Find words near one of yours",
  },
} satisfies FamilyWords;
