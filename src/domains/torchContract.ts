/**
 * What a domain gives programs in PyTorch: the parts that `contract.ts` gives networks in TensorFlow.js, as text. A family
 * writes its program once around them.
 */
import type { Spoken } from "../export/program/spoken.ts";
import type { TorchModule } from "../export/torch/modules.ts";
import type { TorchLayer } from "../export/torch/weights.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { BatchShape, DataContext } from "../schema/manifest.ts";
import type { NetworkSizes } from "./sizes.ts";

export interface TorchPartOptions {
  /** The network in checkpoints, such as `critic`. */
  readonly network: string;
  /** Of its layers there: a name and a number. */
  readonly name: string;
}

export interface TorchEncoder {
  /** Classes that the modules need. */
  readonly define: string | null;
  /** From a sample to a row of numbers. */
  readonly features: readonly TorchModule[];
  readonly hidden: readonly TorchModule[];
  /** What is done to the hidden modules once all weights are drawn; `hidden` is their path. */
  readonly begin?: (hidden: string) => string;
  /** Numbers that the features give, and those at the end. */
  readonly seen: number;
  readonly width: number;
  /** The picture that the features are the numbers of; empty where they are none. */
  readonly picture: readonly number[];
}

export interface TorchDecoder {
  readonly define: string | null;
  readonly modules: readonly TorchModule[];
  /** Whether it is one module that also reads the sample while it learns, and has a `write(code, boldness)`. */
  readonly reads: boolean;
  /** A sample from what is decoded, as an expression. */
  readonly finish: (decoded: string) => string;
}

export interface TorchDenoiser {
  /** A class `Denoiser` of a sample and what it is told. */
  readonly define: string;
  readonly layers: readonly TorchLayer[];
}

/** As `Relaxed` of the contract. What takes an expression gives one. */
export interface TorchRelaxed extends Pick<TorchWhole, "encoder" | "decoder"> {
  /** A sample's own rows. */
  readonly rows: (x: string) => string;
  /** Scores as shares. */
  readonly shares: (scores: string) => string;
  /** One symbol a row, drawn by its score. */
  readonly drawn: (scores: string, temperature: string) => string;
  /** The symbol with the largest share, or score, of each row. */
  readonly symbols: (rows: string) => string;
}

export interface TorchData {
  readonly data: DataContext;
  readonly sizes: NetworkSizes;
  readonly batch: BatchShape;
  readonly seed: number;
  /** What a batch has beside its examples: numbers of labels unless told. */
  readonly told?: "texts" | "captions";
}

/** Samples that are read symbol by symbol and are no texts. */
export interface TorchSequence extends Spoken {
  /** What a project's `data.py` imports for it, and its function `show(samples)` of rows of symbols by number. */
  readonly imports: string;
  readonly show: string;
}

export interface TorchWhole {
  /** Of one sample. */
  readonly shape: (sizes: NetworkSizes) => readonly number[];
  /** Whether a sample's numbers lie in 0..1. */
  readonly bounded: boolean;
  /** Whether a sample is drawn with the noise of its Gaussian. */
  readonly noisy: boolean;
  /** `extra`: numbers of a label's vector that join before the hidden layers. */
  readonly encoder: (
    sizes: NetworkSizes,
    options: TorchPartOptions & {
      readonly activation: "relu" | "leaky";
      readonly fine?: boolean;
      readonly extra?: number;
      /** Places by which layers are moved in time at most while the encoder learns. */
      readonly phaseShuffle?: number;
    },
  ) => TorchEncoder;
  readonly decoder: (
    sizes: NetworkSizes,
    options: TorchPartOptions & { readonly finished: boolean; readonly wordDropout?: number },
  ) => TorchDecoder;
  /** `told`: numbers that it is told. */
  readonly denoiser?: (sizes: NetworkSizes, options: TorchPartOptions & { readonly told: number }) => TorchDenoiser;
  /** What stands in for samples where a critic must have a slope in them: rows of shares, [B, V, T]. */
  readonly relaxed?: TorchRelaxed;
  /** To families that read them symbol by symbol; absent where they cannot, and of texts. */
  readonly inSequence?: TorchSequence;
  /** A project's `data.py`: `Batches(part, device, rank, world)`, and `show(samples)`. */
  readonly data: (about: TorchData) => string;
  /** A function `surprise(x, decoded)`, with a `deviation` where the likelihood is of a Gaussian. */
  readonly likelihood: (id: string, facts: DatasetFacts) => string;
}
