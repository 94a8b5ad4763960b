import type { Domain, DomainTraits } from "../../schema/domain.ts";

type Image = Extract<Domain, { kind: "image" }>;

/** Pictures of one size, values 0..1. */
export const image: DomainTraits<Image> = {
  kind: "image",
  shownAs: "items",
  view: "images",
  together: "images",
  drawn: true,
  picture: "images",
  shape: ({ height, width, channels }) => [height, width, channels],
  architectures: ["dense", "convolutional"],
  likelihoods: ["bernoulli", "gaussian"],
  bounded: true,
  metrics: [
    ...["samples.diversity", "samples.novelty", "samples.fid", "samples.precision", "samples.recall"],
    ...["samples.labels", "samples.recognised"],
  ],
};
