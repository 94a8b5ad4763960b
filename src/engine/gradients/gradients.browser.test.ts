import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { installGradients } from "./index.ts";
import { convolutionalPenaltyDerivatives, relativeError, secondDerivatives, secondOrderCases } from "./suite.ts";

const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));
const loud = { onFault: fail, onLost: fail };

/**
 * Gradients are made of the same operations on every backend, and held against differences on the processor, one by one. Here
 * those are left whose operations a GPU has of its own: a product with an activation, a row's reductions, a mask.
 */
const ON_DEVICE = ["softmax", "selu", "clip, cubed", "greatest of a row, squared", "two layers with tanh"];

describe.each(["webgl", "webgpu"] as const)("gradients on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, loud);
    installGradients();
  });

  it.each(ON_DEVICE)("of gradients of %s agree with finite differences", async (name) => {
    const found = secondOrderCases.find((each) => each.name === name);
    if (!found) return expect.fail(`there is no case of ${name}`);
    const { analytic, numeric } = await secondDerivatives(found);
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });

  it("train a critic of pictures by its gradient penalty", async () => {
    const { analytic, numeric } = await convolutionalPenaltyDerivatives();
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });
});
