import { describe, expect, it } from "vitest";
import { stepIndex } from "../../../core/brands.ts";
import { InklingError } from "../../../core/errors.ts";
import { randomNormals, randomStream } from "../../../core/random.ts";
import type { Checkpoint } from "../../../worker/api.ts";
import { MOST_CHARACTERS, packModel, unpackModel } from "./model-in-link.ts";

/** A checkpoint of a dense layer of so many inputs with an optimizer's slot, and recurrent state. */
function checkpoint(inputs: number, step: number): Checkpoint {
  const count = inputs * 8;
  const data = randomNormals(randomStream(7, "weights"), count);
  const tensors = [
    { name: "critic/0/dense/kernel", shape: [inputs, 8], data },
    { name: "critic/1/dense/bias", shape: [8], data: new Float32Array(8) },
    { name: "critic/2/carry", shape: [2], data: Float32Array.of(5, 6) },
    { name: "critic/0/dense/kernel/secondMoment", shape: [inputs, 8], data: data.map((value) => value * value) },
  ];
  return { step: stepIndex(step), elapsedMs: 1234, tensors, bytes: 8 * count };
}

const code = (work: () => unknown): string => {
  try {
    work();
    return "";
  } catch (error) {
    if (error instanceof InklingError) return error.code;
    throw error;
  }
};

describe("a model in a link", () => {
  it("comes back within half a level of each weight, with its step and the optimizer's means", () => {
    const trained = checkpoint(50, 300);
    const text = packModel(trained) as string;
    expect(text).toMatch(/^[\w-]+$/);
    const back = unpackModel(text, checkpoint(50, 0));
    expect(back).toMatchObject({ step: 300, elapsedMs: 1234, bytes: trained.bytes });
    const [kernel, bias, carry, slot] = back.tensors;
    const given = trained.tensors[0]?.data as Float32Array;
    const level = Math.max(...given.map(Math.abs)) / 127;
    given.forEach((value, index) => {
      expect(Math.abs(value - (kernel?.data[index] ?? Number.NaN))).toBeLessThan(0.501 * level);
    });
    expect(bias?.data).toEqual(new Float32Array(8));
    expect(carry?.data).toEqual(new Float32Array(2));
    const mean = given.reduce((sum, value) => sum + value * value, 0) / given.length;
    expect(slot?.data[3]).toBeCloseTo(mean, 5);
  });

  it("has fewer levels where it is larger, and is refused where even those do not fit", () => {
    const lengths = [200, 800, 1000, 3000].map((inputs) => packModel(checkpoint(inputs, 1))?.length ?? null);
    expect(lengths[0]).toBeLessThan(MOST_CHARACTERS / 3);
    for (const length of lengths.slice(1, 3)) expect(length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(lengths[3]).toBeNull();
    const back = unpackModel(packModel(checkpoint(1000, 1)) as string, checkpoint(1000, 0));
    expect(new Set(back.tensors[0]?.data).size).toBeLessThan(64);
  });

  it("that was altered or cut anywhere is refused", () => {
    const text = packModel(checkpoint(20, 300)) as string;
    const untrained = checkpoint(20, 0);
    const known = unpackModel(text, untrained);
    for (let at = 0; at < text.length; at += 3) {
      expect(
        code(() => unpackModel(text.slice(0, at), untrained)),
        `cut at ${at}`,
      ).toBe("linkModelDamaged");
      for (const letter of ["A", "_"]) {
        if (text[at] === letter) continue;
        const altered = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
        let read: Checkpoint | null = null;
        const said = code(() => {
          read = unpackModel(altered, untrained);
        });
        // The last bits of a text may belong to no byte.
        if (said === "") expect(read).toEqual(known);
        else expect(said).toMatch(/^linkModel(Damaged|Strange)$/);
      }
    }
    for (const strange of ["", "!", "a b", "A".repeat(40_000), "__proto__"]) {
      expect(code(() => unpackModel(strange, untrained))).toBe("linkModelDamaged");
    }
  });

  it("of another set-up is refused", () => {
    const text = packModel(checkpoint(20, 300)) as string;
    expect(code(() => unpackModel(text, checkpoint(21, 0)))).toBe("linkModelStrange");
  });
});
