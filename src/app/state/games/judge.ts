/** A judge that knows one number of each sample and draws a line: what lies on one side of it is real. */

export interface Line {
  readonly at: number;
  /** On which side of it samples are taken for real. */
  readonly real: "above" | "below";
  /** Means of the samples that it was drawn by. */
  readonly means: { readonly real: number; readonly made: number };
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * The line that tells most of these apart, real and made counting equally; of several as good ones the one in the middle.
 * `side`: which side is real, where the number says so by itself.
 */
export function drawLine(real: readonly number[], made: readonly number[], side?: Line["real"]): Line {
  const means = { real: meanOf(real), made: meanOf(made) };
  const values = [...new Set([...real, ...made])].sort((a, b) => a - b);
  const between = values.slice(1).map((value, i) => (value + (values[i] as number)) / 2);
  const share = (of: readonly number[], at: number) => of.filter((value) => value > at).length / Math.max(1, of.length);
  const lines = (side ? [side] : (["above", "below"] as const)).flatMap((real_) =>
    between.map((at) => {
      const apart = share(real, at) - share(made, at);
      return { at, real: real_, apart: real_ === "above" ? apart : -apart };
    }),
  );
  const most = Math.max(...lines.map(({ apart }) => apart));
  const best = lines.filter(({ apart }) => apart > most - 1e-9);
  const { at, real: found } = best[best.length >> 1] ?? { at: values[0] ?? 0, real: side ?? "above" };
  return { at, real: found, means };
}

/** Whether the judge takes a sample of this number for a made one. */
export const takesForMade = ({ at, real }: Line, value: number): boolean =>
  real === "above" ? value <= at : value > at;
