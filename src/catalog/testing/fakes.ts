import { domainTraits } from "../../domains/traits.ts";
import type { DatasetManifest, FamilyManifest, OptimizerManifest } from "../../schema/manifest.ts";
import { choice, integer, label, number, type Parameters, text } from "../../schema/parameter.ts";
import type { Registry } from "../registry.ts";

const dataset = (
  id: string,
  domain: DatasetManifest["domain"],
  parameters: Parameters,
  labels: readonly string[] = [],
): DatasetManifest => ({
  id,
  order: 0,
  domain,
  parameters,
  labels,
  preview: () => [],
  origin: { source: "tests", licence: "MIT" },
});

const family = (
  id: string,
  accepts: FamilyManifest["accepts"],
  parameters: Parameters,
  sampling: Parameters = {},
): FamilyManifest => ({
  id,
  order: 0,
  accepts,
  parameters,
  sampling,
  objectives: () => [`${id}Objective`],
  series: () => [],
  figures: [],
  views: () => [{ id: `${id}Samples`, kind: "text", source: "sampling" }],
  estimate: () => ({ weights: 0, bytes: 0, flops: 0 }),
});

const optimizer = (id: string, parameters: Parameters): OptimizerManifest => ({
  ...{ id, order: 0, parameters, fullBatch: false },
});

/** A registry small enough to work out by hand: two domains, three families, two optimizers, a preset. */
export const tinyRegistry: Registry = {
  domains: domainTraits,
  datasets: {
    tales: dataset("tales", "tokens", { language: choice("en", ["en", "zh"]) }, ["sad", "merry"]),
    poems: dataset("poems", "tokens", { language: choice("fr", ["fr", "zh"]) }, ["merry"]),
    digits: dataset("digits", "image", {}),
  },
  families: {
    reader: family(
      "reader",
      ["tokens"],
      { units: integer(100, { min: 10, max: 1000 }), depth: integer(1, { min: 1, max: 4 }) },
      { prompt: text("", { maxLength: 5, live: true }), label: label({ live: true }) },
    ),
    writer: family("writer", ["tokens"], { units: integer(20, { min: 10, max: 50 }) }),
    painter: family("painter", ["image"], { latent: integer(2, { min: 1, max: 64 }) }),
  },
  optimizers: {
    quick: optimizer("quick", {
      learningRate: number(0.01, { min: 0.0001, max: 1, live: true }),
      epsilon: number(0.5, { min: 0, max: 1, live: true }),
    }),
    plain: optimizer("plain", {
      learningRate: number(0.1, { min: 0.0001, max: 1, live: true }),
      epsilon: number(0.5, { min: 0, max: 0.6, live: true }),
      nesterov: choice("no", ["no", "yes"], { applies: (values) => values.learningRate === 1 }),
    }),
  },
  presets: [
    { id: "bedtime", group: "words", changes: {}, tries: [] },
    { id: "rhymes", group: "words", changes: { "data.set": "poems", "model.units": 20 }, tries: [] },
  ],
  training: {
    batchSize: integer(8, { min: 1, max: 64 }),
    sequenceLength: integer(16, { min: 4, max: 32 }),
  },
};
