import * as tf from "@tensorflow/tfjs";
import { InklingError } from "../core/errors.ts";
import type { NamedVariable } from "./variables.ts";

/** The tensors of a checkpoint, as the worker's face carries them. */
export interface Snapshot {
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly data: Float32Array;
  }[];
  readonly bytes: number;
}

/**
 * Copies variables off the device by one read. Taken at the moment of the call: steps that follow do not show in it.
 * `null` where a number is not finite: nothing could be continued from that.
 */
export async function takeSnapshot(variables: readonly NamedVariable[]): Promise<Snapshot | null> {
  const flat = tf.tidy(() => tf.concat([...variables.map(({ variable }) => variable.reshape([-1])), tf.zeros([1])]));
  const numbers = (await flat.data()) as Float32Array;
  flat.dispose();
  if (!numbers.every(Number.isFinite)) return null;
  let end = 0;
  const tensors = variables.map(({ name, variable: { shape, size } }) => {
    end += size;
    return { name, shape: [...shape], data: numbers.slice(end - size, end) };
  });
  return { tensors, bytes: end * Float32Array.BYTES_PER_ELEMENT };
}

/** Puts a snapshot back. Throws `checkpointMismatch` {name}, and changes nothing, where a tensor is missing or of another shape. */
export function restoreSnapshot(variables: readonly NamedVariable[], { tensors }: Pick<Snapshot, "tensors">): void {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const pairs = variables.map(({ name, variable }) => {
    const tensor = byName.get(name);
    if (!tensor || !tf.util.arraysEqual([...tensor.shape], variable.shape)) {
      throw new InklingError("checkpointMismatch", { name });
    }
    return { variable, tensor };
  });
  for (const { variable, tensor } of pairs) {
    tf.tidy(() => variable.assign(tf.tensor(tensor.data.slice(), [...tensor.shape])));
  }
}
