import type { NumberParameter } from "../../../schema/parameter.ts";
import { type Numerals, readNumber } from "../i18n/numerals.ts";

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

export type Typed =
  | { readonly kind: "notANumber" }
  /** Read as `given`; `value` is the nearest that the parameter can have, and `remark` what was done to get there. */
  | {
      readonly kind: "number";
      readonly given: number;
      readonly value: number;
      readonly remark: "tooSmall" | "tooLarge" | "rounded" | "readAs" | null;
    };

/** What typing an exact value comes to. What is rounded, out of bounds, or could be another number is remarked on. */
export function typedValue(text: string, { type, min, max }: NumberParameter, numerals?: Numerals): Typed {
  const whole = type === "integer";
  const read = readNumber(text, { whole, ...(numerals ? { numerals } : {}) });
  if (read === null) return { kind: "notANumber" };
  const given = read.value;
  const near = whole ? Math.round(given) : given;
  const value = Math.min(max, Math.max(min, near)) + 0;
  const remark =
    near < min ? "tooSmall" : near > max ? "tooLarge" : near !== given ? "rounded" : read.ambiguous ? "readAs" : null;
  return { kind: "number", given, value, remark };
}
