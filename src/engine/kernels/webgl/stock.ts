/** Stock kernels of the WebGL backend that ours replace, where they take needless draws. */
import * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";
import { type Attributes, type Inputs, replaceStock } from "./kernel.ts";
import { runSums } from "./sums.ts";

interface Axis {
  readonly length: number;
  /** From one to the next along it. */
  readonly stride: number;
}

/** GLSL of how far element `number` of these axes lies from the first. */
function offset(number: string, axes: readonly Axis[]): string {
  let below = 1;
  const terms: string[] = [];
  for (const { length, stride } of [...axes].reverse()) {
    terms.push(`${number} / ${below} % ${length} * ${stride}`);
    below *= length;
  }
  return terms.length > 0 ? terms.join(" + ") : "0";
}

/** Axes side by side in memory, as one. */
function merged(axes: readonly Axis[]): Axis[] {
  const result: Axis[] = [];
  for (const axis of axes) {
    const before = result.at(-1);
    if (before?.stride === axis.length * axis.stride) {
      result[result.length - 1] = { length: before.length * axis.length, stride: axis.stride };
    } else result.push(axis);
  }
  return result;
}

/** Stock transposes first where the axes are not the last, and then sums in many small steps. */
const sum =
  (isMean: boolean) =>
  (gpu: WebglBackend, { x }: Inputs, { axis, keepDims }: Attributes) => {
    if (x?.dtype !== "float32" || !gpu.texData.get(x.dataId).texture) return null;
    const over = new Set(tf.util.parseAxisParam(axis as number | number[], x.shape));
    const strides = [...tf.util.computeStrides(x.shape), 1];
    const axes = x.shape.map((length, i) => ({ length, stride: strides[i] as number, summed: over.has(i) }));
    const summed = axes.filter((each) => each.summed);
    const kept = axes.filter((each) => !each.summed);
    const count = (some: readonly Axis[]) => some.reduce((product, { length }) => product * length, 1);
    const length = count(summed);
    if (length === 0 || count(kept) === 0) return null;
    const place = `${offset("group", merged(kept))} + ${offset("l", merged(summed))}`;
    const shape = keepDims ? axes.map((each) => (each.summed ? 1 : each.length)) : kept.map((each) => each.length);
    const sums = {
      key: `sum at ${place}`,
      inputs: ["x"],
      terms: [`x(${place})`],
      ...(isMean ? { finish: `sum / ${length}.0` } : {}),
    };
    return runSums(gpu, sums, [x], { groups: count(kept), length, shape })[0] as tf.TensorInfo;
  };

export function replaceStockKernels(): void {
  replaceStock("Sum", sum(false));
  replaceStock("Mean", sum(true));
}
