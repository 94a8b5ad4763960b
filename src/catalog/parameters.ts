import { sampleFigures } from "../domains/figures.ts";
import type { DomainTraits } from "../schema/domain.ts";
import type { BatchShape, DatasetManifest, FamilyManifest, OptimizerManifest } from "../schema/manifest.ts";
import { choice, integer, type Parameter, type Values } from "../schema/parameter.ts";
import type { FigureSpec } from "../schema/series.ts";
import type { ViewSpec } from "../schema/view.ts";
import { modelValues, type RunConfig, section } from "./config.ts";
import { registry as everything, type Registry } from "./registry.ts";

/** The keys that decide which other keys there are, in the order in which they do. */
export const CHOICES = ["data.set", "model.family", "training.optimizer"] as const;
export type ChoiceKey = (typeof CHOICES)[number];

export const isChoiceKey = (key: string): key is ChoiceKey => (CHOICES as readonly string[]).includes(key);

/** What was chosen in a set-up. */
export interface Chosen {
  readonly dataset: DatasetManifest;
  /** What the dataset's samples are. */
  readonly domain: DomainTraits;
  readonly family: FamilyManifest;
  readonly optimizer: OptimizerManifest;
}

const SEED = integer(42, { min: 0, max: 2 ** 31 - 1 });

/** The entry of this id, or the first one; names that every object inherits are not entries. */
function pick<M>(entries: Readonly<Record<string, M>>, id: unknown): M {
  const found = typeof id === "string" && Object.hasOwn(entries, id) ? entries[id] : Object.values(entries)[0];
  if (!found) throw new Error("the registry is empty");
  return found;
}

/** The families that learn the domain of the dataset. */
function familiesFor(dataset: DatasetManifest, registry: Registry): Registry["families"] {
  return Object.fromEntries(
    Object.entries(registry.families).filter(([, { accepts }]) => accepts.includes(dataset.domain)),
  );
}

/** What a set-up chooses. A choice that does not exist, or a family that cannot learn the data, gives way to the first. */
export function chosen(config: Values, registry: Registry = everything): Chosen {
  const dataset = pick(registry.datasets, config["data.set"]);
  const domain = registry.domains[dataset.domain];
  if (!domain) throw new Error(`no domain ${dataset.domain}`);
  return {
    dataset,
    domain,
    family: pick(familiesFor(dataset, registry), config["model.family"]),
    optimizer: pick(registry.optimizers, config["training.optimizer"]),
  };
}

const cache = new WeakMap<Registry, Map<string, ReadonlyMap<string, Parameter>>>();

/**
 * Every parameter that there is for a set-up's choice of dataset, family and optimizer, by link key, in the order in
 * which a recipe reads; those that make no sense beside the others' values are included (see {@link isShown}).
 * The same choice gives the same map, and a parameter that two choices share is the same object in both.
 */
export function parametersOf(config: Values, registry: Registry = everything): ReadonlyMap<string, Parameter> {
  const { dataset, domain, family, optimizer } = chosen(config, registry);
  const maps = cache.get(registry) ?? new Map<string, ReadonlyMap<string, Parameter>>();
  cache.set(registry, maps);
  const key = [dataset, family, optimizer].map(({ id }) => id).join(" ");
  const known = maps.get(key);
  if (known) return known;

  const parameters = new Map<string, Parameter>();
  const add = (prefix: string, own: Readonly<Record<string, Parameter>>) => {
    for (const [name, parameter] of Object.entries(own)) parameters.set(`${prefix}.${name}`, parameter);
  };
  const sets = Object.keys(registry.datasets);
  parameters.set("data.set", choice(sets[0] as string, sets));
  add("data", dataset.parameters);
  const families = Object.keys(familiesFor(dataset, registry));
  parameters.set("model.family", choice(families[0] as string, families));
  add("model", family.parameters);
  const objectives = family.objectives(domain);
  parameters.set("training.objective", choice(objectives[0] as string, objectives));
  const optimizers = Object.keys(registry.optimizers);
  parameters.set("training.optimizer", choice(optimizers[0] as string, optimizers));
  add("training", optimizer.parameters);
  const { sequenceLength, ...shared } = registry.training;
  add(
    "training",
    (domain.symbols ?? domain.readInSequence) && sequenceLength && !family.whole
      ? { sequenceLength, ...shared }
      : shared,
  );
  const suited = family.training?.(domain, optimizer.id) ?? {};
  for (const [name, value] of Object.entries(suited)) {
    const parameter = parameters.get(`training.${name}`);
    if (parameter) parameters.set(`training.${name}`, { ...parameter, default: value } as Parameter);
  }
  add("sampling", family.sampling);
  parameters.set("seed", SEED);
  maps.set(key, parameters);
  return parameters;
}

const SECTIONS = ["data", "model", "training", "sampling"] as const;

/** Whether the parameter exists for this choice and makes sense beside its section's other values. */
export function isShown(config: RunConfig, key: string, registry: Registry = everything): boolean {
  const parameter = parametersOf(config, registry).get(key);
  if (parameter?.captioned && !chosen(config, registry).dataset.captioned) return false;
  if (!parameter?.applies) return parameter !== undefined;
  const name = SECTIONS.find((prefix) => key.startsWith(`${prefix}.`));
  const values = name === "model" ? modelValues(config) : name ? section(config, name) : config;
  return parameter.applies(values, chosen(config, registry).domain);
}

/** Whether a change of this parameter acts on a running model. */
export function isLive(config: RunConfig, key: string, registry: Registry = everything): boolean {
  return parametersOf(config, registry).get(key)?.live ?? false;
}

/** The shape of a training batch; data that is no sequence has a length of 1. */
export function batchShapeOf(config: RunConfig): BatchShape {
  const length = config["training.sequenceLength"];
  return { size: Number(config["training.batchSize"]), length: typeof length === "number" ? length : 1 };
}

/** The stage's tabs for this set-up. */
export function viewsOf(config: RunConfig, registry: Registry = everything): readonly ViewSpec[] {
  const { domain, family } = chosen(config, registry);
  const views = family.views(modelValues(config), domain);
  const { views: own = [] } = domain;
  const samples = views.findIndex(({ source, kind }) => source === "sampling" && kind === domain.view);
  return samples < 0 ? views : [...views.slice(0, samples + 1), ...own, ...views.slice(samples + 1)];
}

/** What is measured of the model of a set-up, and of what it makes. */
export function figuresOf(config: RunConfig, registry: Registry = everything): readonly FigureSpec[] {
  const { figures, generates } = chosen(config, registry).family;
  return [...figures, ...((generates?.(modelValues(config)) ?? true) ? sampleFigures : [])];
}

/** What the model of a set-up is told of each sample. */
export function conditionOf(config: Values, registry: Registry = everything): "none" | "label" | "caption" {
  const { dataset } = chosen(config, registry);
  if (config["model.conditional"] === false) return "none";
  return dataset.captioned && config["model.condition"] === "caption" ? "caption" : "label";
}

/** The labels that the chosen dataset may have; `null` where only the data knows them. */
export function labelsOf(config: Values, registry: Registry = everything): readonly string[] | null {
  const { labels = [] } = chosen(config, registry).dataset;
  return labels;
}
