/** What every program has around its model: the optimizer, the schedule, a step, and the loop. */

import type { ProgramTraining, TrainingValues } from "../program/setup.ts";
import { javascript } from "../program/template.ts";

/** An optimizer of the project as TensorFlow.js has it. */
export interface TfjsOptimizer {
  /** What makes it: a function, or a class that `define` writes and that is given the weights first. */
  readonly make: (values: TrainingValues) => string;
  /** A class that TensorFlow.js lacks. */
  readonly define?: string;
  /** Its arguments behind the learning rate, with the settings that they follow, without `training.`. */
  readonly options: (values: TrainingValues) => readonly (readonly [text: string, ...keys: string[]])[];
  /** A statement that gives it another learning rate. */
  readonly rate: (optimizer: string, rate: string) => string;
  /** What it remembers of a weight, by our names and in its order. */
  readonly slots: readonly string[];
}

export const property: TfjsOptimizer["rate"] = (optimizer, rate) => `${optimizer}.learningRate = ${rate};`;
export const method: TfjsOptimizer["rate"] = (optimizer, rate) => `${optimizer}.setLearningRate(${rate});`;

export type TfjsTraining = ProgramTraining<TfjsOptimizer>;

/** The expression that makes an optimizer of these weights, and the settings that it follows as a mark. */
export function optimizer(
  training: TfjsTraining,
  weights: string,
  id = training.id,
  factor = 1,
): { readonly made: string; readonly keys: string } {
  const { form, values } = training.optimizer(id);
  const options = form.options(values);
  const given = [
    ...(form.define ? [weights] : []),
    `${values.learningRate}${factor === 1 ? "" : ` * ${factor}`}`,
    ...options.map(([text]) => text),
  ];
  const keys = ["optimizer", "learningRate", ...options.flatMap(([, ...own]) => own)];
  return {
    made: `${form.make(values)}(${given.join(", ")})`,
    keys: `//@ ${keys.map((key) => `training.${key}`).join(",")}`,
  };
}

/** `configure(model)` where one optimizer moves all that trains. */
export function configure(training: TfjsTraining, weights = "model.weights"): string {
  const { made, keys } = optimizer(training, weights);
  const given = training.optimizer(training.id).form.define ? "model" : "";
  return javascript`
    /** The optimizer of all that trains. */
    export function configure(${given}) {
      return ${made};  ${keys}
    }
  `;
}

const KEYS = "//@ training.schedule,training.scheduleSteps";

/** The learning rate's course as a function of the step, as a share of the whole; none where it is constant. */
function scheduleFunction({ values: { schedule, scheduleSteps } }: TfjsTraining): string | null {
  if (schedule === "constant") return null;
  const [text, share] =
    schedule === "cosine"
      ? ["falls along half a cosine to zero", `(1 + Math.cos(Math.PI * Math.min(step / ${scheduleSteps}, 1))) / 2`]
      : ["rises in a straight line to the full rate", `Math.min((step + 1) / ${scheduleSteps}, 1)`];
  return javascript`
    /** The share of the learning rate at a step: it ${text}. */  ${KEYS}
    const schedule = (step) => ${share};  ${KEYS}
  `;
}

const clipFunction = ({ values: { clipNorm } }: TfjsTraining) =>
  clipNorm > 0 &&
  javascript`
    /** Gradients that are together at most ${clipNorm} long. */  //@ training.clipNorm
    function clipped(grads) {
      const norm = tf.addN(Object.values(grads).map((gradient) => gradient.square().sum())).sqrt();
      const scale = tf.minimum(1, tf.div(${clipNorm}, norm.add(1e-6)));  //@ training.clipNorm
      return Object.fromEntries(Object.entries(grads).map(([name, gradient]) => [name, gradient.mul(scale)]));
    }
  `;

export interface UpdateText {
  /** What a batch is taken apart into. */
  readonly batch: string;
  /** Which batch it is, counted over the run, where a step does not see all of them. */
  readonly index: string;
  /** The function that gives the loss. */
  readonly loss: string;
  /** The expression of the weights that move. */
  readonly weights: string;
  readonly optimizer: string;
  /** What the optimizer is by id, and the factor of its learning rate. */
  readonly id?: string;
  readonly factor?: number;
  /** How the loss is called. */
  readonly name?: string;
}

