import type { Schedule } from "../optimizers/schedule.ts";
import type { Values, ValuesOf } from "../schema/parameter.ts";
import type { parameters } from "./manifest.ts";

/** The values that are in force, without their prefixes; live ones change while a run goes on. */
export interface Settings {
  /** `model.*` */
  readonly model: Values;
  /** `training.*`, the optimizer's own parameters among them. */
  readonly training: Values;
}

export type TrainingValues = ValuesOf<typeof parameters> & {
  readonly learningRate: number;
  readonly schedule: Schedule;
};

/** The parameters of `training.*` that every run has. */
export const trainingValues = (settings: Settings): TrainingValues => settings.training as TrainingValues;
