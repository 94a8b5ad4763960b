/** Programs in Keras account for every weight that the page's networks have. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { kerasProgram } from "../catalog/keras.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { kerasName, kerasShape } from "../export/keras/weights.ts";
import { weightName } from "../export/torch/weights.ts";
import { runVariables } from "../training/variables.ts";
import { CELLS } from "./testing/programs/cells.ts";
import { buildCell } from "./testing/programs/record.ts";

beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));
afterAll(() => closeBackend("wasm"));

it.each(CELLS)("%s on %s with %j has a place for each weight, of the same size", async (...cell) => {
  const { config, dataset, model } = await buildCell(cell);
  const program = kerasProgram(config, dataset.facts);
  const places = (program?.layers ?? []).flatMap((layer) => layer.layout.map((weight) => ({ layer, weight })));
  const ours = runVariables(model, new Map()).filter(({ name }) => !name.endsWith("/carry"));
  const shapes = new Map(ours.map(({ name, variable }) => [weightName(name), variable.shape]));

  expect(places.map(({ layer, weight }) => `${layer.from}/${weight.ours}`).sort()).toEqual([...shapes.keys()].sort());
  for (const { layer, weight } of places) {
    const shape = shapes.get(`${layer.from}/${weight.ours}`) ?? [];
    const size = (sides: readonly number[]) => sides.reduce((product, side) => product * side, 1);
    expect(size(kerasShape(shape, weight)), kerasName(layer, weight)).toBe(size(shape));
  }
  const names = places.map(({ layer, weight }) => kerasName(layer, weight));
  expect(new Set(names).size).toBe(names.length);
  model.dispose();
});
