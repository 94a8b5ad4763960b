/**
 * One training step for any model: for each update, loss → gradients → clipping → optimizer → carried state → projection.
 * What a step does depends on the seed, the step's number and the weights alone.
 */
import * as tf from "@tensorflow/tfjs";
import type { Batches } from "../domains/batches.ts";
import { globalNorm } from "../engine/kernels/optimizers/index.ts";
import {
  type Batch,
  type Loss,
  type LossInput,
  type Model,
  type Tap,
  tensorsOf,
  type Update,
} from "../engine/model.ts";
import { createReplay, runAsUsual, type StreamOf, type Work } from "../engine/replay/index.ts";
import { clipScale } from "../optimizers/clip.ts";
import type { CreateOptimizer, Gradient, Optimizer } from "../optimizers/optimizer.ts";
import { learningRateAt } from "../optimizers/schedule.ts";
import type { Values } from "../schema/parameter.ts";
import type { ReplayStatus } from "../schema/replay.ts";
import { type Capture, identityTap } from "./capture.ts";
import { noiseOf, noiseStream } from "./noise.ts";
import { type Settings, trainingValues } from "./settings.ts";
import { type NamedVariable, runVariables } from "./variables.ts";

export interface TrainerOptions {
  readonly model: Model;
  readonly batches: Batches;
  readonly createOptimizer: CreateOptimizer;
  /** The optimizers that updates ask for by id, with the defaults of what the run's settings do not have. */
  readonly others?: ReadonlyMap<string, OtherOptimizer>;
  /** Whether each step sees all of the data, in chunks. */
  readonly fullBatch: boolean;
  readonly seed: number;
  readonly settings: () => Settings;
}

export interface OtherOptimizer {
  readonly create: CreateOptimizer;
  readonly defaults: Values;
}

/** What one whole step reports. */
export interface StepMetrics {
  /** How many steps are made now, this one included. */
  readonly step: number;
  readonly series: readonly string[];
  /** [series]: on the device still, and the receiver's to dispose of. */
  readonly row: tf.Tensor1D;
  readonly learningRate: number;
}

export interface Trainer {
  /** How many steps are made. */
  readonly step: number;
  /** Weights, carried state and optimizer slots. */
  readonly variables: readonly NamedVariable[];
  /**
   * One chunk of work: a whole step or, with full batches, one chunk of it. Answers `null` until the step is whole.
   * `captures` see the forward and backward passes of the updates of their index, of the first chunk alone.
   */
  readonly advance: (captures?: readonly Capture[]) => StepMetrics | null;
  /** Shows the forward pass of the next step's first update on its batch, and changes nothing. */
  readonly peek: (capture: Capture) => void;
  /** Stands at another step after its variables were set; an unfinished step is forgotten. */
  readonly seek: (step: number) => void;
  /** How many of the passes from a batch to its gradients were replayed, and why others are not. */
  readonly replay: ReplayStatus;
  /** Resolves when the device has done what an unfinished step gave it. */
  readonly settle: () => Promise<void>;
  readonly dispose: () => void;
}

