/**
 * Exponential moving average with the start's bias taken out, as TensorBoard draws it: strength 0 changes nothing, 0.9
 * looks back about ten times `look` steps. A step further on the average forgets as `strength` to the power of 1 / `look`,
 * so that with `look` a fixed share of the axis a curve looks the same however many steps a point stands for. What is not
 * finite is passed through and not averaged.
 */
export function smooth(
  steps: readonly number[],
  values: readonly number[],
  strength: number,
  look = 1,
): readonly number[] {
  if (strength <= 0) return values;
  let average = 0;
  let weight = 0;
  let before = (steps[0] ?? 0) - look;
  return values.map((value, i) => {
    if (!Number.isFinite(value)) return value;
    const step = steps[i] as number;
    const keep = strength ** ((step - before) / look);
    before = step;
    average = average * keep + (1 - keep) * value;
    weight = weight * keep + (1 - keep);
    return average / weight;
  });
}
