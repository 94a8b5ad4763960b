import type { AttentionView } from "../../../../schema/view.ts";

/** Which heads are looked through: of one layer or all, of one number or all; counted from 0. */
export interface Chosen {
  readonly layer: number | null;
  readonly head: number | null;
}

export const numbersUpTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** How much of its look the character at `from` gives to that at `to`, 0..1. */
export function weightAt(
  { text: { length: T }, heads, weights }: AttentionView,
  layer: number,
  head: number,
  from: number,
  to: number,
): number {
  return (weights[((layer * heads + head) * T + from) * T + to] ?? 0) / 255;
}

/** The mean over the chosen layers of what one head gives to each character, 0..1. */
export function looksOf(data: AttentionView, head: number, { layer }: Chosen, from: number): readonly number[] {
  const layers = layer === null ? numbersUpTo(data.layers) : [layer];
  return data.text.map(
    (_, to) => layers.reduce((sum, each) => sum + weightAt(data, each, head, from, to), 0) / layers.length,
  );
}

/** What a head does with most of its weight, on the whole text. */
export type Habit = "start" | "itself" | "before" | "after" | "spread";

/** Below this share of its weight a head has no habit. */
const MOSTLY = 0.4;

/** What one head mostly looks at, and with which share of its weight, over all characters but the first. */
export function habitOf(
  data: AttentionView,
  layer: number,
  head: number,
): { readonly habit: Habit; readonly share: number } {
  const T = data.text.length;
  const rows = numbersUpTo(T).slice(1);
  const mean = (placeOf: (row: number) => number) =>
    rows.reduce((sum, row) => {
      const place = placeOf(row);
      return sum + (place >= 0 && place < T ? weightAt(data, layer, head, row, place) : 0);
    }, 0) / Math.max(1, rows.length);
  const shares = [
    { habit: "itself", share: mean((row) => row) },
    // The second character has the first before it: what looks at the beginning is told from the later ones.
    { habit: "before", share: mean((row) => row - 1) },
    { habit: "after", share: mean((row) => row + 1) },
    { habit: "start", share: mean(() => 0) },
  ] as const;
  const most = shares.reduce((best, each) => (each.share > best.share ? each : best));
  return most.share >= MOSTLY ? most : { habit: "spread", share: most.share };
}
