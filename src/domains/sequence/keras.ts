/** What programs of families share that read and write texts symbol by symbol. */
import { type KerasTraining, update } from "../../export/keras/training.ts";
import { type Spoken, TEXTS } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import type { Values } from "../../schema/parameter.ts";

const CARRIED = python`
  """One step on batch \`step\` → its losses, and the state in which the next batch goes on."""
`;

/** A step of a model whose state goes from batch to batch (`carried`) or which has none. */
export function trainStep(training: KerasTraining, carried: boolean, labels: number): string {
  const label = labels > 0 ? "labels" : "_";
  const given = ["inputs", "targets", ...(labels > 0 ? ["labels"] : [])].join(", ");
  const loss = carried
    ? `loss, state = model.objective(${given}, state=None if fresh else state)`
    : `loss = model.objective(${given})`;
  return python`
    def train_step(model, optimizer, step, batches, state=None):
        ${carried ? CARRIED : `"""One step on batch \`step\` → its losses."""`}
        ${update(training, {
          batch: `inputs, targets, ${label}, ${carried ? "fresh" : "_"}`,
          index: "step",
          loss,
          variables: "model.trainable_variables",
          optimizer: "optimizer",
        })}
        return {"loss": loss.detach()}, ${carried ? "state" : "None"}
  `;
}

/**
 * New texts, character by character. With a state each character is read once; otherwise the last `context` are read anew.
 * `model(shown)` gives their logits.
 */
export function sample(
  sampling: Values,
  labels: number,
  form: { readonly state: true } | { readonly context: number },
  { symbol, sample, zero, length }: Spoken = TEXTS,
): string {
  const { count, maxLength, temperature, topK } = sampling;
  const carried = "state" in form;
  const label = labels > 0 ? ", labels" : "";
  const options = [
    `count=${String(count)}`,
    `length=${String(length ?? maxLength)}`,
    `temperature=${String(temperature)}`,
    ...(labels > 0 ? ["label=0"] : []),
  ];
  const keys = ["count", ...(length === null ? ["maxLength"] : []), "temperature"].map((key) => `sampling.${key}`);
  return python`
    def sample(model, ${options.join(", ")}):  #@ ${keys.join(",")}
        """New ${sample}s as rows of ${symbol}s by number: [count, length]."""
        tokens = ops.zeros((count, 1), dtype="int32")  # ${zero === "the newline" ? "a newline" : zero} begins a ${sample}
        ${carried && "shown, state = tokens, None"}
        for _ in range(length):
            ${!carried && `shown = tokens[:, -${(form as { context: number }).context}:]`}
            ${labels > 0 && "labels = ops.full_like(shown, label)  #@ sampling.label"}
            ${carried ? `logits, state = model(shown${label}, state=state)` : `logits = model(shown${label})`}
            logits = logits[:, -1] / temperature  # [count, V]
            ${
              Number(topK) > 0 &&
              python`
                least = ops.top_k(logits, ${Number(topK)})[0][:, -1:]  #@ sampling.topK
                logits = ops.where(logits < least, -float("inf"), logits)  #@ sampling.topK
              `
            }
            ${carried ? "shown" : "token"} = keras.random.categorical(logits, 1)
            tokens = ops.concatenate([tokens, ${carried ? "shown" : "token"}], 1)
        return tokens[:, 1:]
  `;
}
