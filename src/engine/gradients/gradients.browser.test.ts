import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { installGradients } from "./index.ts";
import {
  convolutionalPenaltyDerivatives,
  densePenaltyDerivatives,
  penaltyActivations,
  relativeError,
  secondDerivatives,
  secondOrderCases,
  unscaledBatchNormGradients,
} from "./suite.ts";

const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));
const loud = { onFault: fail, onLost: fail };

describe.each(["webgl", "webgpu"] as const)("gradients on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, loud);
    installGradients();
  });

  it.each(secondOrderCases.map((each) => [each.name, each] as const))(
    "of gradients of %s agree with finite differences",
    async (_, each) => {
      const { analytic, numeric } = await secondDerivatives(each);
      expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
    },
  );

  it.each(penaltyActivations)("train a critic of %s by its gradient penalty", async (_, activation) => {
    const { analytic, numeric } = await densePenaltyDerivatives(activation);
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });

  it("train a critic of pictures by its gradient penalty", async () => {
    const { analytic, numeric } = await convolutionalPenaltyDerivatives();
    expect(relativeError(analytic, numeric)).toBeLessThan(5e-3);
  });

  it("of a batch normalization without scale are those of its definition", async () => {
    const { kernel, composed } = await unscaledBatchNormGradients();
    expect(composed.length).toBe(6 * 4 + 4 + 4);
    expect(relativeError(kernel, composed)).toBeLessThan(1e-4);
  });
});
