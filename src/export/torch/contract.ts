import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelValues, Values } from "../../schema/parameter.ts";
import type { TorchTraining } from "./training.ts";
import type { TorchLayer } from "./weights.ts";

/** A set-up as its family's PyTorch is written from. */
export interface TorchSetup {
  readonly values: ModelValues;
  readonly data: DataContext;
  readonly batch: BatchShape;
  readonly training: TorchTraining;
  readonly sampling: Values;
  readonly seed: number;
}

export interface TorchMover {
  readonly network: string;
  readonly id: string;
  /** How many steps it makes in one of the run's. */
  readonly turns: number;
  readonly moves: (layer: TorchLayer) => boolean;
}

/** A set-up as a program. */
export interface TorchProgram {
  /** As `python` writes them; read by `programLines`. The model with its loss and sampling, and how it is trained. */
  readonly files: Readonly<Record<"model.py" | "train.py", string>>;
  /** `train.py` of a project, which goes on from a checkpoint, and its `data.py`. */
  readonly project: Readonly<Record<"train.py" | "data.py", string>>;
  /** The class of the model that trains: `Reader()` makes one of first weights. */
  readonly model: string;
  /** What `sample` is given beside the model: an expression, and what it needs of `model.py`; `batches` are held-out ones. */
  readonly sampled?: { readonly given: string; readonly names: readonly string[] };
  /** Every weight, from the checkpoint to the model's state dict. */
  readonly layers: readonly TorchLayer[];
  /** What each of `configure`'s optimizers moves: the update's network here, and the run's optimizer or another by id. */
  readonly optimizers: readonly TorchMover[];
}
