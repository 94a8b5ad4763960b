import type { Formats } from "../i18n/i18n.ts";

const THREE_DIGITS = { minimumFractionDigits: 3, maximumFractionDigits: 3 };

/** A reported value as tables and readings show it: three digits after the point, so that it does not jump about. */
export function exactValue(value: number | null | undefined, format: Formats): string {
  if (value === null || value === undefined) return "—";
  const size = Math.abs(value);
  return value === 0 || (size >= 0.01 && size < 10_000) ? format.number(value, THREE_DIGITS) : format.value(value, 3);
}
