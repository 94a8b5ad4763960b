/** The gradients that are worked out over all steps together. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { runIndexed } from "../webgl/elementwise.ts";
import { product } from "../webgl/product.ts";
import { columnSums } from "../webgl/sums.ts";
import { gateCount } from "./contract.ts";
import type { Size } from "./webglShaders.ts";
import { gather, type Pair } from "./webglSteps.ts";

/** What all steps left behind; no gates for the simple cell. */
interface Traces {
  readonly states: Pair;
  readonly gates: Pair | null;
  readonly slopes: Pair;
}

/** stateᵀ · slopes over all sequences and steps: [B·T, H], [B·T, G·H] → [H, G·H]. */
function outer(gpu: WebglBackend, size: Size, states: tf.TensorInfo, slopes: tf.TensorInfo): tf.TensorInfo {
  const [rows, columns] = [size.batch * size.time, gateCount[size.cell] * size.units];
  return product(gpu, {
    a: { tensor: states, rows, columns: size.units, parts: 1, transposed: true },
    b: { tensor: slopes, rows, columns, parts: 1 },
    shape: [size.units, columns],
    matrices: 1,
  });
}

/** The gradients of [projected, recurrentKernel, (recurrentBias)]. */
export function weightGradients(
  gpu: WebglBackend,
  size: Size,
  { states, gates, slopes }: Traces,
  biased: boolean,
): tf.TensorInfo[] {
  const { cell, batch, time, units } = size;
  const width = gateCount[cell] * units;
  const all = gather(gpu, size, "slopes", { slopes }, gateCount[cell], "y0 = slopesAt(t + 1, b, j)[g];");
  const passing: tf.TensorInfo[] = [];
  let projected = all;
  if (cell === "gru" && gates) {
    // The reset works on the product, so the candidate's gradient before it is another.
    const body = `
  vec4 slope = slopesAt(t + 1, b, j);
  vec4 gate = gatesAt(t + 1, b, j);
  y0 = g == 2 ? slope.w * (1.0 - gate.x) * (1.0 - gate.z * gate.z) : slope[g];`;
    projected = gather(gpu, size, "projected gradient", { slopes, gates }, 3, body);
    passing.push(all);
  }
  const previous = gather(gpu, size, "previous", { states }, 1, "y0 = statesAt(t, b, j).x;");
  let kernelGradient = outer(gpu, size, previous, all);
  passing.push(previous);
  if (cell === "gru-reset-before" && gates) {
    const body = "y0 = statesAt(t, b, j).x * gatesAt(t + 1, b, j).y;";
    const reset = gather(gpu, size, "reset", { states, gates }, 1, body);
    const ofReset = outer(gpu, size, reset, all);
    passing.push(reset, ofReset, kernelGradient);
    const join = {
      key: `recurrent kernel gradient ${units}`,
      inputs: ["whole", "reset"],
      body: `y0 = i % ${3 * units} < ${2 * units} ? whole(i) : reset(i);`,
    };
    const shape = { shape: [units, 3 * units], packed: true };
    kernelGradient = runIndexed(gpu, join, [kernelGradient, ofReset], shape)[0] as tf.TensorInfo;
  }
  const results = [projected, kernelGradient];
  if (biased) results.push(columnSums(gpu, all, [batch * time, width]));
  for (const { dataId } of passing) gpu.disposeData(dataId);
  return results;
}
