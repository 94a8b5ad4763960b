/** What every program has around its model: the optimizer, the schedule, a step, and the loop. */

import { scheduleFunction } from "../program/schedule.ts";
import type { ProgramTraining, TrainingValues } from "../program/setup.ts";
import { python } from "../program/template.ts";
import { trainMain } from "../project/python.ts";

/** An optimizer of the project as PyTorch has it. */
export interface TorchOptimizer {
  /** In `torch.optim`. */
  readonly name: string;
  /** Its arguments beside the learning rate, with the settings that they follow, without `training.`. */
  readonly options: (values: TrainingValues) => readonly (readonly [text: string, ...keys: string[]])[];
  /** What it remembers of a weight, by our name for it: the name in `optimizer.state`. */
  readonly slots: Readonly<Record<string, string>>;
}

export type TorchTraining = ProgramTraining<TorchOptimizer>;

/** The widest line that a constructor stands on. */
const WIDEST = 100;

/** The constructor of an optimizer of these parameters, over several lines where it is long. */
export function optimizer(training: TorchTraining, parameters: string, id = training.id, factor?: string): string {
  const { form, values } = training.optimizer(id);
  const rate = `lr=${values.learningRate}${factor ? ` * ${factor}` : ""}`;
  const options: readonly (readonly string[])[] = [[parameters], [rate, "learningRate"], ...form.options(values)];
  const marks = (keys: readonly string[]) =>
    keys.length > 0 ? `  #@ ${keys.map((key) => `training.${key}`).join(",")}` : "";
  const start = `torch.optim.${form.name}(`;
  const line = `${start}${options.map(([text]) => text).join(", ")})`;
  if (line.length <= WIDEST) return `${line}${marks(["optimizer", ...options.flatMap(([, ...keys]) => keys)])}`;
  const lines = options.map(([text, ...keys]) => `    ${text},${marks(keys)}`);
  return [`${start}${marks(["optimizer"])}`, ...lines, ")"].join("\n");
}

/** `configure(model)` where one optimizer moves all that trains. */
export function configure(training: TorchTraining, parameters: string): string {
  const made = optimizer(training, parameters);
  if (training.values.schedule === "constant") {
    return python`
      def configure(model):
          """The optimizer of all that trains."""
          return ${made}
    `;
  }
  return python`
    def configure(model):
        """The optimizer of all that trains."""
        optimizer = ${made}
        ${initialRate(training, "optimizer")}
        return optimizer
  `;
}

/** Sets the rate of an optimizer by the schedule; nothing where it is constant. */
const scheduled = ({ values: { schedule } }: TorchTraining, name: string) =>
  schedule === "constant" || schedule === undefined
    ? null
    : python`
        for group in ${name}.param_groups:
            group["lr"] = group["initial_lr"] * schedule(step)  #@ training.schedule
      `;

/** Remembers the full rate, which the schedule is a share of; nothing where it is constant. */
export const initialRate = ({ values: { schedule } }: TorchTraining, name: string): string | null =>
  schedule === "constant"
    ? null
    : python`
        for group in ${name}.param_groups:
            group["initial_lr"] = group["lr"]
      `;

export interface UpdateText {
  /** What a batch is taken apart into. */
  readonly batch: string;
  /** Which batch it is, counted over the run, where a step does not see all of them. */
  readonly index: string;
  /** Lines that give `loss`. */
  readonly loss: string;
  /** The expression of the parameters that move. */
  readonly parameters: string;
  readonly optimizer: string;
}

/** One update: its loss, gradients, clipping and the optimizer's step. Over the full batch gradients add up chunk by chunk. */
export function update(training: TorchTraining, { batch, index, loss, parameters, optimizer }: UpdateText): string {
  const { clipNorm } = training.values;
  const end = python`
    ${clipNorm > 0 && `nn.utils.clip_grad_norm_(${parameters}, ${clipNorm})  #@ training.clipNorm`}
    ${scheduled(training, optimizer)}
    ${optimizer}.step()
  `;
  if (!training.fullBatch) {
    return python`
      ${batch} = batches(${index})  #@ training.batchSize
      ${loss}
      ${optimizer}.zero_grad()
      loss.backward()
      ${end}
    `;
  }
  return python`
    ${optimizer}.zero_grad()
    total = 0
    for chunk in range(batches.per_epoch):  # all of the data in every step
        ${batch} = batches(step * batches.per_epoch + chunk)  #@ training.batchSize
        ${loss}
        (loss / batches.per_epoch).backward()
        total += loss.detach() / batches.per_epoch
    loss = total
    ${end}
  `;
}

export interface TrainFile {
  readonly training: TorchTraining;
  readonly seed: number;
  /** The class of the model. */
  readonly model: string;
  /** What else comes from `model.py`. */
  readonly names?: readonly string[];
  /** The functions `configure(model)` and `train_step(model, optimizer, step, batches, state)`. */
  readonly configure: string;
  readonly step: string;
  /** What `sample` is given; the model alone unless told. */
  readonly sampled?: string;
}

/** The two ways in which `train.py` ends: as a person would start it, or as a project that saves and runs on many machines. */
export interface TrainFiles {
  readonly plain: string;
  readonly project: string;
}

/** `train.py`: the optimizer, a step, and the loop. */
export function trainFile(about: TrainFile): TrainFiles {
  const { training, seed, model, names = [], configure, step, sampled = "model" } = about;
  const { stopAt, schedule, clipNorm } = training.values;
  const course = scheduleFunction(training.values);
  const functions = python`
    ${course && `${course}\n\n`}
    ${configure}


    ${step}
  `;
  const imported = (more: readonly string[]) => `from model import ${[...names, model, ...more].join(", ")}`;
  return {
    plain: python`
      """Trains the model of model.py on the batches of data.py."""

      ${schedule === "cosine" && "import math\n"}
      import torch
      ${clipNorm > 0 && "from torch import nn"}

      ${imported(["sample"])}


      ${functions}


      if __name__ == "__main__":
          from data import batches  # batches(index) gives the tensors of a batch

          torch.manual_seed(${seed})  #@ seed
          model = ${model}()
          optimizer, state = configure(model), None
          for step in range(${stopAt || 10_000}):  #@ training.stopAt
              losses, state = train_step(model, optimizer, step, batches, state)
              if step % 100 == 0:
                  print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
          print(sample(${sampled}))
    `,
    project: python`
      """Goes on training from the checkpoint: python train.py, or torchrun --nproc_per_node=2 train.py."""

      import argparse
      import functools
      ${schedule === "cosine" && "import math"}
      import os
      from pathlib import Path

      import torch
      import torch.distributed as dist
      ${clipNorm > 0 && "from torch import nn"}
      from torch.nn.parallel import DistributedDataParallel

      import checkpoint
      from data import Batches
      ${imported([])}


      ${functions}


      ${trainMain(model, seed)}
    `,
  };
}
