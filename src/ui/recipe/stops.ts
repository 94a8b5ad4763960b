import type { NumberParameter } from "../../spec/parameter.ts";

const LINEAR_LIMIT = 2000;
const STOPS_PER_DECADE = 24;

/** Removes the noise that 0.1 + 0.2 leaves behind. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const twoDigits = (value: number): number => Number(value.toPrecision(2));

/**
 * Sizes of layers and batches go by eighths of an octave (128, 144, 160, … 256), because powers of two are what people
 * look for and what devices like; other logarithmic values go by two significant digits.
 */
function logarithmic({ type, min, max, step }: NumberParameter): number[] {
  const least = min > 0 ? min : type === "integer" ? 1 : step;
  const size = type === "integer" && max <= 4096;
  const stops: number[] = min > 0 ? [min] : [min, least];
  const octaves = Math.log2(max / least);
  const count = Math.ceil(size ? octaves * 8 : Math.log10(max / least) * STOPS_PER_DECADE);
  for (let i = 1; i < count; i++) {
    if (size) {
      const octave = 2 ** Math.floor(i / 8);
      stops.push(Math.round(least * octave * (1 + (i % 8) / 8)));
    } else {
      const value = twoDigits(least * (max / least) ** (i / count));
      stops.push(type === "integer" ? Math.round(value) : value);
    }
  }
  stops.push(max);
  return stops;
}

function linear({ min, max, step }: NumberParameter): number[] {
  const grain = Math.max(step, (max - min) / LINEAR_LIMIT);
  const count = Math.floor((max - min) / grain + 1e-9);
  const stops = Array.from({ length: count + 1 }, (_, i) => tidy(min + i * grain));
  if (stops.at(-1) !== max) stops.push(max);
  return stops;
}

/** Every value that a number's slider can stand on, ascending; bounds and default are always among them. */
export function stopsOf(parameter: NumberParameter): readonly number[] {
  const stops = parameter.scale === "log" ? logarithmic(parameter) : linear(parameter);
  const within = [...stops, parameter.default].filter((value) => value >= parameter.min && value <= parameter.max);
  return [...new Set(within)].sort((a, b) => a - b);
}

/** What a typed text means as a number: `0.003`, `3e-3`, `3×10⁻³`, `1,000`; `null` where it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim().replace(/[−–]/g, "-").replace(/，/g, ",");
  const grouped = /^[+-]?[1-9]\d{0,2}(,\d{3})+(?!\d)/.test(trimmed);
  const plain = (grouped ? trimmed.replaceAll(",", "") : trimmed)
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)] ?? "")
    .replace(/\s*[×x*]\s*10\^?(?=-?\d)/, "e")
    .replace(/^(-?\d+),(\d+)$/, "$1.$2");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

export type Typed =
  | { readonly kind: "fits"; readonly value: number }
  | { readonly kind: "notANumber" }
  /** `value` is the nearest that fits. */
  | { readonly kind: "tooSmall" | "tooLarge"; readonly given: number; readonly value: number };

/** What typing an exact value comes to. Whole numbers are rounded; what is out of bounds says so. */
export function typedValue(text: string, { type, min, max }: NumberParameter): Typed {
  const parsed = parseNumber(text);
  if (parsed === null) return { kind: "notANumber" };
  const given = type === "integer" ? Math.round(parsed) : parsed;
  if (given < min) return { kind: "tooSmall", given, value: min };
  if (given > max) return { kind: "tooLarge", given, value: max };
  return { kind: "fits", value: given };
}
