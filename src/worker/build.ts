import { modelValues, type RunConfig, section } from "../catalog/config.ts";
import { stepCost } from "../catalog/cost.ts";
import { batchShapeOf, chosen } from "../catalog/parameters.ts";
import { InklingError } from "../core/errors.ts";
import { randomStream } from "../core/random.ts";
import type { BatchSource } from "../domains/batches.ts";
import type { DomainCode } from "../domains/contract.ts";
import type { Dataset, FileReader } from "../domains/dataset.ts";
import type { GiveExamples, Model } from "../engine/model.ts";
import { detectors } from "../evaluation/detectors.ts";
import { createSampleMetrics, type SampleMetrics } from "../evaluation/sampleMetrics.ts";
import type { Detector } from "../schema/alarm.ts";
import type { FamilyManifest } from "../schema/manifest.ts";
import { defaultsOf } from "../schema/parameter.ts";
import { createTrainer, type OtherOptimizer, type Trainer } from "../training/trainer.ts";
import { registries as everything, type Registries } from "./registry.ts";

/** What a set-up is made of, ready to train. */
export interface Built {
  readonly dataset: Dataset;
  readonly domain: DomainCode;
  readonly model: Model;
  readonly batches: BatchSource;
  readonly trainer: Trainer;
  readonly weights: number;
  /** Floating-point operations of a step, estimated. */
  readonly flops: number;
  /** Into how many slices of work a step is divided: its chunks, with full batches. */
  readonly slices: number;
  /** Real data for samples and views. */
  readonly examples: GiveExamples;
  readonly sampleMetrics: SampleMetrics;
  readonly detectors: readonly Detector[];
  /** How many examples the pictures of the model graph's nodes need, by node, where that is more than the first. */
  readonly examplesOf: ReadonlyMap<string, number>;
  readonly dispose: () => void;
}

export const seedOf = (config: RunConfig): number => Number(config.seed);

/** Loads the data of a set-up. */
export async function loadData(
  config: RunConfig,
  read: FileReader,
  onProgress: (done: number) => void,
  { catalog, loadDataset, loadDomain } = everything,
): Promise<Dataset> {
  const { id, domain } = chosen(config, catalog).dataset;
  // The domain's code is needed next, and travels at the same time.
  const [load] = await Promise.all([loadDataset(id), loadDomain(domain)]);
  return load(section(config, "data"), read, onProgress);
}

/**
 * Builds the model and its trainer on the backend in use. `config` is asked again at every step, for what is live.
 * Throws `tooLarge` {megabytes, limit} where a step would need more memory than there is.
 */
export async function build(
  dataset: Dataset,
  config: () => RunConfig,
  memoryLimit: number,
  registries = everything,
): Promise<Built> {
  const { catalog, loadDomain, modelGraphOf, loadFamily, loadOptimizer } = registries;
  const first = config();
  const { family, optimizer } = chosen(first, catalog);
  const shape = batchShapeOf(first);
  const cost = stepCost(first, dataset.facts, catalog);
  refuseTooLarge(cost.bytes, memoryLimit);
  const [buildModel, createOptimizer, code] = await Promise.all([
    loadFamily(family.id),
    loadOptimizer(optimizer.id),
    loadDomain(dataset.facts.domain.kind),
  ]);
  const domain = domainFor(family, code);
  const data = domain.model(dataset.facts);
  const model = buildModel(modelValues(first), data, shape, randomStream(seedOf(first), "weights"));
  const batches = domain.batches(dataset, shape, seedOf(first));
  const examples = domain.examples(dataset, batches);
  const judge = domain.metrics?.(dataset, examples) ?? null;
  const sampleMetrics = createSampleMetrics(model, judge, seedOf(first));
  const trainer = createTrainer({
    model,
    batches: batches.training,
    createOptimizer,
    others: await otherOptimizers(model, config, registries),
    fullBatch: optimizer.fullBatch,
    seed: seedOf(first),
    settings: memoized(config, (values) => ({ model: modelValues(values), training: section(values, "training") })),
  });
  return {
    dataset,
    domain,
    model,
    batches,
    trainer,
    weights: countWeights(model),
    flops: cost.flops,
    slices: optimizer.fullBatch ? Math.max(1, batches.training.perEpoch) : 1,
    examples,
    sampleMetrics,
    detectors: [...detectors, ...(model.detectors ?? [])],
    examplesOf: new Map(
      modelGraphOf(family.id)(modelValues(first), data, shape).nodes.flatMap(({ id, examples }) =>
        examples === undefined ? [] : [[id, examples]],
      ),
    ),
    dispose: () => {
      sampleMetrics.dispose();
      trainer.dispose();
      model.dispose();
    },
  };
}

/** The code of the data's domain as the family takes its samples. */
const domainFor = ({ whole }: FamilyManifest, code: DomainCode): DomainCode =>
  whole && code.whole ? { ...code, ...code.whole } : code;

/** Those that updates ask for beside the run's own. */
async function otherOptimizers(
  { updates }: Model,
  config: () => RunConfig,
  { catalog, loadOptimizer }: Registries,
): Promise<ReadonlyMap<string, OtherOptimizer>> {
  const asked = new Set(updates.flatMap(({ optimizer }) => optimizer ?? []));
  const loaded = [...asked].map(async (id): Promise<[string, OtherOptimizer]> => {
    const { parameters } = chosen({ ...config(), "training.optimizer": id }, catalog).optimizer;
    return [id, { create: await loadOptimizer(id), defaults: defaultsOf(parameters) }];
  });
  return new Map(await Promise.all(loaded));
}

const MEGABYTE = 2 ** 20;

function refuseTooLarge(bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new InklingError("tooLarge", { megabytes: Math.ceil(bytes / MEGABYTE), limit: Math.floor(limit / MEGABYTE) });
}

/** `derive(source())`, worked out again only when the source gives another object. */
function memoized<S extends object, T>(source: () => S, derive: (value: S) => T): () => T {
  let last: { readonly from: S; readonly to: T } | undefined;
  return () => {
    const from = source();
    if (last?.from !== from) last = { from, to: derive(from) };
    return last.to;
  };
}

/** Trained numbers of a model, each counted once. */
function countWeights({ updates }: Model): number {
  const variables = new Set(updates.flatMap((update) => update.variables));
  return [...variables].reduce((sum, { size }) => sum + size, 0);
}
