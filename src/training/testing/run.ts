import { randomStream } from "../../core/random.ts";
import type { BatchSource } from "../../domains/batches.ts";
import { domainOf } from "../../domains/index.ts";
import type { Model } from "../../engine/model.ts";
import { create as createAdam } from "../../optimizers/adam/optimizer.ts";
import type { CreateOptimizer } from "../../optimizers/optimizer.ts";
import type { Settings } from "../settings.ts";
import { createTrainer, type StepMetrics, type Trainer } from "../trainer.ts";
import { type BigramOptions, bigramModel, letterDataset } from "./bigram.ts";

export const testSettings: Settings = {
  model: {},
  training: {
    learningRate: 0.05,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    clipNorm: 0.5,
    schedule: "cosine",
    scheduleSteps: 400,
    stopAt: 0,
  },
};

export interface TestRun {
  readonly model: Model;
  readonly batches: BatchSource;
  readonly trainer: Trainer;
  readonly dispose: () => void;
}

export interface TestRunOptions extends BigramOptions {
  readonly createOptimizer?: CreateOptimizer;
  readonly fullBatch?: boolean;
  readonly settings?: () => Settings;
  readonly seed?: number;
}

/** A bigram model with all that trains it: 4 lanes of 5 letters. */
export function testRun(options: TestRunOptions = {}): TestRun {
  const { createOptimizer = createAdam, fullBatch = false, settings = () => testSettings, seed = 42 } = options;
  const model = bigramModel(randomStream(seed, "weights"), options);
  const dataset = letterDataset();
  const batches = domainOf(dataset).batches(dataset, { size: 4, length: 5 }, seed);
  const trainer = createTrainer({ model, batches: batches.training, createOptimizer, fullBatch, seed, settings });
  return {
    model,
    batches,
    trainer,
    dispose: () => {
      trainer.dispose();
      model.dispose();
    },
  };
}

/** One whole step, whatever slices it takes. */
export function makeStep(trainer: Trainer): StepMetrics {
  let metrics = trainer.advance();
  while (!metrics) metrics = trainer.advance();
  return metrics;
}

/** Makes steps and gives the reported losses. */
export async function makeSteps(trainer: Trainer, count: number): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < count; i++) {
    const { row } = makeStep(trainer);
    losses.push((await row.data())[0] as number);
    row.dispose();
  }
  return losses;
}

/** The numbers of every variable of a run, by name. */
export async function stateOf(trainer: Trainer): Promise<Record<string, number[]>> {
  const entries = trainer.variables.map(
    async ({ name, variable }) => [name, Array.from(await variable.data())] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