/** One update: its loss, gradients, clipping and the optimizer's step. Over the full batch gradients add up chunk by chunk. */
export function update(training: TfjsTraining, about: UpdateText): string {
  const { batch, index, loss, weights, optimizer, id = training.id, factor = 1, name = "loss" } = about;
  const { clipNorm, schedule } = training.values;
  const { form, values } = training.optimizer(id);
  const rate = `${values.learningRate}${factor === 1 ? "" : ` * ${factor}`} * schedule(step)`;
  const end = javascript`
    ${schedule !== "constant" && `${form.rate(optimizer, rate)}  //@ training.schedule,training.learningRate`}
    ${optimizer}.applyGradients(${clipNorm > 0 ? "clipped(grads)" : "grads"});  //@ training.clipNorm
  `;
  if (!training.fullBatch) {
    return javascript`
      const ${batch} = batches(${index});  //@ training.batchSize
      const { value: ${name}, grads } = tf.variableGrads(${loss}, ${weights});
      ${end}
    `;
  }
  return javascript`
    let ${name} = tf.scalar(0);
    const grads = {};
    for (let chunk = 0; chunk < batches.perEpoch; chunk++) {
      // All of the data in every step.
      const ${batch} = batches(step * batches.perEpoch + chunk);  //@ training.batchSize
      const part = tf.variableGrads(${loss}, ${weights});
      ${name} = ${name}.add(part.value.div(batches.perEpoch));
      for (const [weight, gradient] of Object.entries(part.grads)) {
        const share = gradient.div(batches.perEpoch);
        grads[weight] = grads[weight] ? grads[weight].add(share) : share;
      }
    }
    ${end}
  `;
}

/** `trainStep` of a model that has one update, whose weights are `weights`. */
export function oneStep(training: TfjsTraining, batch: string, loss: string, weights: string, after?: string): string {
  return javascript`
    /** One step on batch \`step\` → its losses. */
    export function trainStep(model, optimizer, step, batches) {
      return tf.tidy(() => {
        ${update(training, { batch, index: "step", loss: `() => ${loss}`, weights, optimizer: "optimizer" })}
        ${after}
        return { loss };
      });
    }
  `;
}

export interface TrainFile {
  readonly training: TfjsTraining;
  /** The class of the model. */
  readonly model: string;
  /** What else comes from `model.js`. */
  readonly names?: readonly string[];
  /** Optimizers beside the run's. */
  readonly others?: readonly string[];
  /** The functions `configure(model)` and `trainStep(model, optimizer, step, batches)`. */
  readonly configure: string;
  readonly step: string;
  /** Whether `trainStep` is given the state that the step before left, and gives one beside its losses. */
  readonly carried?: boolean;
  /** What `batches(index)` gives, by name, with types and shapes. */
  readonly data: string;
  /** What `sample` is given; the model alone unless told. */
  readonly sampled?: string;
}

/** `train.js`: the optimizer, a step, and the loop. */
export function trainFile(about: TrainFile): string {
  const { training, model, names = [], others = [], step, carried = false, data, sampled = "model" } = about;
  const course = scheduleFunction(training);
  const clip = clipFunction(training);
  const defined = [...new Set([training.id, ...others])].flatMap((id) => training.optimizer(id).form.define ?? []);
  return javascript`
    /** Trains the model of model.js on the batches of data.js: in a page, or by \`node train.js\`. */
    import * as tf from "@tensorflow/tfjs";
    import { ${[...names, model, "sample"].sort((a, b) => a.localeCompare(b)).join(", ")} } from "./model.js";

    ${defined.length > 0 && `${defined.join("\n\n")}\n`}
    ${course && `${course}\n`}
    ${about.configure}

    ${clip && `${clip}\n`}
    ${step}

    async function train() {
      // batches(index) gives the tensors of a batch:
      // ${data}
      ${training.fullBatch && "// batches.perEpoch of them are all of the data."}
      const { batches } = await import("./data.js");
      const model = new ${model}(); // of other first weights each time: TensorFlow.js has no seed for all that is drawn  //@ seed
      const optimizer = configure(model);
      ${carried && "let state = null;"}
      for (let step = 0; step < ${training.values.stopAt || 10_000}; step++) {  //@ training.stopAt
        ${
          carried
            ? javascript`
              const made = trainStep(model, optimizer, step, batches, state);
              state = made.state;
              const { losses } = made;
            `
            : "const losses = trainStep(model, optimizer, step, batches);"
        }
        for (const [name, loss] of Object.entries(losses)) {
          if (step % 100 === 0) console.log(step, name, (await loss.data())[0]);
          loss.dispose();
        }
        await tf.nextFrame(); // a page stays awake
      }
      sample(${sampled}).print();
    }

    if (!globalThis.process || process.argv[1].endsWith("train.js")) await train();
  `;
}
