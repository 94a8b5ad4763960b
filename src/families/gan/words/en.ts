import type { FamilyWords } from "../../../schema/words.ts";

export const words = {
  name: "Adversarial network (GAN)",
  help: "Two networks play against each other: the generator makes examples from noise, the critic (discriminator) learns to tell them from real ones, and its score shows the generator which way to go.",
  parameters: {
    architecture: {
      name: "Architecture",
      help: "Dense: every unit sees every pixel. Convolutional: small windows slide over the picture, so that a stroke is the same stroke wherever it lies. Points are always dense, texts always read by small windows.",
      choices: { dense: "Dense", convolutional: "Convolutional" },
    },
    layers: {
      name: "Hidden layers",
      help: "Layers of either network: dense ones, for texts small windows that slide along. More layers bend the space further and cost more time.",
    },
    width: {
      name: "Width",
      help: "Units of each hidden layer, of either network; for texts, how many patterns of letters its windows know.",
    },
    channels: {
      name: "Channels",
      help: "How many kinds of strokes the outer convolutions know; the inner ones know twice as many.",
    },
    latent: {
      name: "Latent size",
      help: "How many random numbers each example is made from. Two fill a plane that the generator folds over the data; more leave it more ways to vary.",
    },
    criticSteps: {
      name: "Critic steps",
      help: "How often the critic learns before the generator learns once. A critic that is ahead gives a Wasserstein GAN better directions; the older objectives suffer when it wins.",
    },
    criticOptimizer: {
      name: "Critic's optimizer",
      help: "The critic may learn by a different rule than the generator. RMSProp is what weight clipping was published with.",
      choices: { same: "The same", adam: "Adam", adamw: "AdamW", rmsprop: "RMSProp", sgd: "SGD" },
    },
    criticRate: {
      name: "Critic's rate",
      help: "The critic's learning rate as a multiple of the generator's: above 1 it gets ahead, below 1 it falls behind.",
    },
    penalty: {
      name: "Gradient penalty λ",
      help: "How firmly the critic's slope is held at 1 between real and generated examples, so that its score stays a distance. Too little and it gets steep, too much and it says little.",
      formula: "λ·mean (‖∇D(x̂)‖ − 1)²",
    },
    clip: {
      name: "Weight clip c",
      help: "After each step the critic's weights are cut to ±c, a crude way to keep it from getting steep.",
      formula: "w ← min(c, max(−c, w))",
    },
    phaseShuffle: {
      name: "Phase shuffle",
      help: "Moves what the critic's layers see by up to so many places in time, so that it cannot tell made sounds by where their waves begin.",
    },
    labelSmoothing: {
      name: "Label smoothing",
      help: "Real examples count as a little less than certainly real, so that the critic does not get too sure of itself.",
    },
    conditional: {
      name: "Condition on the label",
      help: "Tells both networks the label, so that you can ask for one afterwards. Without labels it does nothing.",
    },
    relaxation: {
      name: "What the critic reads",
      help: "Letters have no slope to learn from. Shares: the generator makes a mixture of all letters at each place, and the critic teaches it to decide. Drawn letters: one is drawn at each place, and the gradient goes back as if the mixture had been read (straight-through Gumbel-softmax).",
      formula: "y = softmax((scores + g) / τ),  read: the largest alone",
      choices: { softmax: "Shares of letters", gumbel: "Drawn letters" },
    },
    gumbelTemperature: {
      name: "First temperature τ",
      help: "How soft the mixture is that the gradient goes back through: high is smooth but far from what is read, low is faithful but rough.",
    },
    gumbelEnd: { name: "Last temperature τ", help: "How soft it is in the end." },
    gumbelSteps: { name: "Cooling", help: "How many steps the temperature takes from the first to the last." },
    count: { name: "How many", help: "How many samples are drawn." },
    label: { name: "Label", help: "Which kind to draw. Any: the samples take turns through all of them." },
  },
  objectives: {
    wassersteinGp: {
      name: "Wasserstein, gradient penalty",
      help: "The critic measures how far the two clouds lie apart, and a penalty keeps its slope at 1. The steadiest, and the slowest for each step.",
      formula: "D: mean D(G(z)) − mean D(x) + λ·mean (‖∇D(x̂)‖ − 1)²\nG: −mean D(G(z))",
    },
    nonSaturating: {
      name: "Non-saturating",
      help: "The critic gives a probability of being real, and the generator raises it for what it makes. Quick, and strong on pictures.",
      formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: −log σ(D(G(z)))",
    },
    minimax: {
      name: "Minimax",
      help: "As first published: the generator lowers the critic's certainty that its examples are fake. Where the critic is sure, no gradient is left.",
      formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: log(1 − σ(D(G(z))))",
    },
    leastSquares: {
      name: "Least squares",
      help: "The critic aims at 1 for real and 0 for generated examples by squared error, which pulls from far away too.",
      formula: "D: ½(D(x) − 1)² + ½D(G(z))²\nG: ½(D(G(z)) − 1)²",
    },
    wassersteinClip: {
      name: "Wasserstein, weight clipping",
      help: "The first Wasserstein GAN: the critic's weights are clipped instead of penalised.",
      formula: "D: mean D(G(z)) − mean D(x),  |w| ≤ c\nG: −mean D(G(z))",
    },
  },
  views: {
    samples: {
      name: "Samples",
      help: "What the generator makes now from the same noise every time; of points, over real ones and the critic's score.",
    },
    scores: {
      name: "Critic's scores",
      help: "Type a word: what does the critic give it, beside real ones and those that the generator makes now?",
    },
    field: {
      name: "Critic's view",
      help: "The critic's score at every spot, the grid of noise as the generator folds it over the plane, and where each sample is pushed.",
    },
    sliders: {
      name: "Directions",
      help: "Which direction of the noise follows which property of what is made, and one sample to move along each.",
    },
    interpolation: {
      name: "Interpolation",
      help: "Paths between two random inputs. A smooth path means that the generator has learned what lies in between.",
    },
    nearest: {
      name: "Nearest in the data",
      help: "Each sample beside the training example most like it: is it new, or copied?",
    },
    together: { name: "Together" },
    machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
  },
  nodes: {
    noise: { name: "Noise", help: "Random numbers, drawn anew for each example: all that the generator is given." },
    label: { name: "Label", help: "The kind of each example as a learned vector, given to both networks." },
    generator: {
      name: "Generator",
      help: "Turns noise into an example. It never sees a real one, only how the critic scores its own.",
    },
    fakes: { name: "Generated examples", help: "What the generator makes from the noise." },
    real: { name: "Real examples", help: "A batch of the data, for the critic to compare with." },
    critic: {
      name: "Critic",
      help: "The discriminator: it looks at an example and scores how real it is. The slope of its score is what the generator learns from.",
    },
    opinionOfFakes: {
      name: "Score of generated",
      help: "One number for each generated example: the higher, the more real.",
    },
    opinionOfReal: { name: "Score of real", help: "One number for each real example." },
    "loss.generator": { name: "Generator's loss", help: "Small when the critic takes generated examples for real." },
    "loss.critic": { name: "Critic's loss", help: "Small when the critic tells real from generated." },
  },
  series: {
    "loss.generator": {
      name: "Generator",
      help: "The generator's loss. The two play against each other, so neither needs to fall.",
    },
    "loss.critic": { name: "Critic", help: "The critic's loss, its penalty included." },
    "validation.loss": {
      name: "Critic, held-out data",
      help: "The critic's loss, without penalty, on examples that it never learns from. If it is far above the training loss, the critic has memorised the data.",
    },
    wasserstein: {
      name: "Wasserstein estimate",
      help: "The critic's mean score of real examples minus that of generated ones: how far apart it sees the two. Less is better once the critic is good.",
    },
    penalty: { name: "Penalty", help: "How far the critic's slope is from 1, squared." },
    accuracy: {
      name: "Critic's accuracy",
      help: "The share of examples that the critic classifies correctly. Near ½ the two networks are even.",
    },
    gumbelTemperature: { name: "Temperature τ", help: "How soft the mixture is that the gradient goes back through." },
    "gradientNorm.generator": { name: "Generator's gradient", help: "The length of the generator's gradient." },
    "gradientNorm.critic": { name: "Critic's gradient", help: "The length of the critic's gradient." },
    learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
  },
  figures: {
    wasserstein: {
      plain: "Gap the critic sees",
      name: "Wasserstein estimate",
      help: "How far apart the critic sees real and generated examples.",
    },
    accuracy: {
      plain: "Critic's hits",
      name: "Critic's accuracy",
      help: "The share of examples that the critic classifies correctly; near ½ it can only guess.",
    },
  },
  alarms: {
    modeCollapse: {
      name: "The generator has collapsed.",
      text: "Since step {{step}} its samples reach only {{share}} of the variety of the data.",
      why: "The generator found a few spots that fool the critic and makes nothing else; the critic pushes it from one to the next. A Wasserstein critic with a penalty pulls everywhere at once.",
    },
    criticWins: {
      name: "The critic wins.",
      text: "Since step {{step}} it classifies {{accuracy}} of all examples correctly.",
      why: "A critic that is always sure is flat where the samples are, so the generator gets no direction. A slower critic, or a Wasserstein one, which is never flat, helps.",
    },
    vanishingGradients: {
      name: "The generator gets no gradient.",
      text: "Since step {{step}} its gradient is about {{norm}} long.",
      why: "Where the critic is certain, the objective is flat and nothing flows back. Another objective keeps a slope.",
    },
    explodingGradients: {
      name: "Gradients explode.",
      text: "Since step {{step}} a gradient is about {{norm}} long; it used to be {{usual}}.",
      why: "The critic gets ever steeper, and each step is larger than the last. Clipping the gradient or a lower rate keeps steps in bounds.",
    },
  },
  remedies: {
    otherObjective: "Start again as a Wasserstein GAN",
    moreCriticSteps: "Start again with more critic steps",
    weakerCritic: "Slow the critic down",
    goBack: "Go back to step {{step}}, with a lower rate",
    clipGradients: "Clip the gradients",
  },
  presets: {
    "eight-gan": {
      name: "Eight clusters",
      help: "A Wasserstein critic with a gradient penalty pulls the samples to all eight clusters. See its view and the grid that the generator folds.",
      tries: { spiral: "A spiral instead" },
    },
    "eight-gan-collapse": {
      name: "Eight clusters, collapsed",
      help: "The first GAN's loss against a strong critic: the samples huddle in one place and flee to the next. The alarm offers a way out.",
      tries: { wasserstein: "Help it: Wasserstein" },
    },
    "grid-gan": {
      name: "Twenty-five clusters",
      help: "Many modes, and little between them: the test that older objectives fail. Compare with minimax or non-saturating.",
      tries: { minimax: "The first GAN's loss", checkerboard: "A checkerboard" },
    },
    "two-gan": {
      name: "The smallest GAN",
      help: "The smallest game, as GAN Lab plays it: one round cloud and one tall one. Step through it in slow motion.",
      tries: { ring: "A ring instead" },
    },
    "glyphs-gan": {
      name: "Letters out of noise",
      help: "Capital letters in seventy-five fonts. Strokes come after a few hundred steps, letters after a few thousand; it is never told which is which.",
      tries: { digits: "Digits instead" },
    },
    "emoji-gan": {
      name: "Smileys out of noise",
      help: "Few examples and many colours: a yellow disc comes first, faces later. Check the nearest neighbours to see whether it invents or copies.",
      tries: { animals: "Animals instead" },
    },
    "names-gan": {
      name: "Names out of noise",
      help: "All letters of a name at once, from noise: the critic reads mixtures of letters and teaches the generator to decide. Vowels and endings come first, names after a few hundred steps.",
      tries: { drawn: "Draw letters instead" },
    },
    "drums-gan": {
      name: "Drums out of noise",
      help: "A generator turns noise into spectrograms of drums, and a critic says how real they look. Press the beats to hear a kit that gets better as you listen.",
      tries: { snare: "Only snares" },
    },
  },
  tries: {
    field: "See what the critic sees",
    interpolation: "Turn one into another",
    machine: "See how it works",
    nearest: "Does it copy?",
    scores: "Ask the critic about a word",
    sliders: "Move along a direction",
  },
} satisfies FamilyWords;
