import { randomStream } from "../../../core/random.ts";
import type { ParityCase } from "../parity.ts";
import { normal, uniform } from "./index.ts";
import { normalReference, uniformReference } from "./reference.ts";

const stream = randomStream(42, "noise");

/** Uniforms bit for bit, normals to 1e-5, at odd counts. */
export const randomParity: readonly ParityCase[] = [[1], [7], [33, 5], [2, 3, 4]].flatMap((shape) => [
  {
    name: `uniform [${shape}]`,
    inputs: {},
    run: () => [uniform(stream, shape)],
    reference: () => [uniformReference(stream, shape)],
    gradients: false,
    tolerance: 0,
  },
  {
    name: `normal [${shape}]`,
    inputs: {},
    run: () => [normal(stream, shape)],
    reference: () => [normalReference(stream, shape)],
    gradients: false,
    tolerance: 1e-5,
  },
]);
