import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import rooms from "./rooms.mjs";

/** A small house with one fault in each corner; every fault must be named, and nothing else. */
const PLANTED: Record<string, string> = {
  "src/core/numbers.ts": 'import "../spec/role.ts";\nexport const one = 1;\n',
  "src/spec/role.ts": 'export type Role = "critic";\n',
  "src/spec/heavy.ts": 'import "zustand";\n',
  "src/engine/model.ts": 'import type { Tensor } from "@tensorflow/tfjs";\nexport type Model = Tensor;\n',
  "src/models/gan/manifest.ts": 'import "../../engine/model.ts";\n',
  "src/models/gan/model.ts": 'import "../vae/model.ts";\nimport "../../engine/model.ts";\n',
  "src/models/vae/model.ts": "export const vae = 1;\n",
  "src/training/loop.ts": 'import "../models/vae/model.ts";\n',
  "src/state/circle.ts": 'import "./back.ts";\n',
  "src/state/back.ts": 'import "./circle.ts";\n',
  "src/ui/deep.ts": 'import type { Model } from "../engine/model.ts";\nexport type Seen = Model;\n',
  "src/main.tsx": 'import "./ui/deep.ts";\nexport {};\n',
  "src/worker/studio.ts": 'import "./hidden.ts";\n',
  "src/worker/hidden.ts": 'import "react";\n',
  "src/state/store.test.ts": "export const secret = 1;\n",
  "src/state/leak.ts": 'import "./store.test.ts";\n',
  "src/state/gone.ts": 'import "./nowhere.ts";\n',
};

describe("the rooms", () => {
  const house = mkdtempSync(join(tmpdir(), "inkling-rooms-"));
  let found: string[] = [];
  let read = 0;

  beforeAll(async () => {
    for (const [path, source] of Object.entries(PLANTED)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), source);
    }
    symlinkSync(resolve("node_modules"), join(house, "node_modules"));
    const { output } = await cruise(["src"], { ...rooms.options, ruleSet: rooms, validate: true, baseDir: house });
    const result = output as ICruiseResult;
    read = result.modules.filter((module) => module.source.startsWith("src/")).length;
    found = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  });
  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it("reads every planted module", () => {
    // The module that does not exist is listed too, as unresolved.
    expect(read).toBeGreaterThanOrEqual(Object.keys(PLANTED).length);
  });

  it.each([
    ["room-core: src/core/numbers.ts → src/spec/role.ts"],
    ["pure-core: src/spec/heavy.ts → "],
    ["pure-manifests: src/models/gan/manifest.ts → src/engine/model.ts"],
    ["no-sibling-family: src/models/gan/model.ts → src/models/vae/model.ts"],
    ["room-training: src/training/loop.ts → src/models/vae/model.ts"],
    ["no-circles: src/state/"],
    ["room-ui: src/ui/deep.ts → src/engine/model.ts"],
    ["no-tensorflow-in-the-page: src/main.tsx → "],
    ["no-react-in-the-worker: src/worker/studio.ts → "],
    ["tests-stay-outside: src/state/leak.ts → src/state/store.test.ts"],
    ["resolvable: src/state/gone.ts → "],
  ])("catches %s", (start) => {
    expect(found.filter((violation) => violation.startsWith(start))).not.toEqual([]);
  });

  it("leaves what is allowed alone", () => {
    expect(found.filter((violation) => violation.includes("src/models/gan/model.ts → src/engine/model.ts"))).toEqual(
      [],
    );
  });
});