/** What one chunk gives, or the sum of several. Owned until `dispose`d. */
interface ChunkResult {
  /** In the order of the update's variables; `null` where the loss does not depend on one. */
  readonly gradients: readonly (tf.Tensor | null)[];
  readonly series: readonly string[];
  readonly row: tf.Tensor1D;
  readonly dispose: () => void;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, batches, fullBatch, seed, settings } = options;
  const { updates } = model;
  const chunks = fullBatch ? batches.perEpoch : 1;
  const optimizers = createOptimizers(updates, options);
  const variables = runVariables(model, optimizers);
  const severalNetworks = optimizers.size > 1;
  const replay = createReplay();

  let step = 0;
  // Where an unfinished step stands: the update, the chunk, what its chunks gave so far, and the rows of updates made.
  let current = 0;
  let chunk = 0;
  let sum: ChunkResult | null = null;
  let rows: ChunkResult[] = [];

  const nextBatch = () => batches.at(fullBatch ? step * chunks + chunk : step * updates.length + current);

  const streamOf: StreamOf = (name) => noiseStream(seed, { step, update: current, chunk }, name);

  const inputOf = (batch: Batch, streamOf: StreamOf, tap: Tap): LossInput => ({
    ...{ batch, tap, noise: noiseOf(streamOf) },
    values: settings().model,
  });

  /** Loss and gradients of one chunk; assigns the carried state. Where nobody watches, it may be a replay. */
  function differentiate(update: Update, tap: Tap | undefined): ChunkResult {
    const batch = nextBatch();
    const { tensors: inputs, facts } = partsOf(batch);
    try {
      const work: Work<readonly string[]> = {
        ...{ owner: update, values: settings().model, facts, inputs, streamOf },
        compute: (given, streams) => pass(update, inputOf({ ...batch, ...given }, streams, tap ?? identityTap)),
      };
      const { tensors, rest, dispose } = tap ? runAsUsual(work) : replay.run(work);
      const result = { gradients: tensors.slice(1), series: rest, row: tensors[0] as tf.Tensor1D, dispose };
      // The next chunk's gradients may lie where these do.
      return chunks > 1 ? copied(result) : result;
    } finally {
      tf.dispose([...tensorsOf(batch)]);
    }
  }

  /** Forward and back: the row, then the gradients; and what the row holds. */
  function pass(update: Update, input: LossInput): { tensors: readonly (tf.Tensor | null)[]; rest: readonly string[] } {
    const suffix = severalNetworks ? `.${update.network}` : "";
    let loss: Loss | undefined;
    const kept = new Set<tf.Tensor>();
    try {
      return owned(() => {
        const { value, grads } = tf.variableGrads(() => {
          loss = update.loss(input);
          // The pass ends in a tidy of its own, which only spares its result.
          for (const tensor of [...Object.values(loss.terms), ...(loss.carry ?? [])]) kept.add(tf.keep(tensor));
          return loss.total;
        }, [...update.variables]);
        const terms = loss?.terms ?? {};
        for (const [i, variable] of (update.carry ?? []).entries()) {
          const next = loss?.carry?.[i];
          if (next) variable.assign(next);
        }
        return {
          tensors: [
            tf.stack([value, ...Object.values(terms)]),
            ...update.variables.map(({ name }) => grads[name] ?? null),
          ],
          rest: [`loss${suffix}`, ...Object.keys(terms)],
        };
      });
    } finally {
      tf.dispose([...kept]);
    }
  }

  /** Moves the weights by the mean gradient and adds its norm to the row. */
  function apply(update: Update, result: ChunkResult, learningRate: number): ChunkResult {
    const { model: modelValues } = settings();
    const values = trainingValues(settings());
    const { defaults } = (update.optimizer && options.others?.get(update.optimizer)) || {};
    const ofNetwork = updates.filter(({ network }) => network === update.network);
    const suffix = severalNetworks ? `.${update.network}` : "";
    const row = tf.tidy(() => {
      const mean = <T extends tf.Tensor>(tensor: T): T => (chunks > 1 ? tf.div(tensor, chunks) : tensor);
      const gradients = result.gradients.flatMap((gradient, i): Gradient[] => {
        const variable = update.variables[i];
        return gradient && variable ? [{ variable, gradient: mean(gradient) }] : [];
      });
      const norm = globalNorm(gradients.map(({ gradient }) => gradient));
      optimizers.get(update.network)?.apply(gradients, {
        learningRate: learningRate * (update.learningRateFactor?.(modelValues) ?? 1),
        gradientScale: clipScale(norm, values.clipNorm),
        update: step * ofNetwork.length + ofNetwork.indexOf(update) + 1,
        values: defaults ? { ...defaults, ...values } : values,
      });
      update.project?.(modelValues);
      return tf.concat([mean(result.row), tf.reshape(norm, [1])]) as tf.Tensor1D;
    });
    result.dispose();
    return resultOf([], [...result.series, `gradientNorm${suffix}`], row);
  }

  function advanceChunk(captures: readonly Capture[]): boolean {
    const update = updates[current] as Update;
    const result = differentiate(update, chunk === 0 ? captures[current]?.tap : undefined);
    sum = sum ? add(sum, result) : result;
    chunk++;
    if (chunk < chunks) return false;
    const learningRate = learningRateAt(step, trainingValues(settings()));
    rows.push(apply(update, sum, learningRate));
    sum = null;
    chunk = 0;
    current++;
    return current === updates.length;
  }

  function forget(): void {
    for (const result of sum ? [sum, ...rows] : rows) result.dispose();
    sum = null;
    rows = [];
    current = 0;
    chunk = 0;
  }

  return {
    get step() {
      return step;
    },
    variables,
    advance: (captures = []) => {
      let whole: boolean;
      do whole = advanceChunk(captures);
      while (!whole && !fullBatch);
      if (!whole) return null;
      const learningRate = learningRateAt(step, trainingValues(settings()));
      const { series, row } = join(rows);
      rows = [];
      current = 0;
      step++;
      return { step, series, row, learningRate };
    },
    peek: (capture) => {
      tf.tidy(() => void updates[current]?.loss(inputOf(nextBatch(), streamOf, capture.tap)));
    },
    seek: (target) => {
      forget();
      step = target;
    },
    get replay() {
      return replay.status;
    },
    settle: async () => {
      await (sum ?? rows.at(-1))?.row.data();
    },
    dispose: () => {
      forget();
      replay.dispose();
      for (const optimizer of optimizers.values()) optimizer.dispose();
    },
  };
}

