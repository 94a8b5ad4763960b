import { type Language, LOCALES } from "../../../schema/words.ts";
import { pageNumerals } from "./numerals.ts";

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALES[language], options);
  cache.set(key, made);
  return made;
}

/** A number as it is read in the language, with the signs of where the visitor lives: digits grouped, a true minus sign. */
export function formatNumber(value: number, language: Language, options: Intl.NumberFormatOptions = {}): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "—" : value > 0 ? "∞" : "−∞";
  const { decimal, group } = pageNumerals();
  const signs: Partial<Record<Intl.NumberFormatPartTypes, string>> = { decimal, group, minusSign: "−" };
  return numberFormat(language, options)
    .formatToParts(value)
    .map((part) => signs[part.type] ?? part.value)
    .join("");
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [..."-0123456789"].map((digit, i) => [digit, [..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹"][i] ?? ""]),
);

/** A setting or a measured value with at most `digits` significant ones; tiny and huge ones in powers of ten: `3×10⁻⁴`. */
export function formatValue(value: number, language: Language, digits = 4): string {
  const size = Math.abs(value);
  if (value !== 0 && Number.isFinite(value) && (size < 0.001 || size >= 1e9)) {
    const [mantissa = "", exponent = ""] = value.toExponential(Math.min(digits, 3) - 1).split("e");
    const shown = formatNumber(Number(mantissa), language, { maximumSignificantDigits: digits });
    return `${shown}×10${[...exponent.replace("+", "")].map((digit) => SUPERSCRIPTS[digit] ?? "").join("")}`;
  }
  if (Number.isInteger(value)) return formatNumber(value, language);
  return formatNumber(value, language, { maximumSignificantDigits: digits });
}

/** A part of one as a percentage. */
export function formatPercent(part: number, language: Language, digits = 0): string {
  return formatNumber(part, language, { style: "percent", maximumFractionDigits: digits });
}

/** An elapsed time as a stopwatch shows it: `0:42`, `12:05`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A stretch of time in its largest whole unit: `40 sec`, `3 min`, `2 hr`. */
export function formatSpan(ms: number, language: Language): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [amount, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 5400
        ? [Math.round(seconds / 60), "minute"]
        : [Math.round(seconds / 3600), "hour"];
  return formatNumber(amount, language, { style: "unit", unit, unitDisplay: "short" });
}

/** Steps per second, with the digits that one can read while they change: `0.42`, `3.1`, `31`. */
export function formatRate(perSecond: number, language: Language): string {
  const digits = perSecond < 1 ? 2 : perSecond < 10 ? 1 : 0;
  return formatNumber(perSecond, language, { maximumFractionDigits: digits });
}

/** Bytes in the largest unit that leaves one digit or more before the point: `512 B`, `1.2 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const amount = bytes / 1000 ** power;
  return formatNumber(amount, language, {
    style: "unit",
    unit: units[power] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: power > 0 && amount < 10 ? 1 : 0,
  });
}

/** A day and time of day, e.g. of a saved run. */
export function formatDate(at: number, language: Language): string {
  const parts = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], parts).format(at);
}
