import * as tf from "@tensorflow/tfjs";
import type { Tap } from "../engine/model.ts";
import type { Probe } from "../schema/modelGraph.ts";

/** The tap of whoever does not watch. */
export const identityTap: Tap = (_, value) => value;

/** Catches the first example (or the first few) of what flows through nodes of the model graph during one forward and backward pass. */
export interface Capture {
  readonly tap: Tap;
  /** Reads what was caught, in the order in which it flowed, and frees it. */
  readonly read: () => Promise<{ readonly forward: readonly Probe[]; readonly backward: readonly Probe[] }>;
  readonly dispose: () => void;
}

export interface CaptureOptions {
  /** The nodes to catch; absent means all of them. */
  readonly nodes?: ReadonlySet<string>;
  /** Whether to catch the gradients on their way back, too. */
  readonly gradients: boolean;
  /** How many examples of the batch a node's picture needs; the first alone, without the batch's dimension, where it says nothing. */
  readonly examples?: ReadonlyMap<string, number>;
}

/** [B, …] → […] of the first example, or [n, …] of the first n; a scalar as it is. Kept until read or disposed of. */
function firstExamples(value: tf.Tensor, count: number | undefined): tf.Tensor {
  if (value.rank === 0) return tf.keep(tf.add(value, 0));
  const first = tf.slice(value, 0, Math.min(count ?? 1, value.shape[0] as number));
  return tf.keep(count === undefined ? first.reshape(value.shape.slice(1)) : first);
}

export function createCapture({ nodes, gradients, examples }: CaptureOptions): Capture {
  const forward = new Map<string, tf.Tensor>();
  const backward = new Map<string, tf.Tensor>();

  const store = (into: Map<string, tf.Tensor>, node: string, value: tf.Tensor) => {
    into.get(node)?.dispose();
    into.set(
      node,
      tf.tidy(() => firstExamples(value, examples?.get(node))),
    );
  };
  const tap: Tap = (node, value) => {
    if (nodes && !nodes.has(node)) return value;
    store(forward, node, value);
    if (!gradients || value.dtype !== "float32") return value;
    const watched = tf.customGrad((x) => ({
      value: tf.clone(x as tf.Tensor),
      gradFunc: (dy) => {
        store(backward, node, dy);
        return dy;
      },
    }));
    return watched(value) as typeof value;
  };
  const dispose = () => {
    tf.dispose([...forward.values(), ...backward.values()]);
    forward.clear();
    backward.clear();
  };
  return {
    tap,
    read: async () => {
      try {
        const [activations, returned] = await Promise.all([probes(forward), probes(backward)]);
        return { forward: activations, backward: returned };
      } finally {
        dispose();
      }
    },
    dispose,
  };
}

const probes = (tensors: ReadonlyMap<string, tf.Tensor>): Promise<Probe[]> =>
  Promise.all(
    Array.from(tensors, async ([node, tensor]) => ({
      node,
      values: Float32Array.from(await tensor.data()),
      shape: [...tensor.shape],
    })),
  );