/** `tf.tidy` for results that hold more than tensors: every tensor in them outlives it. */
const owned = <T>(work: () => T): T => tf.tidy(work as () => tf.TensorContainer) as T;

/** One optimizer a network, over all the variables that the network's updates move. */
function createOptimizers(
  updates: readonly Update[],
  { createOptimizer, others }: Pick<TrainerOptions, "createOptimizer" | "others">,
): ReadonlyMap<string, Optimizer> {
  const networks = [...new Set(updates.map(({ network }) => network))];
  return new Map(
    networks.map((network) => {
      const own = updates.filter((update) => update.network === network);
      const variables = new Set(own.flatMap((update) => update.variables));
      const asked = own.find(({ optimizer }) => optimizer)?.optimizer;
      const create = (asked && others?.get(asked)?.create) || createOptimizer;
      return [network, create([...variables])];
    }),
  );
}

function resultOf(gradients: ChunkResult["gradients"], series: readonly string[], row: tf.Tensor1D): ChunkResult {
  const dispose = () => tf.dispose([...gradients.filter((gradient) => gradient !== null), row]);
  return { gradients, series, row, dispose };
}

function add(sum: ChunkResult, next: ChunkResult): ChunkResult {
  const [gradients, row] = owned(() => [
    sum.gradients.map((gradient, i) => {
      const other = next.gradients[i] ?? null;
      return gradient && other ? tf.add(gradient, other) : null;
    }),
    tf.add(sum.row, next.row) as tf.Tensor1D,
  ]) as [(tf.Tensor | null)[], tf.Tensor1D];
  sum.dispose();
  next.dispose();
  return resultOf(gradients, sum.series, row);
}

/** The same in tensors of its own. */
function copied(result: ChunkResult): ChunkResult {
  const copy = <T extends tf.Tensor>(tensor: T): T =>
    tf.tidy(() => tf.reshape(tf.slice(tf.reshape(tensor, [-1]), 0), tensor.shape) as T);
  const copies = resultOf(
    result.gradients.map((gradient) => gradient && copy(gradient)),
    result.series,
    copy(result.row),
  );
  result.dispose();
  return copies;
}

/** A batch's tensors by name, and what it says beside them. */
function partsOf(batch: Batch): { readonly tensors: Record<string, tf.Tensor>; readonly facts: string } {
  const tensors: Record<string, tf.Tensor> = {};
  let facts = "";
  for (const [name, value] of Object.entries(batch)) {
    if (value instanceof tf.Tensor) tensors[name] = value;
    else facts += `${name} ${value};`;
  }
  return { tensors, facts };
}

/** The rows of all updates as one; where several updates of a network report the same series, the last one counts. */
function join(results: readonly ChunkResult[]): ChunkResult {
  const [only] = results;
  if (only && results.length === 1) return only;
  const series = results.flatMap((result) => result.series);
  const last = series.flatMap((id, i) => (series.lastIndexOf(id) === i ? [i] : []));
  const row = tf.tidy(() => {
    const all = tf.concat(results.map((result) => result.row)) as tf.Tensor1D;
    return last.length === series.length ? all : tf.gather(all, tf.tensor1d(last, "int32"));
  });
  for (const result of results) result.dispose();
  return resultOf(
    [],
    last.map((i) => series[i] as string),
    row,
  );
}
