import type { ProgramSetup } from "../program/setup.ts";
import type { KerasOptimizer } from "./training.ts";
import type { KerasLayer } from "./weights.ts";

export type KerasSetup = ProgramSetup<KerasOptimizer>;

/** A set-up as a program. */
export interface KerasProgram {
  /** As `python` writes them; read by `programLines`. The model with its loss and sampling, and how it is trained. */
  readonly files: Readonly<Record<"model.py" | "train.py", string>>;
  /** The class of the model that trains: `Reader()` makes one, whose weights are there once it has been called. */
  readonly model: string;
  /** Every weight, from the checkpoint to the model's attributes. */
  readonly layers: readonly KerasLayer[];
  /** What each of `configure`'s optimizers moves: the update's network here, and the run's optimizer or another by id. */
  readonly optimizers: readonly { readonly network: string; readonly id: string }[];
}
