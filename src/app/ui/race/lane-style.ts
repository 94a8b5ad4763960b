/** Lanes are told apart by hue, by dash and by letter, so that no one of them has to do alone. */
const COLOURS = ["head-1", "head-2", "head-5", "head-4"] as const;
export const DASHES: readonly (string | undefined)[] = [undefined, "7 4", "2 3", "9 3 2 3"];

export const colourOf = (lane: number): string => `var(--${COLOURS[lane] ?? "neutral"})`;
export const letterOf = (lane: number): string => "ABCD"[lane] ?? "";
