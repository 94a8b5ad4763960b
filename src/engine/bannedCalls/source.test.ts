import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findTraps } from "./source.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const isProduct = (path: string) =>
  /\.tsx?$/.test(path) && !/\.test\.tsx?$|[/\\](assembly|testing)[/\\]|\.d\.ts$/.test(path);

/** Where a rule does not hold: opening backends is what this folder is for, and parity switches between two on purpose. */
const allowed = [
  { call: "setBackend", path: /^engine[/\\]backends[/\\]/ },
  { call: "setBackend", path: /^engine[/\\]kernels[/\\]parity\.ts$/ },
];

describe("the source", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(isProduct);

  it("calls nothing of TensorFlow.js that fails in silence", () => {
    const found = files.flatMap((path) =>
      findTraps(path, readFileSync(join(root, path), "utf8"))
        .filter(({ call }) => !allowed.some((each) => each.call === call && each.path.test(path)))
        .map(({ line, call, why }) => `${relative(".", join(root, path))}:${line} ${call} ${why}`),
    );
    expect(found).toEqual([]);
  });

  it("is all read: this folder's own file among many", () => {
    expect(files).toContain(join("engine", "bannedCalls", "source.ts"));
    expect(files.length).toBeGreaterThan(20);
  });
});

describe("findTraps", () => {
  const calls = (text: string) => findTraps("example.ts", text).map(({ call, line }) => `${line} ${call}`);

  it("finds synchronous reads of the device", () => {
    expect(calls("const a = x.dataSync();\nconst b = tf.scalar(1).arraySync();\nx.print();")).toEqual([
      "1 dataSync",
      "2 arraySync",
      "3 print",
    ]);
  });

  it("finds stock one-hots and checks for NaN on the device", () => {
    expect(calls("tf.oneHot(labels, 10).cast('float32'); tf.isNaN(loss)")).toEqual(["1 oneHot", "1 isNaN"]);
  });

  it("finds gradients in every trainable variable, and lets a list pass", () => {
    expect(calls("tf.variableGrads(f); tf.variableGrads(f, variables);")).toEqual(["1 variableGrads"]);
    expect(calls("adam.minimize(f, true); adam.minimize(f, true, variables)")).toEqual(["1 minimize"]);
  });

  it("finds a backend set without a look at the answer", () => {
    expect(calls("await tf.setBackend('webgpu')")).toEqual(["1 setBackend"]);
  });

  it("leaves alone what only sounds alike", () => {
    expect(calls("Number.isNaN(x); await x.data(); console.print(x); tf.gather(x, i); isFinite(3)")).toEqual([]);
  });

  it("reads components too", () => {
    expect(findTraps("View.tsx", "export const View = () => <p>{x.dataSync()}</p>;")).toHaveLength(1);
  });
});
