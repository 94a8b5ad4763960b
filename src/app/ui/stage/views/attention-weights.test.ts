import { describe, expect, it } from "vitest";
import type { AttentionView } from "../../../../schema/view.ts";
import { habitOf, looksOf, weightAt } from "./attention-weights.ts";

const T = 4;

/** Two layers of two heads over three characters after a start; `to` says where a head looks from a row. */
function view(to: (layer: number, head: number, row: number) => number): AttentionView {
  const weights = new Uint8Array(2 * 2 * T * T);
  for (let layer = 0; layer < 2; layer++) {
    for (let head = 0; head < 2; head++) {
      for (let row = 0; row < T; row++) weights[((layer * 2 + head) * T + row) * T + to(layer, head, row)] = 255;
    }
  }
  return { kind: "attention", text: ["\n", "a", "b", "c"], layers: 2, heads: 2, weights };
}

describe("the weights of attention", () => {
  it("are found by layer, head, row and column", () => {
    const data = view((layer, head, row) => (layer === 1 && head === 0 ? row : 0));
    expect(weightAt(data, 1, 0, 3, 3)).toBe(1);
    expect(weightAt(data, 0, 0, 3, 3)).toBe(0);
    expect(weightAt(data, 0, 1, 3, 0)).toBe(1);
  });

  it("of a head are the mean over all layers, or those of the chosen one", () => {
    const data = view((layer, _, row) => (layer === 0 ? 0 : row));
    expect(looksOf(data, 0, { layer: null, head: null }, 2)).toEqual([0.5, 0, 0.5, 0]);
    expect(looksOf(data, 0, { layer: 1, head: null }, 2)).toEqual([0, 0, 1, 0]);
  });

  it("tell a head's habit: the character before, itself, the start, or none", () => {
    const data = view((layer, head, row) => (layer === 0 ? (head === 0 ? Math.max(0, row - 1) : row) : 0));
    expect(habitOf(data, 0, 0)).toEqual({ habit: "before", share: 1 });
    expect(habitOf(data, 0, 1)).toEqual({ habit: "itself", share: 1 });
    expect(habitOf(data, 1, 0)).toEqual({ habit: "start", share: 1 });
    const even: AttentionView = { ...data, weights: data.weights.map(() => 64) };
    expect(habitOf(even, 0, 0).habit).toBe("spread");
  });
});
