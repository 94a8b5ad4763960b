import * as tf from "@tensorflow/tfjs";
import type { Model } from "../engine/model.ts";
import type { Trace } from "../schema/modelGraph.ts";
import { createCapture } from "./capture.ts";
import type { StepMetrics, Trainer } from "./trainer.ts";

/**
 * Makes one step and takes it apart: one trace a network, of its last update in the step; the run then stands exactly where the step alone would have
 * left it. A full-batch step that was half done begins again, and `yieldToEventLoop` is awaited between its chunks.
 */
export async function traceStep(
  trainer: Trainer,
  model: Model,
  yieldToEventLoop: () => Promise<void>,
  examples: ReadonlyMap<string, number> = new Map(),
): Promise<{ readonly traces: readonly Trace[]; readonly metrics: StepMetrics }> {
  trainer.seek(trainer.step);
  const captures = model.updates.map(() => createCapture({ gradients: true, examples }));
  // Optimizers write in place, so that the weights before must really be copied.
  const before = model.updates.map(({ variables }) => variables.map((variable) => tf.tidy(() => tf.mul(variable, 1))));
  try {
    let metrics = trainer.advance(captures);
    while (!metrics) {
      await yieldToEventLoop();
      metrics = trainer.advance(captures);
    }
    const losses = await metrics.row.data();
    const named = Object.fromEntries(metrics.series.map((id, i) => [id, losses[i] as number]));
    const traces: Trace[] = [];
    for (const [i, update] of model.updates.entries()) {
      if (model.updates.findLastIndex(({ network }) => network === update.network) !== i) continue;
      const { forward = [], backward = [] } = (await captures[i]?.read()) ?? {};
      const moved = await Promise.all(
        update.variables.map(async (variable, j) => {
          const [change, norm] = await movement(before[i]?.[j] as tf.Tensor, variable);
          return { node: model.nodeOf(variable), name: variable.name, change, norm };
        }),
      );
      const loss = lossesOf(update.network, named);
      traces.push({ step: metrics.step, update: update.network, forward, loss, backward, weights: moved });
    }
    return { traces, metrics };
  } finally {
    tf.dispose(before);
    for (const capture of captures) capture.dispose();
  }
}

/** The losses of one network's turn: its own total as `loss`, and every term. */
function lossesOf(network: string, named: Readonly<Record<string, number>>): Record<string, number> {
  const terms = Object.entries(named).filter(([id]) => !/^(loss\.|gradientNorm)/.test(id));
  const total = named[`loss.${network}`];
  return { ...(total === undefined ? {} : { loss: total }), ...Object.fromEntries(terms) };
}

/** How far a weight moved and how large it is now, both as root mean squares. */
async function movement(before: tf.Tensor, after: tf.Tensor): Promise<[change: number, norm: number]> {
  const both = tf.tidy(() => {
    const rootMeanSquare = (tensor: tf.Tensor) => tf.sqrt(tf.mean(tf.square(tensor)));
    return tf.stack([rootMeanSquare(tf.sub(after, before)), rootMeanSquare(after)]);
  });
  const [change, norm] = await both.data();
  both.dispose();
  return [change as number, norm as number];
}
