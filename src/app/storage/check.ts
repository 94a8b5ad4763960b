import type { ParameterValue } from "../../schema/parameter.ts";

/** What a value that was read back lacks, by the name of its field. */
export class Unreadable extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`${field} cannot be read`);
    this.name = "Unreadable";
    this.field = field;
  }
}

type Fields = Readonly<Record<string, unknown>>;

export function object(value: unknown, field: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw new Unreadable(field);
  }
  return value as Fields;
}

export function array(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unreadable(field);
  return value;
}

export function text(value: unknown, field: string): string {
  if (typeof value !== "string") throw new Unreadable(field);
  return value;
}

/** A finite number within bounds, both included. */
export function number(value: unknown, field: string, min = Number.NEGATIVE_INFINITY, max = Infinity): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < min || value > max) throw new Unreadable(field);
  return value;
}

/** 0, 1, 2, … */
export function count(value: unknown, field: string, max = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(number(value, field, 0, max))) throw new Unreadable(field);
  return value as number;
}

export function flag(value: unknown, field: string): boolean {
  if (typeof value !== "boolean") throw new Unreadable(field);
  return value;
}

export function oneOf<T extends string | number>(value: unknown, field: string, known: readonly T[]): T {
  if (!known.includes(value as T)) throw new Unreadable(field);
  return value as T;
}

/** Numbers to be drawn, as many as `length` says where it says so; those of a run that diverged may not be finite. */
export function column(value: unknown, field: string, length?: number): Float32Array {
  if (!(value instanceof Float32Array) || value.length !== (length ?? value.length)) throw new Unreadable(field);
  return value;
}

/** Finite numbers, to go on with. */
export function floats(value: unknown, field: string, length: number): Float32Array {
  const numbers = column(value, field, length);
  if (!numbers.every(Number.isFinite)) throw new Unreadable(field);
  return numbers;
}

/** What `check` makes of a value; `undefined` stays. */
export function optional<T>(value: unknown, field: string, check: (value: unknown, field: string) => T): T | undefined {
  return value === undefined ? undefined : check(value, field);
}

export function list<T>(value: unknown, field: string, check: (value: unknown, field: string) => T): readonly T[] {
  // Unlike `map`, this does not step over what is missing.
  return Array.from(array(value, field), (each, i) => check(each, `${field}[${i}]`));
}

/** What `check` makes of a value, or `instead` where it cannot be read, of which `lost` is told. */
export function leniently<T>(check: () => T, instead: T, lost: (field: string) => void): T {
  try {
    return check();
  } catch (error) {
    lost(error instanceof Unreadable ? error.field : String(error));
    return instead;
  }
}

/** What a newer Inkling wrote. */
export class Newer extends Error {}

export function parameterValue(value: unknown, field: string): ParameterValue {
  if (typeof value === "number") return number(value, field);
  return typeof value === "boolean" ? value : text(value, field);
}
