/** A set-up and what was learned in it as a project in PyTorch. */
import type { Card } from "../export/project/files.ts";
import { projectFiles } from "../export/project/files.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import { readSafetensors } from "../export/safetensors/read.ts";
import { writeSafetensors } from "../export/safetensors/write.ts";
import { type Fit, type Fitted, fitsOf, fromTorch, type Tensor, torchNames, toTorch } from "../export/torch/weights.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import type { RunConfig } from "./config.ts";
import { decode } from "./link.ts";
import { chosen } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";
import { torchOptimizer, torchProgram } from "./torch.ts";

export interface TakenAlong {
  readonly config: RunConfig;
  readonly facts: DatasetFacts;
  readonly step: number;
  readonly tensors: readonly Tensor[];
  /** Those that a run of the set-up begins with. */
  readonly initial: readonly Tensor[];
  readonly data: readonly NamedArray[];
  readonly card: Pick<Card, "title" | "link" | "figures">;
}

/** The key of a checkpoint's metadata under which the set-up stands. */
const SETUP = "inkling.setup";

/** A checkpoint as it stands in a project's file, and what is said of it; `null` where the set-up has no program. */
function checkpointOf(
  { config, facts, step, tensors }: Pick<TakenAlong, "config" | "facts" | "step" | "tensors">,
  registry: Registry,
) {
  const program = torchProgram(config, facts, registry);
  if (!program) return null;
  const weights = toTorch(tensors, program.layers).map((tensor) => ({ ...tensor, name: `model.${tensor.name}` }));
  const slots = program.optimizers.flatMap(({ id, moves }, i) =>
    Object.entries(torchOptimizer(id).slots).flatMap(([slot, theirs]) =>
      toTorch(tensors, program.layers.filter(moves), slot).map((tensor) => ({
        ...tensor,
        name: `optimizer.${i}.${theirs}.${tensor.name}`,
      })),
    ),
  );
  const updates = program.optimizers.map(({ turns }, i) => [`updates.${i}`, String(step * turns)]);
  const about = { step: String(step), ...Object.fromEntries(updates), [SETUP]: JSON.stringify(config) };
  return { program, arrays: [...weights, ...slots], about };
}

/** A run's `checkpoint.safetensors`, which the page and a project open; `null` where the set-up has no program. */
export function checkpointFile(
  taken: Pick<TakenAlong, "config" | "facts" | "step" | "tensors">,
  registry: Registry = everything,
): Uint8Array | null {
  const found = checkpointOf(taken, registry);
  return found && writeSafetensors(found.arrays, found.about);
}

/** The files of the project by path; `null` where the set-up has no program. */
export function project(
  taken: TakenAlong,
  registry: Registry = everything,
): Readonly<Record<string, Uint8Array>> | null {
  const found = checkpointOf(taken, registry);
  const first = checkpointOf({ ...taken, step: 0, tensors: taken.initial }, registry);
  if (!found || !first) return null;
  const { program, arrays, about } = found;
  const { config, facts, step, data, card } = taken;
  const { dataset, family } = chosen(config, registry);
  return projectFiles({
    name: `inkling-${dataset.id}-${family.id}`,
    model: program.model,
    ...(program.sampled ? { sampled: program.sampled } : {}),
    files: { ...program.files, ...program.project },
    ...{ checkpoint: { arrays, about }, initial: first, data },
    card: { ...card, step, seed: Number(config.seed), origin: dataset.origin, counts: facts.counts },
  });
}

export interface ComeBack {
  /** The set-up of the run, as far as this page knows its settings. */
  readonly config: RunConfig;
  readonly step: number;
  /**
   * Its weights and what its optimizer remembers in place of `blank`, the tensors of a fresh run of the set-up. What the file
   * lacks, or has in another shape, is listed by its name in PyTorch and stays as it was; what goes along from batch to batch
   * begins anew.
   */
  readonly into: (facts: DatasetFacts, blank: readonly Tensor[]) => Fitted;
}

/** A single number that goes along from batch to batch: how many steps were made. */
const isCount = ({ name, shape }: Tensor) => name.endsWith("/carry") && shape.length === 0;

