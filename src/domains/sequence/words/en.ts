/** What families that read symbol by symbol say alike; each spreads it into its own words. */
export const words = {
  sampling: {
    prompt: {
      name: "Prompt",
      help: "The text that every sample begins with. Characters that the data does not have are left out.",
    },
    temperature: {
      name: "Temperature",
      help: "How daring the choice is. Low takes the likeliest character, 1 draws by the model's own probabilities, above 1 gets wild.",
    },
    topK: { name: "Top-k", help: "Draw only among the k likeliest characters; 0 means among all." },
    topP: {
      name: "Top-p",
      help: "Draw among the fewest likeliest characters that together have this probability; 1 means among all.",
    },
    label: { name: "Label", help: "Which kind to write. Any: the samples take turns through all of them." },
    count: { name: "How many", help: "How many samples are written side by side." },
    maxLength: { name: "Longest sample", help: "A sample stops here even if the model has not ended it." },
  },
  objectives: {
    crossEntropy: {
      name: "Cross-entropy",
      help: "The mean of −log p(next character): how surprised the model is by the text that really comes. Less is better.",
    },
  },
  views: {
    samples: { name: "Samples", help: "Texts that the model writes now." },
    next: {
      name: "Next character",
      help: "Type a text: after each character, you see what the model thinks comes next.",
    },
    machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
  },
  nodes: {
    characters: {
      name: "Characters",
      help: "A stretch of real text goes in. Several are read side by side, because one text alone would point the weights in too random a direction.",
    },
    embedding: {
      name: "Embedding",
      help: "Looks up a learned vector for each character, because a network computes with numbers and can learn which characters are alike.",
    },
    logits: {
      name: "Next character",
      help: "Gives every character a score for coming next; softmax turns the scores into probabilities, because a draw needs them to sum to 1.",
    },
    targets: {
      name: "Actual next character",
      help: "The same text one character on: the text itself is the teacher, so nothing has to be labelled by hand.",
    },
    loss: {
      name: "Loss",
      help: "How surprised the model was by what really came. Its gradient tells every weight which way lessens the surprise.",
    },
  },
  series: {
    loss: { name: "Training", help: "Cross-entropy of the batch just learned from, nats per character." },
    "validation.loss": {
      name: "Validation",
      help: "Cross-entropy on texts that the model never learns from, nats per character. When it rises while the training loss falls, the model is memorising.",
    },
    gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
    learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
  },
  figures: {
    perplexity: {
      plain: "How well it guesses",
      name: "Perplexity",
      help: "Among how many equally likely characters the model seems to choose: e to the power of the cross-entropy.",
    },
    bitsPerCharacter: {
      plain: "Compression",
      name: "Bits per character",
      help: "How many bits a compressor with this model would need for each character of unseen text.",
    },
    bitsPerSample: {
      plain: "Compression",
      name: "Bits per sample",
      help: "How many bits a compressor with this model would need for each of the 8,000 numbers of a second of unheard sound.",
    },
  },
};
