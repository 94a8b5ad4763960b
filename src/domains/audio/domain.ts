import type { Domain, DomainTraits } from "../../schema/domain.ts";

export type Audio = Extract<Domain, { kind: "audio" }>;

/** Of the log-mel spectrogram that models see: 32 ms under a window, four windows over each moment, at 8 kHz. */
export const FRAMES = { size: 256, hop: 64 } as const;
export const BANDS = 64;

/** What a sound is read as, sample by sample: its end, and the 256 levels of mu-law. */
export const SYMBOLS: readonly string[] = ["∎", ...Array.from({ length: 256 }, (_, level) => String(level))];

/** Sounds of one length. */
export const audio: DomainTraits<Audio> = {
  kind: "audio",
  shownAs: "items",
  view: "waves",
  together: "waves",
  picture: "images",
  shape: ({ form, length }) => (form === "wave" ? [length, 1] : [Math.ceil(length / FRAMES.hop), BANDS, 1]),
  readInSequence: () => SYMBOLS,
  architectures: ["dense", "convolutional"],
  likelihoods: ["gaussian"],
  bounded: false,
  timed: true,
  of: ({ form }) => ({ ...audio, bounded: form === "spectrogram" }),
  views: [{ id: "beats", kind: "waves", source: "domain" }],
  metrics: [
    ...["samples.diversity", "samples.novelty", "samples.fid", "samples.precision", "samples.recall"],
    ...["samples.labels", "samples.recognised"],
  ],
};
