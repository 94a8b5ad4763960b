import * as tf from "@tensorflow/tfjs";
import type { Batches } from "../domains/batches.ts";
import { type Model, tensorsOf } from "../engine/model.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { Values } from "../schema/parameter.ts";

/** Validation comes every so many steps whatever the clock says, so that the same seed gives the same curve. */
export const VALIDATION_EVERY = 50;

/** And at these: where a step takes a third of a second, the first fifty take a quarter of a minute. */
const EARLY_VALIDATIONS = [5, 10, 20];

export const isValidationStep = (step: number): boolean =>
  step % VALIDATION_EVERY === 0 || EARLY_VALIDATIONS.includes(step);

/** How many steps may be made before the next validation is due. */
export function stepsToValidation(step: number): number {
  const early = EARLY_VALIDATIONS.find((at) => at > step);
  const regular = VALIDATION_EVERY - (step % VALIDATION_EVERY);
  return early === undefined ? regular : Math.min(early - step, regular);
}

/**
 * The mean loss and terms over all validation batches, as series `validation.*`. The device is given everything while
 * the weights stand still (`yieldToEventLoop` is awaited between batches); the answer is a read that is still under way.
 */
export async function validate(
  model: Model,
  batches: Batches,
  values: Values,
  step: number,
  yieldToEventLoop: () => Promise<void>,
): Promise<{ readonly metrics: Promise<MetricsBatch> }> {
  let carry: readonly tf.Tensor[] | null = null;
  let sum: tf.Tensor1D | null = null;
  let series: string[] = [];
  for (let index = 0; index < batches.perEpoch; index++) {
    const batch = batches.at(index);
    const loss = model.evaluate(batch, carry, values);
    series = ["validation.loss", ...Object.keys(loss.terms).map((id) => `validation.${id}`)];
    const before: tf.Tensor1D | null = sum;
    sum = tf.tidy(() => {
      const row = tf.stack([loss.total, ...Object.values(loss.terms)]) as tf.Tensor1D;
      return before ? tf.add(before, row) : row;
    });
    tf.dispose([...tensorsOf(batch), before ?? [], carry ? [...carry] : []]);
    tf.dispose([loss.total, Object.values(loss.terms)]);
    carry = loss.carry ?? null;
    await yieldToEventLoop();
  }
  tf.dispose(carry ? [...carry] : []);
  const total = sum;
  const read = async (): Promise<MetricsBatch> => {
    if (!total) return { series: [], steps: new Uint32Array(), values: new Float32Array() };
    const numbers = await total.data();
    total.dispose();
    return {
      series,
      steps: Uint32Array.of(step),
      values: Float32Array.from(numbers, (value) => value / batches.perEpoch),
    };
  };
  return { metrics: read() };
}
