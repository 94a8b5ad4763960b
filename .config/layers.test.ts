import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kindComparisons } from "./kinds.mjs";
import layers from "./layers.mjs";

/** A small source tree with one violation of each rule; every one must be named, and nothing else. */
const PLANTED: Record<string, string> = {
  "src/core/numbers.ts": 'import "../schema/role.ts";\nexport const one = 1;\n',
  "src/schema/role.ts": 'export type Role = "critic";\n',
  "src/schema/heavy.ts": 'import "zustand";\n',
  "src/engine/model.ts": 'import type { Tensor } from "@tensorflow/tfjs";\nexport type Model = Tensor;\n',
  "src/families/gan/manifest.ts": 'import "../../engine/model.ts";\n',
  "src/families/gan/model.ts": 'import "../vae/model.ts";\nimport "../../engine/model.ts";\n',
  "src/domains/ui/contract.ts": "export interface DomainUi {}\n",
  "src/domains/points/ui/index.ts": 'import "../batches.ts";\nimport "../../ui/contract.ts";\nimport "react";\n',
  "src/domains/image/ui/index.ts": 'import "../../points/ui/index.ts";\n',
  "src/domains/points/batches.ts": 'import "./drawn.ts";\n',
  "src/domains/points/drawn.ts": 'import "react";\n',
  "src/domains/points/networks.ts": 'import "./ui/index.ts";\n',
  "src/engine/draw.ts": 'import "../domains/points/ui/index.ts";\n',
  "src/app/ui/points.ts": 'import "../../domains/points/ui/index.ts";\n',
  "src/worker/page.ts": 'import "../domains/points/ui/index.ts";\n',
  "src/families/vae/model.ts": 'import "../../domains/image/networks.ts";\nexport const vae = 1;\n',
  "src/families/vae/manifest.ts": 'import "../../domains/image/domain.ts";\nimport "../../domains/labels.ts";\n',
  "src/domains/image/networks.ts": "export const networks = 1;\n",
  "src/domains/image/domain.ts": "export const image = 1;\n",
  "src/families/gan/sample.ts": 'export const is = (kind: string) =>\n  kind === "image";\n',
  "src/evaluation/judge.ts": 'export const is = (kind: string) => "image" !== kind;\n',
  "src/app/ui/browse.ts":
    'export function is(kind: string) {\n  switch (kind) {\n    case "examples":\n      return 1;\n  }\n}\n',
  "src/app/ui/view.ts": 'export const is = (view: string) => view === "images";\n',
  "src/catalog/fit.ts": 'export const is = (kind: string) => kind === "image";\n',
  "src/domains/labels.ts": "export const labels = 1;\n",
  "src/training/loop.ts": 'import "../families/vae/model.ts";\n',
  "src/app/state/circle.ts": 'import "./back.ts";\n',
  "src/app/state/back.ts": 'import "./circle.ts";\n',
  "src/app/ui/deep.ts": 'import type { Model } from "../../engine/model.ts";\nexport type Seen = Model;\n',
  "src/main.tsx": 'import "./app/ui/deep.ts";\nexport {};\n',
  "src/worker/workerApi.ts": 'import "./hidden.ts";\n',
  "src/worker/hidden.ts": 'import "react";\n',
  "src/app/state/store.test.ts": "export const secret = 1;\n",
  "src/app/state/leak.ts": 'import "./store.test.ts";\n',
  "src/app/state/gone.ts": 'import "./nowhere.ts";\n',
};

describe("the layers", () => {
  const tree = mkdtempSync(join(tmpdir(), "inkling-layers-"));
  let found: string[] = [];
  let read = 0;

  beforeAll(async () => {
    for (const [path, source] of Object.entries(PLANTED)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), source);
    }
    symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
    const { output } = await cruise(["src"], { ...layers.options, ruleSet: layers, validate: true, baseDir: tree });
    const result = output as ICruiseResult;
    read = result.modules.filter((module) => module.source.startsWith("src/")).length;
    found = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it("reads every planted module", () => {
    // The module that does not exist is listed too, as unresolved.
    expect(read).toBeGreaterThanOrEqual(Object.keys(PLANTED).length);
  });

  it.each([
    ["layer-core: src/core/numbers.ts → src/schema/role.ts"],
    ["pure-core: src/schema/heavy.ts → "],
    ["pure-manifests: src/families/gan/manifest.ts → src/engine/model.ts"],
    ["pure-manifests: src/families/vae/manifest.ts → src/domains/labels.ts"],
    ["domains-by-contract: src/families/vae/model.ts → src/domains/image/networks.ts"],
    ["no-sibling-family: src/families/gan/model.ts → src/families/vae/model.ts"],
    ["layer-training: src/training/loop.ts → src/families/vae/model.ts"],
    ["layer-domains/ui: src/domains/points/ui/index.ts → src/domains/points/batches.ts"],
    ["no-sibling-domain-ui: src/domains/image/ui/index.ts → src/domains/points/ui/index.ts"],
    ["domains/ui-is-the-page's: src/domains/points/networks.ts → src/domains/points/ui/index.ts"],
    ["domains/ui-is-the-page's: src/engine/draw.ts → src/domains/points/ui/index.ts"],
    ["domains/ui-is-the-page's: src/worker/page.ts → src/domains/points/ui/index.ts"],
    ["no-react-in-a-domain: src/domains/points/batches.ts → "],
    ["no-circles: src/app/state/"],
    ["layer-app/ui: src/app/ui/deep.ts → src/engine/model.ts"],
    ["no-tensorflow-in-the-page: src/main.tsx → "],
    ["no-react-in-the-worker: src/worker/workerApi.ts → "],
    ["tests-stay-outside: src/app/state/leak.ts → src/app/state/store.test.ts"],
    ["resolvable: src/app/state/gone.ts → "],
  ])("catches %s", (start) => {
    expect(found.filter((violation) => violation.startsWith(start))).not.toEqual([]);
  });

  it("finds comparisons with a domain's kind outside of domains and catalog, and leaves kinds of views alone", () => {
    expect(kindComparisons(tree).toSorted()).toEqual([
      'src/app/ui/browse.ts:3: case "examples":',
      'src/evaluation/judge.ts:1: export const is = (kind: string) => "image" !== kind;',
      'src/families/gan/sample.ts:2: kind === "image";',
    ]);
  });

  it("leaves what is allowed alone", () => {
    for (const allowed of [
      "src/families/gan/model.ts → src/engine/model.ts",
      "src/domains/points/ui/index.ts → src/domains/ui/contract.ts",
      "src/app/ui/points.ts → src/domains/points/ui/index.ts",
    ]) {
      expect(found.filter((violation) => violation.includes(allowed))).toEqual([]);
    }
    expect(found.filter((violation) => /no-react.*src\/domains\/points\/ui/.test(violation))).toEqual([]);
  });
});
