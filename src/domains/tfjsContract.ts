/**
 * What a domain gives programs in TensorFlow.js: the parts that `contract.ts` gives networks here, as text. A family writes
 * its program once around them.
 */
import type { Spoken } from "../export/program/spoken.ts";
import type { TfjsLayer } from "../export/tfjs/contract.ts";
import type { TfjsModule } from "../export/tfjs/modules.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { NetworkSizes } from "./sizes.ts";

export interface TfjsPartOptions {
  /** The network in checkpoints, such as `critic`. */
  readonly network: string;
  /** Of its layers there: a name and a number. */
  readonly name: string;
}

export interface TfjsEncoder {
  /** Classes that the modules need. */
  readonly define: string | null;
  /** From a sample to a row of numbers. */
  readonly features: readonly TfjsModule[];
  readonly hidden: readonly TfjsModule[];
  /** What is done to the hidden modules once all weights are drawn; `hidden` is their `tf.sequential`. */
  readonly begin?: (hidden: string) => string;
  /** Numbers that the features give, and those at the end. */
  readonly seen: number;
  readonly width: number;
  /** Where it is one object instead, with `apply(x)`: an expression, and its layers. */
  readonly whole?: { readonly code: string; readonly layers: readonly TfjsLayer[]; readonly keys: string };
}

export interface TfjsDecoder {
  readonly define: string | null;
  readonly modules: readonly TfjsModule[];
  /**
   * Where it is one object instead that also reads the sample while it learns, as `apply(code, x)`, and has a
   * `write(code, boldness)`: an expression, and its layers.
   */
  readonly whole?: { readonly code: string; readonly layers: readonly TfjsLayer[]; readonly keys: string };
  /** A sample from what is decoded, as an expression. */
  readonly finish: (decoded: string) => string;
}

export interface TfjsDenoiser {
  /**
   * A file of its own: `built` and `gelu`, and a class `Denoiser`, whose `apply(x, told)` takes a sample and what it is told.
   */
  readonly file: string;
  readonly layers: readonly TfjsLayer[];
}

/** As `Relaxed` of the contract. What takes an expression gives one. */
export interface TfjsRelaxed extends Pick<TfjsWhole, "encoder" | "decoder"> {
  /** A sample's own rows. */
  readonly rows: (x: string) => string;
  /** Scores as shares. */
  readonly shares: (scores: string) => string;
  /** A function `drawn(scores, temperature)`: one symbol a row, by its score. */
  readonly draw: string;
  /** The symbol with the largest share, or score, of each row. */
  readonly symbols: (rows: string) => string;
  /** The shape of rows. */
  readonly shape: (sizes: NetworkSizes) => readonly number[];
}

export interface TfjsWhole {
  /** Whether a sample's numbers lie in 0..1. */
  readonly bounded: boolean;
  /** Whether a sample is drawn with the noise of its Gaussian. */
  readonly noisy: boolean;
  readonly type: "float32" | "int32";
  readonly encoder: (
    sizes: NetworkSizes,
    options: TfjsPartOptions & {
      readonly activation: "relu" | "leaky";
      readonly fine?: boolean;
      /** Whether its slope is to have a slope. */
      readonly smooth?: boolean;
      /** Places by which layers are moved in time at most while the encoder learns. */
      readonly phaseShuffle?: number;
    },
  ) => TfjsEncoder;
  readonly decoder: (
    sizes: NetworkSizes,
    options: TfjsPartOptions & { readonly finished: boolean; readonly wordDropout?: number },
  ) => TfjsDecoder;
  /** `told`: numbers that it is told. */
  readonly denoiser?: (sizes: NetworkSizes, options: TfjsPartOptions & { readonly told: number }) => TfjsDenoiser;
  /** What stands in for samples where a critic must have a slope in them: rows of shares, [B, T, V]. */
  readonly relaxed?: TfjsRelaxed;
  /** To families that read them symbol by symbol; absent where they cannot, and of texts. */
  readonly inSequence?: Spoken;
  /** A function `surprise(x, decoded)`, with a `deviation` where the likelihood is of a Gaussian. */
  readonly likelihood: (id: string, facts: DatasetFacts) => string;
}
