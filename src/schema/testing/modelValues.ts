import type { ModelValues, Values } from "../parameter.ts";

/** Values that a test wrote down by hand, in place of those that `modelValues(config)` makes. */
export const asModelValues = (values: Values): ModelValues => values as ModelValues;
