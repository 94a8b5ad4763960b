/**
 * Exponential moving average with the start's bias taken out, as TensorBoard draws it: strength 0 changes nothing,
 * 0.9 looks back about ten points. What is not finite is passed through and not averaged.
 */
export function smooth(values: readonly number[], strength: number): readonly number[] {
  if (strength <= 0) return values;
  let average = 0;
  let weight = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    average = average * strength + (1 - strength) * value;
    weight = weight * strength + (1 - strength);
    return average / weight;
  });
}
