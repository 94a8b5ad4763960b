/** What programs of families share that read and write texts symbol by symbol. */
import { type Spoken, TEXTS } from "../../export/program/spoken.ts";
import { javascript } from "../../export/program/template.ts";
import { DRAWN } from "../../export/tfjs/modules.ts";
import { oneStep, type TfjsTraining, update } from "../../export/tfjs/training.ts";
import type { BatchShape } from "../../schema/manifest.ts";
import type { Values } from "../../schema/parameter.ts";

/** Sizes of what is read, as constants. */
export const constants = (
  symbols: number,
  labels: number,
  { symbol, sample, zero }: Spoken = TEXTS,
): string => javascript`
  const VOCABULARY = ${symbols}; // ${symbol}s by number; 0 is ${zero} that begins and ends a ${sample}
  ${labels > 0 && `const LABELS = ${labels};  //@ model.conditional`}
`;

/** What \`batches\` gives, as \`train.js\` tells it. */
export function sequenceData(
  { size, length }: BatchShape,
  labels: number,
  carried: boolean,
  { sample }: Spoken = TEXTS,
): string {
  const names = ["inputs", "targets", ...(labels > 0 ? ["labels"] : [])].join(", ");
  return `{ ${names}: int32 [${size}, ${length}]${carried ? `, fresh: whether ${sample}s begin anew` : ""} }`;
}

/** A step of a model whose state goes from batch to batch. */
export function carriedStep(training: TfjsTraining, labels: number): string {
  const given = `inputs, targets${labels > 0 ? ", labels" : ""}`;
  return javascript`
    /** One step on batch \`step\` → its losses, and the state in which the next batch goes on. */
    export function trainStep(model, optimizer, step, batches, state) {
      const states = [state];
      const losses = tf.tidy(() => {
        ${update(training, {
          batch: `{ ${given}, fresh }`,
          index: "step",
          loss: javascript`
            () => {
              const read = model.loss(${given}, fresh ? null : states.at(-1));
              states.push(read.state);
              read.state.flat().forEach((part) => tf.keep(part));
              return read.loss;
            }
          `,
          weights: "model.weights",
          optimizer: "optimizer",
        })}
        return { loss };
      });
      const after = states.pop();
      tf.dispose(states);
      return { losses, state: after };
    }
  `;
}

/** A step of a model without a state. */
export const plainStep = (training: TfjsTraining, labels: number): string => {
  const given = `inputs, targets${labels > 0 ? ", labels" : ""}`;
  return oneStep(training, `{ ${given} }`, `model.loss(${given})`, "model.weights");
};

/**
 * New texts, character by character. With a state each character is read once; otherwise the last \`context\` are read anew.
 */
export function sample(
  sampling: Values,
  labels: number,
  form: { readonly state: true } | { readonly context: number },
  { symbol, sample, zero, length }: Spoken = TEXTS,
): string {
  const { count, maxLength, temperature, topK } = sampling;
  const carried = !("context" in form);
  const label = labels > 0 ? ", labels" : "";
  const options = [
    `count = ${String(count)}`,
    `length = ${String(length ?? maxLength)}`,
    `temperature = ${String(temperature)}`,
    ...(labels > 0 ? ["label = 0"] : []),
  ].join(", ");
  return javascript`
    ${DRAWN}

    /** New ${sample}s as rows of ${symbol}s by number: [count, length]. */
    export function sample(model, { ${options} } = {}) {  //@ sampling.count,${length === null ? "sampling.maxLength," : ""}sampling.temperature
      ${carried && "let state = null;"}
      const tokens = [tf.zeros([count, 1], "int32")]; // ${zero === "the newline" ? "a newline" : zero} begins a ${sample}
      for (let i = 0; i < length; i++) {
        const ${carried ? "[token, after]" : "token"} = tf.tidy(() => {
          ${carried ? "const shown = tokens.at(-1);" : `const shown = tf.concat(tokens.slice(-${form.context}), 1);`}
          ${labels > 0 && `const labels = tf.fill(shown.shape, label, "int32");  //@ sampling.label`}
          const ${carried ? "read" : "all"} = model.read(shown${label}${carried ? ", state" : ""});
          ${
            carried
              ? `${Number(topK) > 0 ? "let" : "const"} logits = read.logits.squeeze([1]).div(temperature); // [count, V]`
              : `${Number(topK) > 0 ? "let" : "const"} logits = all.slice([0, shown.shape[1] - 1]).squeeze([1]).div(temperature); // [count, V]`
          }
          ${
            Number(topK) > 0 &&
            javascript`
              const least = tf.topk(logits, Math.min(${Number(topK)}, VOCABULARY)).values.min(1, true);  //@ sampling.topK
              logits = tf.where(logits.less(least), -Infinity, logits);  //@ sampling.topK
            `
          }
          return ${carried ? "[drawn(logits), read.state]" : "drawn(logits)"};
        });
        ${carried && "tf.dispose(state);"}
        ${carried && "state = after;"}
        tokens.push(token);
      }
      const made = tf.tidy(() => tf.concat(tokens, 1).slice([0, 1]));
      tf.dispose(${carried ? "[tokens, state]" : "tokens"});
      return made;
    }
  `;
}
