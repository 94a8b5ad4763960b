import type { Role } from "../../../schema/role.ts";

/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number];

/** What a canvas needs of the theme; it cannot read CSS variables by itself. */
export interface Colours {
  readonly ink: Rgb;
  readonly quiet: Rgb;
  readonly line: Rgb;
  readonly ground: Rgb;
  readonly panel: Rgb;
  readonly role: Readonly<Record<Role, Rgb>>;
  /** Of the heads of attention, by number. */
  readonly heads: readonly Rgb[];
}

/** Reads `#rgb` and `#rrggbb`; anything else is black. */
export function parseHex(text: string): Rgb {
  const digits = text.trim().replace(/^#/, "");
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  if (!/^[0-9a-f]{6}$/i.test(full)) return [0, 0, 0];
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** Whether the theme is a dark one. */
export const isDark = ({ panel: [r, g, b] }: Pick<Colours, "panel">): boolean => r + g + b < 384;

export const css = ([r, g, b]: Rgb, alpha = 1): string => `rgb(${r} ${g} ${b} / ${alpha})`;
