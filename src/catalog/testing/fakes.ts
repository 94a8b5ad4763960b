import type { DatasetManifest, FamilyManifest, OptimizerManifest } from "../../schema/manifest.ts";
import { choice, integer, label, number, type Parameters, text } from "../../schema/parameter.ts";
import type { Words } from "../../schema/words.ts";
import type { Registry } from "../registry.ts";

const words = (labels: Record<string, string> = {}): Words => {
  const own = { name: "made for tests", parameters: {}, labels };
  return { en: own, zh: own };
};

const dataset = (id: string, domain: DatasetManifest["domain"], parameters: Parameters): DatasetManifest => ({
  id,
  domain,
  parameters,
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
  accepts,
  parameters,
  sampling,
  objectives: [`${id}Objective`],
  series: () => [],
  figures: [],
  views: () => [{ id: `${id}Samples`, kind: "text", source: "sampling" }],
  machine: () => ({ nodes: [], edges: [] }),
  estimate: () => ({ weights: 0, bytes: 0, flops: 0 }),
  detectors: [],
});

const optimizer = (id: string, parameters: Parameters): OptimizerManifest => ({ id, parameters, fullBatch: false });

/** A registry small enough to work out by hand: two domains, three families, two optimizers. */
export const tinyRegistry: Registry = {
  datasets: {
    tales: {
      manifest: dataset("tales", "tokens", { language: choice("en", ["en", "zh"]) }),
      words: words({ sad: "Sad", merry: "Merry" }),
    },
    poems: {
      manifest: dataset("poems", "tokens", { language: choice("fr", ["fr", "zh"]) }),
      words: words({ merry: "Merry" }),
    },
    digits: { manifest: dataset("digits", "image", {}), words: words() },
  },
  families: {
    reader: {
      manifest: family(
        "reader",
        ["tokens"],
        { units: integer(100, { min: 10, max: 1000 }), depth: integer(1, { min: 1, max: 4 }) },
        { prompt: text("", { maxLength: 5, live: true }), label: label({ live: true }) },
      ),
      words: words(),
    },
    writer: { manifest: family("writer", ["tokens"], { units: integer(20, { min: 10, max: 50 }) }), words: words() },
    painter: { manifest: family("painter", ["image"], { latent: integer(2, { min: 1, max: 64 }) }), words: words() },
  },
  optimizers: {
    quick: {
      manifest: optimizer("quick", {
        learningRate: number(0.01, { min: 0.0001, max: 1, live: true }),
        epsilon: number(0.5, { min: 0, max: 1, live: true }),
      }),
      words: words(),
    },
    plain: {
      manifest: optimizer("plain", {
        learningRate: number(0.1, { min: 0.0001, max: 1, live: true }),
        epsilon: number(0.5, { min: 0, max: 0.6, live: true }),
        nesterov: choice("no", ["no", "yes"], { applies: (values) => values.learningRate === 1 }),
      }),
      words: words(),
    },
  },
  training: {
    batchSize: integer(8, { min: 1, max: 64 }),
    sequenceLength: integer(16, { min: 4, max: 32 }),
  },
};
