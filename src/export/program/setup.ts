import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelValues, Values } from "../../schema/parameter.ts";

/** The parameters of `training.*`, those of the chosen optimizer among them. */
export interface TrainingValues {
  readonly learningRate: number;
  readonly schedule: string;
  readonly scheduleSteps: number;
  readonly clipNorm: number;
  readonly stopAt: number;
  readonly batchSize: number;
  readonly [name: string]: unknown;
}

/** How a set-up trains; `Form` is how an optimizer is written in the program's framework. */
export interface ProgramTraining<Form> {
  /** The run's optimizer. */
  readonly id: string;
  readonly values: TrainingValues;
  /** Whether each step sees all of the data, in chunks. */
  readonly fullBatch: boolean;
  /** Any optimizer by id, with the run's values over its defaults. */
  readonly optimizer: (id: string) => { readonly form: Form; readonly values: TrainingValues };
}

/** A set-up as its family's program is written from. */
export interface ProgramSetup<Form> {
  readonly values: ModelValues;
  readonly data: DataContext;
  readonly batch: BatchShape;
  readonly training: ProgramTraining<Form>;
  readonly sampling: Values;
  readonly seed: number;
}
