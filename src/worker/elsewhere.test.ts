import { afterAll, beforeAll, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { elsewhere } from "../catalog/project.ts";
import { torchProgram } from "../catalog/torch.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { writeSafetensors } from "../export/safetensors/write.ts";
import { type Tensor, toTorch } from "../export/torch/weights.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import { takeSnapshot } from "../training/checkpoint.ts";
import { build, loadData } from "./build.ts";
import { readPublic } from "./testing/train.ts";

const config = withChanges(defaultConfig("moons-vae"), {
  "model.width": 8,
  "model.layers": 2,
  "model.conditional": false,
});
let facts: DatasetFacts;
let blank: readonly Tensor[];
/** The weights of another run of the set-up, as its program has them. */
let theirs: readonly Tensor[];

async function fresh(seed: number): Promise<readonly Tensor[]> {
  const own = withChanges(config, { seed });
  const dataset = await loadData(own, readPublic, () => {});
  const built = await build(dataset, () => own, Number.POSITIVE_INFINITY);
  const snapshot = await takeSnapshot(built.trainer.variables);
  built.dispose();
  facts = dataset.facts;
  return snapshot?.tensors ?? [];
}

const layers = () => torchProgram(config, facts)?.layers ?? [];

beforeAll(async () => {
  await openBackend("cpu", { onFault: () => {}, onLost: () => {} });
  blank = await fresh(1);
  theirs = toTorch(await fresh(2), layers());
});
afterAll(() => closeBackend("cpu"));

it("weights from elsewhere come in by name and shape, whatever wraps their names and whichever floats they are", () => {
  const wrapped = theirs.map(({ name, shape, data }) => ({
    ...{ name: `module._orig_mod.${name}`, shape },
    data: Float64Array.from(data),
  }));
  const found = elsewhere(writeSafetensors(wrapped));
  expect(found?.matches(config, facts)).toBe(true);
  const { tensors, fits, unknown } = found?.into(config, facts, blank) ?? {};
  expect(fits?.every(({ used }) => used)).toBe(true);
  expect(unknown).toEqual([]);
  expect(toTorch(tensors ?? [], layers())).toEqual(theirs);
});

it("lists what is missing, has another shape, or is not known; such layers stay as they were", () => {
  const [first, second] = theirs.filter(({ name }) => name.endsWith(".weight"));
  const changed = theirs.flatMap((tensor) => {
    if (tensor === first) return [{ ...tensor, shape: [1, tensor.data.length] }];
    return tensor === second ? [] : [tensor];
  });
  const extra = { name: "head.weight", shape: [1], data: Float32Array.of(1) };
  const found = elsewhere(writeSafetensors([...changed, extra]));
  const { tensors = [], fits = [], unknown } = found?.into(config, facts, blank) ?? {};
  const names = (given: readonly { readonly name: string }[]) => given.map(({ name }) => name);
  expect(unknown).toEqual(["head.weight"]);
  expect(fits.find(({ name }) => name === first?.name)).toMatchObject({ used: false, given: [1, first?.data.length] });
  expect(fits.find(({ name }) => name === second?.name)).toMatchObject({ used: false, given: null });
  const biases = [first, second].map((weight) => weight?.name.replace(/weight$/, "bias"));
  expect(names(fits.filter(({ used }) => !used)).sort()).toEqual([first?.name, second?.name, ...biases].sort());
  const used = new Set(names(fits.filter((fit) => fit.used)));
  const before = toTorch(blank, layers());
  expect(toTorch(tensors, layers())).toEqual(theirs.map((tensor, i) => (used.has(tensor.name) ? tensor : before[i])));
  expect(tensors).toHaveLength(blank.length);
});

it("takes nothing where no name is known", () => {
  const found = elsewhere(writeSafetensors([{ name: "lm_head.weight", shape: [1], data: Float32Array.of(1) }]));
  expect(found?.matches(config, facts)).toBe(false);
  expect(elsewhere(writeSafetensors([{ name: "ids", shape: [1], data: Int32Array.of(1) }]))).toBeNull();
});
