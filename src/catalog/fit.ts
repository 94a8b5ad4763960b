import { parseContent } from "../schema/content.ts";
import type { Parameter, ParameterValue } from "../schema/parameter.ts";
import type { RepairCode } from "./repair.ts";

/** A value as the parameter takes it, and what had to be done to it, if anything. */
export interface Fitted {
  readonly value: ParameterValue;
  readonly code: RepairCode | null;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The nearest value that the parameter can have. `labels` are those of the dataset, `null` where only its data knows them. A value of the wrong type, or one
 * that is not among the choices, becomes `fallback`.
 */
export function fitValue(
  parameter: Parameter,
  value: unknown,
  labels: readonly string[] | null,
  fallback: ParameterValue = parameter.default,
): Fitted {
  switch (parameter.type) {
    case "number":
    case "integer": {
      if (typeof value !== "number" || Number.isNaN(value)) return { value: fallback, code: "notANumber" };
      const whole = parameter.type === "integer" ? Math.round(value) : value;
      // Adding zero turns −0 into 0, which a link cannot tell apart.
      const inside = Math.min(parameter.max, Math.max(parameter.min, whole)) + 0;
      return { value: inside, code: inside === value ? null : "outOfRange" };
    }
    case "toggle":
      return typeof value === "boolean" ? { value, code: null } : { value: fallback, code: "unknownValue" };
    case "choice": {
      const known = typeof value === "string" && parameter.choices.includes(value);
      return known ? { value, code: null } : { value: fallback, code: "unknownValue" };
    }
    case "label": {
      const known = typeof value === "string" && (value === "" || (labels ? labels.includes(value) : isLabel(value)));
      return known ? { value, code: null } : { value: "", code: "unknownValue" };
    }
    case "text": {
      if (typeof value !== "string") return { value: fallback, code: "unknownValue" };
      // Half of a surrogate pair cannot be written into an address.
      const inside = value.slice(0, parameter.maxLength).replaceAll(/\p{Surrogate}/gu, "");
      return { value: inside, code: inside === value ? null : "outOfRange" };
    }
    case "content":
      return typeof value === "string" && parseContent(value)
        ? { value, code: null }
        : { value: fallback, code: "unknownValue" };
    default:
      return parameter satisfies never;
  }
}

/** Whether a text may be a label of data that was brought. */
const isLabel = (value: string): boolean => value.length <= 60 && !/[\p{Cc}\p{Cs}]/u.test(value);

/** What stands in a link, read as the parameter's type; what cannot be read stays a text or becomes NaN. */
export function read(parameter: Parameter, text: string): ParameterValue {
  switch (parameter.type) {
    case "number":
    case "integer":
      return NUMBER.test(text) ? Number(text) : Number.NaN;
    case "toggle":
      return text === "true" ? true : text === "false" ? false : text;
    case "choice":
    case "label":
    case "text":
    case "content":
      return text;
    default:
      return parameter satisfies never;
  }
}
