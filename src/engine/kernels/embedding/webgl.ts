import type * as tf from "@tensorflow/tfjs";
import { runIndexed, sizeOf } from "../webgl/elementwise.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { runSums } from "../webgl/sums.ts";
import { EMBEDDING_BACKWARD, EMBEDDING_FORWARD } from "./contract.ts";

export const embeddingWebgl: readonly tf.KernelConfig[] = [
  webglKernel(EMBEDDING_FORWARD, (gpu, inputs) => {
    const [table, indices] = [given(inputs, "table"), given(inputs, "indices")];
    const E = table.shape[1] as number;
    const gather = {
      key: `embedding ${E}`,
      inputs: ["table", "indices"],
      body: `int use = i / ${E}; y0 = table(int(indices(use)) * ${E} + i - use * ${E});`,
    };
    const shape = [...indices.shape, E];
    return runIndexed(gpu, gather, [table, indices], { shape, packed: shape.length > 1 })[0] as tf.TensorInfo;
  }),
  // A fragment can't add to what another wrote, so each looks through all uses for its row's.
  webglKernel(EMBEDDING_BACKWARD, (gpu, inputs, { rows }) => {
    const [indices, gradient] = [given(inputs, "indices"), given(inputs, "gradient")];
    const E = gradient.shape.at(-1) as number;
    const shape = [rows as number, E];
    const sums = {
      key: `gradient of embedding ${E}`,
      inputs: ["indices", "gradient"],
      terms: [`(int(indices(l)) == group / ${E} ? gradient(l * ${E} + group % ${E}) : 0.0)`],
    };
    const size = { groups: sizeOf(shape), length: sizeOf(indices.shape), shape };
    return runSums(gpu, sums, [indices, gradient], size)[0] as tf.TensorInfo;
  }),
];