/** A checkpoint of a project; `null` where no set-up of this page stands in it. Throws as `readSafetensors` does. */
export function comeBack(file: Uint8Array, registry: Registry = everything): ComeBack | null {
  const { tensors, metadata } = readSafetensors(file);
  const config = setupOf(metadata, registry);
  if (!config) return null;
  const floats = tensors.flatMap(({ name, shape, data }): Tensor[] =>
    data instanceof Float32Array ? [{ name, shape, data }] : [],
  );
  const made = Float32Array.of(Number(metadata.step) || 0);
  /** Those below a prefix, without it. */
  const below = (prefix: string) =>
    floats.flatMap((tensor) =>
      tensor.name.startsWith(prefix) ? [{ ...tensor, name: tensor.name.slice(prefix.length) }] : [],
    );
  return {
    config,
    step: Number(metadata.step) || 0,
    into: (facts, blank) => {
      const program = torchProgram(config, facts, registry);
      if (!program) return { tensors: blank, missing: [], misshapen: [] };
      const weights = fromTorch(below("model."), program.layers, blank);
      const slots = program.optimizers.flatMap(({ id, moves }, i) =>
        Object.entries(torchOptimizer(id).slots).map(([slot, theirs]) =>
          fromTorch(below(`optimizer.${i}.${theirs}.`), program.layers.filter(moves), blank, slot),
        ),
      );
      const found = new Map([weights, ...slots].flatMap((part) => part.tensors.map((tensor) => [tensor.name, tensor])));
      return {
        tensors: blank.map(
          (tensor) => found.get(tensor.name) ?? (isCount(tensor) ? { ...tensor, data: made } : tensor),
        ),
        missing: [weights, ...slots].flatMap((part) => part.missing),
        misshapen: [weights, ...slots].flatMap((part) => part.misshapen),
      };
    },
  };
}

/** Weights of which nobody says what set-up they are of. */
export interface Elsewhere {
  /** Whether any of them is called as a weight of the set-up's program is. */
  readonly matches: (config: RunConfig, facts: DatasetFacts) => boolean;
  /** Them in place of `blank`, the tensors of a fresh run of the set-up, as far as names and shapes are the same. */
  readonly into: (config: RunConfig, facts: DatasetFacts, blank: readonly Tensor[]) => Adopted;
}

export interface Adopted {
  readonly tensors: readonly Tensor[];
  /** Every weight of the set-up's program. */
  readonly fits: readonly Fit[];
  /** Names in the file that the program has not. */
  readonly unknown: readonly string[];
}

/** What wrappers put before the names of a model's weights: DistributedDataParallel, torch.compile, trainers. */
const WRAPPERS = /^(module|model|_orig_mod|state_dict)\./;

/** A file of weights; `null` where there are no floats in it. Throws as `readSafetensors` does. */
export function elsewhere(file: Uint8Array, registry: Registry = everything): Elsewhere | null {
  const floats = readSafetensors(file).tensors.flatMap(({ name, shape, data }): Tensor[] =>
    data instanceof Float32Array || data instanceof Float64Array
      ? [{ name, shape, data: Float32Array.from(data) }]
      : [],
  );
  if (floats.length === 0) return null;
  /** Under the names that the program knows them by. */
  const named = (known: ReadonlySet<string>) =>
    floats.map((tensor) => {
      let { name } = tensor;
      while (!known.has(name) && WRAPPERS.test(name)) name = name.replace(WRAPPERS, "");
      return known.has(name) ? { ...tensor, name } : tensor;
    });
  const programOf = (config: RunConfig, facts: DatasetFacts) => {
    const layers = torchProgram(config, facts, registry)?.layers ?? [];
    const known = new Set(torchNames(layers));
    return { layers, known, theirs: named(known) };
  };
  return {
    matches: (config, facts) => {
      const { known, theirs } = programOf(config, facts);
      return theirs.some(({ name }) => known.has(name));
    },
    into: (config, facts, blank) => {
      const { layers, known, theirs } = programOf(config, facts);
      const found = new Map(fromTorch(theirs, layers, blank).tensors.map((tensor) => [tensor.name, tensor]));
      return {
        tensors: blank.map((tensor) => found.get(tensor.name) ?? tensor),
        fits: fitsOf(theirs, layers, blank),
        unknown: theirs.flatMap(({ name }) => (known.has(name) ? [] : [name])),
      };
    },
  };
}

/** The set-up in a file's metadata, with what this page does not know left out; `null` where there is none. */
function setupOf({ [SETUP]: text }: Readonly<Record<string, string>>, registry: Registry): RunConfig | null {
  try {
    const values: unknown = JSON.parse(text ?? "null");
    if (typeof values !== "object" || values === null) return null;
    const entries = Object.entries(values).map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
    return decode(`#${entries.join("&")}`, registry).config;
  } catch {
    return null;
  }
}
