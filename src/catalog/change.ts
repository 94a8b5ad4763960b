import type { Parameter, ParameterValue, Values } from "../schema/parameter.ts";
import type { RunConfig } from "./config.ts";
import { fitValue } from "./fit.ts";
import { CHOICES, isChoiceKey, labelsOf, parametersOf } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";

/** The set-up of the first dataset, family and optimizer with every default as it was declared. */
export function declaredConfig(registry: Registry = everything): RunConfig {
  const defaults = [...parametersOf({}, registry)].map(([key, parameter]) => [key, parameter.default]);
  return Object.fromEntries(defaults) as RunConfig;
}

/**
 * The set-up with one value changed and everything else made to fit. A key that there is not changes nothing. Another
 * dataset, family or optimizer brings its own parameters with their defaults; a value that had been changed and still
 * has a parameter is kept within its bounds. Between optimizers only what both declare alike is kept: Adam's
 * learning rate says nothing about that of SGD.
 */
export function withChange(
  config: RunConfig,
  key: string,
  value: ParameterValue,
  registry: Registry = everything,
): RunConfig {
  const parameters = parametersOf(config, registry);
  const parameter = parameters.get(key);
  if (!parameter) return config;
  const fitted = fitValue(parameter, value, labelsOf(config, registry), config[key]);
  if (fitted.value === config[key]) return config;
  const changed: Values = { ...config, [key]: fitted.value };
  if (!isChoiceKey(key)) return changed as RunConfig;
  return settle(changed, parameters, registry, key === "training.optimizer");
}

/** Several changes, the choices first. */
export function withChanges(config: RunConfig, changes: Values, registry: Registry = everything): RunConfig {
  const later = Object.keys(changes).filter((key) => !isChoiceKey(key));
  let result = config;
  for (const key of [...CHOICES, ...later]) {
    if (Object.hasOwn(changes, key)) result = withChange(result, key, changes[key] as ParameterValue, registry);
  }
  return result;
}

function settle(
  changed: Values,
  before: ReadonlyMap<string, Parameter>,
  registry: Registry,
  onlyAlike: boolean,
): RunConfig {
  const labels = labelsOf(changed, registry);
  const keep = (key: string, parameter: Parameter): ParameterValue => {
    const old = before.get(key);
    const value = changed[key];
    if (!old || value === undefined) return parameter.default;
    if (old === parameter || isChoiceKey(key)) return fitValue(parameter, value, labels).value;
    const alike = old.default === parameter.default;
    if (value === old.default || (onlyAlike && !alike)) return parameter.default;
    return fitValue(parameter, value, labels).value;
  };
  const entries = [...parametersOf(changed, registry)].map(([key, parameter]) => [key, keep(key, parameter)]);
  return Object.fromEntries(entries) as RunConfig;
}

/** The keys in which two set-ups differ, those that only `after` has included. */
export function differences(before: RunConfig, after: RunConfig): readonly string[] {
  return Object.keys(after).filter((key) => before[key] !== after[key]);
}
