/** Round numbers (1, 2 or 5 times a power of ten) that cover `minimum` to `maximum` in about `count` steps, ends inside. */
export function niceTicks(minimum: number, maximum: number, count: number): number[] {
  const span = maximum - minimum;
  if (!(span > 0) || !Number.isFinite(span)) return [minimum];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const grain = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(minimum / grain - 1e-9);
  const last = Math.floor(maximum / grain + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * grain).toPrecision(12)));
}

/** Ticks of a logarithmic axis: powers of ten, and 2 and 5 times them where the span is short. Bounds above zero. */
export function logTicks(minimum: number, maximum: number): number[] {
  const decades = Math.log10(maximum / minimum);
  if (decades < 0.7) return niceTicks(minimum, maximum, 4);
  const factors = decades < 3 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(minimum)); power <= Math.ceil(Math.log10(maximum)); power++) {
    for (const factor of factors) {
      const tick = factor * 10 ** power;
      if (tick >= minimum * 0.999 && tick <= maximum * 1.001) ticks.push(Number(tick.toPrecision(12)));
    }
  }
  return ticks;
}

/** The ends of an axis that holds all `values` with a little air; a logarithmic one leaves out what is not above zero. */
export function axisDomain(values: Iterable<number>, logarithmic: boolean): [number, number] {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  if (minimum > maximum) return logarithmic ? [0.1, 10] : [0, 1];
  if (logarithmic) return minimum === maximum ? [minimum / 2, maximum * 2] : [minimum * 0.96, maximum * 1.04];
  const air = minimum === maximum ? Math.abs(minimum) * 0.1 || 0.5 : (maximum - minimum) * 0.06;
  // A quantity that is never negative does not get an axis below zero.
  return [minimum >= 0 ? Math.max(0, minimum - air) : minimum - air, maximum + air];
}

/**
 * Moves label positions (pixels, any order) apart until neighbours are at least `gap` from each other, as little as
 * that takes, within `[first, last]` where there is room.
 */
export function spreadLabels(positions: readonly number[], gap: number, first: number, last: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] as number) - (positions[b] as number));
  const placed = [...positions];
  let least = first;
  for (const index of order) {
    placed[index] = Math.max(least, placed[index] as number);
    least = (placed[index] as number) + gap;
  }
  let most = last;
  for (const index of order.reverse()) {
    placed[index] = Math.min(most, placed[index] as number);
    most = (placed[index] as number) - gap;
  }
  return placed;
}
