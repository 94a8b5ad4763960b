import type { ProgramSetup } from "../program/setup.ts";
import type { TorchOptimizer } from "./training.ts";
import type { TorchLayer } from "./weights.ts";

export type TorchSetup = ProgramSetup<TorchOptimizer>;

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
