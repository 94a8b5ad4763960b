/**
 * What a domain gives programs in Keras: the parts that `contract.ts` gives networks in TensorFlow.js, as text. A family
 * writes its program once around them. Samples have the shapes that they have here: [B, H, W, C], [B, T, C].
 */
import type { KerasModule } from "../export/keras/modules.ts";
import type { KerasLayer } from "../export/keras/weights.ts";
import type { Spoken } from "../export/program/spoken.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { NetworkSizes } from "./sizes.ts";

export interface KerasPartOptions {
  /** The network in checkpoints, such as `critic`. */
  readonly network: string;
  /** Of its layers there: a name and a number. */
  readonly name: string;
}

export interface KerasEncoder {
  /** Functions and classes that the modules need. */
  readonly define: string | null;
  /** From a sample to a row of numbers. */
  readonly features: readonly KerasModule[];
  readonly hidden: readonly KerasModule[];
}

export interface KerasDecoder {
  readonly define: string | null;
  readonly modules: readonly KerasModule[];
  /** Whether it is one layer that also reads the sample while it learns, and has a `write(code, boldness)`. */
  readonly reads: boolean;
  /** A sample from what is decoded, as an expression. */
  readonly finish: (decoded: string) => string;
}

export interface KerasDenoiser {
  /** A class `Denoiser` of a sample and what it is told. */
  readonly define: string;
  readonly layers: readonly KerasLayer[];
  /** Whether it needs `math`. */
  readonly math: boolean;
}

/** As `Relaxed` of the contract. What takes an expression gives one. */
export interface KerasRelaxed extends Pick<KerasWhole, "encoder" | "decoder"> {
  /** A sample's own rows. */
  readonly rows: (x: string) => string;
  /** Scores as shares. */
  readonly shares: (scores: string) => string;
  /** A function `drawn(scores, temperature)`: one symbol a row, drawn by its score. */
  readonly drawn: string;
  /** The symbol with the largest share, or score, of each row. */
  readonly symbols: (rows: string) => string;
}

export interface KerasWhole {
  /** Of one sample. */
  readonly shape: (sizes: NetworkSizes) => readonly number[];
  /** Whether a sample's numbers lie in 0..1. */
  readonly bounded: boolean;
  /** Whether a sample is drawn with the noise of its Gaussian. */
  readonly noisy: boolean;
  readonly encoder: (
    sizes: NetworkSizes,
    options: KerasPartOptions & {
      readonly activation: "relu" | "leaky";
      readonly fine?: boolean;
      /** Places by which layers are moved in time at most while the encoder learns. */
      readonly phaseShuffle?: number;
    },
  ) => KerasEncoder;
  readonly decoder: (
    sizes: NetworkSizes,
    options: KerasPartOptions & { readonly finished: boolean; readonly wordDropout?: number },
  ) => KerasDecoder;
  readonly denoiser?: (sizes: NetworkSizes, options: KerasPartOptions) => KerasDenoiser;
  /** What stands in for samples where a critic must have a slope in them: rows of shares, [B, T, V]. */
  readonly relaxed?: KerasRelaxed;
  /** To families that read them symbol by symbol; absent where they cannot, and of texts. */
  readonly inSequence?: Spoken;
  /** A function `surprise(x, decoded)`, with a `deviation` where the likelihood is of a Gaussian. */
  readonly likelihood: (id: string, facts: DatasetFacts) => string;
}
