export const judge = {
  groups: {
    learning: { name: "What it has learned", help: "By what it says of examples that it has never seen." },
    quality: { name: "Quality", help: "Whether what it makes is like real examples." },
    creativity: { name: "Creativity", help: "Whether what it makes is new, and of many kinds." },
  },
  overTime: { name: "Quality over time", hint: "what it makes, judged as it learns" },
  figures: {
    modes: {
      plain: "Clusters reached",
      name: "Modes covered",
      help: "How many of the data's clusters at least 20 of 2,500 samples reach.",
    },
    near: {
      plain: "Points on target",
      name: "Share near a mode",
      help: "How many samples lie within three standard deviations of a cluster's centre.",
    },
    frechet: {
      plain: "Distance to the data",
      name: "Fréchet distance",
      help: "How far mean and covariance of the samples lie from those of the data; exact in two dimensions.",
      formula: "|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)",
    },
    fid: {
      plain: "Distance to real pictures",
      name: "Fréchet distance on features (FID)",
      help: "A classifier that was trained apart looks at samples and at real pictures; this is how far mean and covariance of what it sees lie apart. Less is better.",
      formula: "|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)",
    },
    precision: {
      plain: "Sharp and sound",
      name: "Precision",
      help: "The share of samples that look like some real picture to a classifier that was trained apart.",
    },
    recall: {
      plain: "Covers the data",
      name: "Recall",
      help: "The share of real pictures that look like some sample: how much of the data the model can make.",
    },
    labels: {
      plain: "Kinds that it knows",
      name: "Labels seen",
      help: "How many of the data's labels a classifier that was trained apart recognises among 128 samples.",
    },
    recognised: {
      plain: "Draws what is asked",
      name: "Label recognised",
      help: "How often a classifier that was trained apart sees the label that the sample was to show.",
    },
    captionMatch: {
      plain: "Draws what the words say",
      name: "Caption match",
      help: "How often a classifier that was trained apart sees the group of the caption, for captions of held-out examples.",
    },
    diversity: {
      plain: "Variety",
      name: "Diversity",
      help: "How much samples differ from one another, compared with real examples; 1 is as much.",
    },
    novelty: {
      plain: "Unlike its examples",
      name: "Novelty",
      help: "How far samples lie from the nearest training example, compared with held-out ones; near 0 they are copies.",
    },
    variation: {
      plain: "Letters in good company",
      name: "Total variation of bigrams",
      help: "How differently characters follow one another in 128 samples and in held-out texts: half the sum of all differences, 0 to 1. Real texts, as few, have a distance too.",
      formula: "½ Σ |p(ab) − q(ab)|",
    },
    plausible: {
      plain: "Plausible",
      name: "Perplexity under a trigram model",
      help: "How surprised a model that counts triples of real characters is by the samples. Far below real texts means that they are all alike.",
    },
    bars: {
      plain: "Keeps time",
      name: "Bars of the right length",
      help: "The share of the bars in 128 melodies whose notes and rests come to what the metre says. A model that only counts pairs of characters gets few right.",
    },
    key: {
      plain: "Stays in key",
      name: "Notes in the key",
      help: "The share of the notes in 128 melodies that lie in the scale that holds most notes of their melody: major and the modes that share its notes, or harmonic minor.",
    },
    distinct: {
      plain: "Does not repeat itself",
      name: "Distinct samples",
      help: "The share of different texts among 128 samples.",
    },
    copied: {
      plain: "Copied from the data",
      name: "Copied samples",
      help: "The share of samples that stand in the data word for word. Short texts meet by chance; many mean that it knows its examples by heart.",
    },
  },
  summary: {
    pictures: { good: "Sharp", fair: "Half clear", poor: "Blurred" },
    texts: { good: "It sounds right", fair: "It sounds half right", poor: "It does not sound right yet" },
    points: { good: "On target", fair: "Partly on target", poor: "Off target" },
    everyKind: "{{tone}}, and it knows all {{all}} kinds.",
    someKinds: "{{tone}}, but it knows {{known}} of {{all}} kinds.",
    noKinds: "{{tone}}.",
    repeats: "It repeats itself.",
    copies: "Much of it is copied.",
  },
};
