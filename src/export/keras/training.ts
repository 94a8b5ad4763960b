/**
 * What every program has around its model: the optimizer, the schedule, a step, and the loop. `model.py` runs on any backend
 * of Keras; steps are plain functions on PyTorch's gradients, because `fit` has no place for a state that goes from batch to
 * batch, nor for two networks that are moved in turns.
 */

import { scheduleFunction } from "../program/schedule.ts";
import type { ProgramTraining, TrainingValues } from "../program/setup.ts";
import { float, python } from "../program/template.ts";

/** An argument of an optimizer, the settings that it follows, without `training.`, and what is to be said of it. */
interface Argument {
  readonly code: string;
  readonly keys: readonly string[];
  readonly note?: string;
}

/** An optimizer of the project as Keras has it. */
export interface KerasOptimizer {
  /** In `keras.optimizers`. */
  readonly name: string;
  /** Its arguments beside the learning rate. */
  readonly options: (values: TrainingValues) => readonly Argument[];
}

export type KerasTraining = ProgramTraining<KerasOptimizer>;

/** The widest line that a constructor is on. */
const WIDEST = 100;

/** The run's learning rate, or a multiple of it. */
const rateOf = (factor: number) => (factor === 1 ? "RATE" : `RATE * ${factor}`);

/** The constructor of an optimizer, over several lines where it is long or there is something to be said. */
export function optimizer(training: KerasTraining, id = training.id, factor = 1): string {
  const { form, values } = training.optimizer(id);
  const { clipNorm } = values;
  const options: readonly Argument[] = [
    { code: `learning_rate=${rateOf(factor)}`, keys: factor === 1 ? [] : ["criticRate"] },
    ...form.options(values),
    ...(clipNorm > 0 ? [{ code: `global_clipnorm=${clipNorm}`, keys: ["clipNorm"] }] : []),
  ];
  const marks = (keys: readonly string[]) =>
    keys.length > 0
      ? `  #@ ${keys.map((key) => (key === "criticRate" ? `model.${key}` : `training.${key}`)).join(",")}`
      : "";
  const start = `keras.optimizers.${form.name}(`;
  const line = `${start}${options.map(({ code }) => code).join(", ")})`;
  if (line.length <= WIDEST && options.every(({ note }) => note === undefined)) {
    return `${line}${marks(["optimizer", ...options.flatMap(({ keys }) => keys)])}`;
  }
  const lines = options.map(({ code, keys, note }) => `    ${code},${note ? `  # ${note}` : ""}${marks(keys)}`);
  return [`${start}${marks(["optimizer"])}`, ...lines, ")"].join("\n");
}

/** `configure()` where one optimizer moves all that trains. */
export const configure = (training: KerasTraining): string => python`
  def configure():
      """The optimizer of all that trains."""
      return ${optimizer(training)}
`;

interface UpdateText {
  /** What a batch is taken apart into. */
  readonly batch: string;
  /** Which batch it is, counted over the run, where a step does not see all of them. */
  readonly index: string;
  /** Lines that give `loss`. */
  readonly loss: string;
  /** The expression of the variables that move. */
  readonly variables: string;
  readonly optimizer: string;
  /** Of the run's learning rate. */
  readonly factor?: number;
}

/** One update: its loss, gradients and the optimizer's step. Over the full batch gradients add up chunk by chunk. */
export function update(training: KerasTraining, about: UpdateText): string {
  const { batch, index, loss, variables, optimizer, factor = 1 } = about;
  const isScheduled = training.values.schedule !== "constant";
  const end = python`
    ${isScheduled && `${optimizer}.learning_rate = ${rateOf(factor)} * schedule(step)  #@ training.schedule`}
    ${optimizer}.apply(gradients, ${variables})
  `;
  if (!training.fullBatch) {
    return python`
      ${batch} = batches(${index})  #@ training.batchSize
      ${loss}
      gradients = gradients_of(loss, ${variables})
      ${end}
    `;
  }
  return python`
    total, gradients = 0, None
    for chunk in range(batches.per_epoch):  # all of the data in every step
        ${batch} = batches(step * batches.per_epoch + chunk)  #@ training.batchSize
        ${loss}
        loss = loss / batches.per_epoch
        share = gradients_of(loss, ${variables})
        gradients = [a + b for a, b in zip(gradients, share)] if gradients else share
        total += loss.detach()
    loss = total
    ${end}
  `;
}

interface TrainFile {
  readonly training: KerasTraining;
  readonly seed: number;
  /** The class of the model. */
  readonly model: string;
  /** What else comes from `model.py`. */
  readonly names?: readonly string[];
  /** The functions `configure()` and `train_step(model, optimizer, step, batches, state)`, and what they need. */
  readonly functions: string;
  /** What `sample` is given; the model alone unless told. */
  readonly sampled?: string;
}

/** `train.py`: the optimizer, a step, and the loop. */
export function trainFile({ training, seed, model, names = [], functions, sampled = "model" }: TrainFile): string {
  const { learningRate, stopAt, schedule } = training.values;
  const course = scheduleFunction(training.values);
  return python`
    """Trains the model of model.py on the batches of data.py."""

    ${schedule === "cosine" && "import math"}
    import os

    os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

    import keras
    import torch

    from model import ${[...names, model, "sample"].join(", ")}

    RATE = ${float(learningRate)}  # of learning  #@ training.learningRate


    ${course && `${course}\n\n`}
    def gradients_of(loss, variables):
        """The slope of a loss in each variable."""
        return torch.autograd.grad(loss, [variable.value for variable in variables])


    ${functions}


    if __name__ == "__main__":
        from data import batches  # batches(index) gives the tensors of a batch

        keras.utils.set_random_seed(${seed})  #@ seed
        model, optimizer, state = ${model}(), configure(), None
        for step in range(${stopAt || 10_000}):  #@ training.stopAt
            losses, state = train_step(model, optimizer, step, batches, state)
            if step % 100 == 0:
                print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
        with torch.no_grad():
            print(sample(${sampled}))
  `;
}
