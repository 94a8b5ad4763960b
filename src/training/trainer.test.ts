import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokensOf } from "../domains/batches.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { tensorsOf } from "../engine/model.ts";
import { create as createGradientDescent } from "../optimizers/gradient-descent/optimizer.ts";
import { createCapture, identityTap } from "./capture.ts";
import { restoreSnapshot, takeSnapshot } from "./checkpoint.ts";
import { createNoise } from "./noise.ts";
import { makeStep, makeSteps, stateOf, type TestRun, testRun, testSettings } from "./testing/run.ts";
import { traceStep } from "./trace.ts";

const yieldToEventLoop = async () => {};
const settingsWith = (training: object) => () => ({
  ...testSettings,
  training: { ...testSettings.training, ...training },
});

/** The gradient of a batch, taken directly, of a run that stands at step 0. */
async function directGradients({ model, batches }: TestRun, index: number): Promise<number[][]> {
  const [update] = model.updates;
  if (!update) throw new Error("no update");
  const noise = createNoise(42, { step: 0, update: 0, chunk: 0 });
  const batch = batches.training.at(index);
  const { value, grads } = tf.variableGrads(
    () => update.loss({ batch, noise, tap: identityTap, values: {} }).total,
    [...update.variables],
  );
  const gradients = update.variables.map(({ name }) => Array.from((grads[name] as tf.Tensor).dataSync()));
  tf.dispose([value, grads, ...tensorsOf(batch)]);
  return gradients;
}

const norm = (gradients: readonly (readonly number[])[]) => Math.hypot(...gradients.flat());

describe.each(["cpu", "wasm"] as const)("a trainer on %s", (backend) => {
  beforeAll(async () => {
    await openBackend(backend, { onFault: () => {}, onLost: () => {} });
  });
  afterAll(() => closeBackend(backend));

  it("moves the weights against the gradient of its batch, shortened to the clipping norm", async () => {
    const settings = settingsWith({ clipNorm: 0.01, learningRate: 2, schedule: "constant" });
    const run = testRun({ createOptimizer: createGradientDescent, settings });
    const start = await stateOf(run.trainer);
    const gradients = await directGradients(run, 0);
    const { row, series } = makeStep(run.trainer);
    const reported = Object.fromEntries(Array.from(row.dataSync(), (value, i) => [series[i], value]));
    row.dispose();
    expect(Object.keys(reported)).toEqual(["loss", "accuracy", "gradientNorm"]);
    expect(reported.gradientNorm).toBeCloseTo(norm(gradients), 5);
    const scale = 0.01 / norm(gradients);
    expect(scale).toBeLessThan(1);
    const end = await stateOf(run.trainer);
    for (const [i, name] of ["network/0/variable", "network/1/variable"].entries()) {
      const expected = start[name]?.map((value, j) => expect.closeTo(value - 2 * scale * (gradients[i]?.[j] ?? 0), 5));
      expect(end[name]).toEqual(expected);
    }
    run.dispose();
  });

  it("sees all of the data in each full-batch step, and counts the step when it is whole", async () => {
    const settings = settingsWith({ clipNorm: 0, learningRate: 1, schedule: "constant" });
    const run = testRun({ createOptimizer: createGradientDescent, fullBatch: true, settings });
    const chunks = run.batches.training.perEpoch;
    expect(chunks).toBeGreaterThan(10);
    const start = await stateOf(run.trainer);
    for (let chunk = 1; chunk < chunks; chunk++) {
      expect(run.trainer.advance()).toBeNull();
      expect(run.trainer.step).toBe(0);
    }
    // The carried state differs from chunk to chunk, so the weights alone must not have moved.
    expect((await stateOf(run.trainer))["network/0/variable"]).toEqual(start["network/0/variable"]);
    const metrics = run.trainer.advance();
    expect(metrics?.step).toBe(1);
    const [, , gradientNorm] = Array.from(metrics?.row.dataSync() ?? []);
    metrics?.row.dispose();
    const end = await stateOf(run.trainer);
    const moved = ["network/0/variable", "network/1/variable"].flatMap(
      (name) => end[name]?.map((value, j) => value - (start[name]?.[j] ?? 0)) ?? [],
    );
    expect(Math.hypot(...moved)).toBeCloseTo(gradientNorm as number, 5);

    // A fresh model whose chunks are summed by hand moves the same way.
    const direct = testRun({ createOptimizer: createGradientDescent, settings });
    const [update] = direct.model.updates;
    if (!update) throw new Error("no update");
    const sums = update.variables.map((variable) => new Float64Array(variable.size));
    for (let chunk = 0; chunk < chunks; chunk++) {
      const kept: tf.Tensor[] = [];
      tf.tidy(() => {
        const noise = createNoise(42, { step: 0, update: 0, chunk });
        const { grads } = tf.variableGrads(() => {
          const { total, carry = [] } = update.loss({
            batch: direct.batches.training.at(chunk),
            noise,
            tap: identityTap,
            values: {},
          });
          kept.push(...carry.map((tensor) => tf.keep(tensor)));
          return total;
        }, [...update.variables]);
        for (const [i, { name }] of update.variables.entries()) {
          (grads[name] as tf.Tensor).dataSync().forEach((value, j) => {
            (sums[i] as Float64Array)[j] = (sums[i]?.[j] ?? 0) + value / chunks;
          });
        }
        update.carry?.[0]?.assign(kept[0] as tf.Tensor);
      });
      tf.dispose(kept);
    }
    expect(moved).toEqual(sums.flatMap((sum) => Array.from(sum, (value) => expect.closeTo(-value, 5))));
    run.dispose();
    direct.dispose();
  });

  it("gives the same losses for the same seed, and others for another", async () => {
    const runs = [testRun({ dropout: 0.3 }), testRun({ dropout: 0.3 }), testRun({ dropout: 0.3, seed: 43 })];
    const [first, second, other] = await Promise.all(runs.map(({ trainer }) => makeSteps(trainer, 10)));
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
    for (const run of runs) run.dispose();
  });

  it("learns", async () => {
    const run = testRun();
    const losses = await makeSteps(run.trainer, 150);
    expect(losses[0]).toBeGreaterThan(1.6);
    expect(Math.min(...losses.slice(-20))).toBeLessThan(1.3);
    run.dispose();
  });

  it.each([{ fullBatch: false }, { fullBatch: true }])(
    "ends a traced step exactly where a plain one ends (full batch: $fullBatch)",
    async ({ fullBatch }) => {
      const plain = testRun({ dropout: 0.3, fullBatch });
      const traced = testRun({ dropout: 0.3, fullBatch });
      for (const { trainer } of [plain, traced]) await makeSteps(trainer, 3);
      const [loss] = await makeSteps(plain.trainer, 1);
      if (fullBatch) traced.trainer.advance(); // Half a step is taken back.
      const { traces, metrics } = await traceStep(traced.trainer, traced.model, yieldToEventLoop);
      metrics.row.dispose();
      expect(metrics.step).toBe(4);
      expect(traces.map(({ step, update }) => ({ step, update }))).toEqual([{ step: 4, update: "network" }]);
      expect(traces[0]?.loss.loss).toBe(loss);
      expect(await stateOf(traced.trainer)).toEqual(await stateOf(plain.trainer));
      expect(await makeSteps(traced.trainer, 2)).toEqual(await makeSteps(plain.trainer, 2));
      plain.dispose();
      traced.dispose();
    },
  );

  it("traces activations, their gradients and the moves of the weights as computed directly", async () => {
    const run = testRun();
    const [embedding, readout] = (run.model.updates[0]?.variables ?? []) as [tf.Variable, tf.Variable];
    const start = await stateOf(run.trainer);
    const batch = tokensOf(run.batches.training.at(0));
    // The first batch begins anew, so nothing is carried in: h = tanh(E[character]), logits = h · R.
    const expected = tf.tidy(() => {
      const hidden = tf.tanh(tf.gather(embedding, batch.inputs)) as tf.Tensor3D; // [B, T, H]
      const logits = tf.matMul(hidden.reshape([20, 7]), readout as tf.Tensor2D); // [B·T, V]
      const target = tf.oneHot(batch.targets.flatten(), 6).toFloat();
      // The gradient of the mean cross-entropy: (softmax − target) / B·T, and through the readout.
      const slope = tf.div(tf.sub(tf.softmax(logits), target), 20) as tf.Tensor2D;
      const hiddenSlope = tf.matMul(slope, readout as tf.Tensor2D, false, true);
      const of = (tensor: tf.Tensor, width: number) =>
        Array.from(
          tensor
            .slice(0, 5)
            .reshape([5 * width])
            .dataSync(),
        );
      return {
        characters: Array.from(batch.inputs.slice(0, 1).dataSync()),
        hidden: of(hidden.reshape([20, 7]), 7),
        logits: of(logits, 6),
        logitsGradient: of(slope, 6),
        hiddenGradient: of(hiddenSlope, 7),
      };
    });
    const { traces, metrics } = await traceStep(run.trainer, run.model, yieldToEventLoop);
    const [trace] = traces;
    const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));
    expect(trace?.forward.map(({ node, shape }) => [node, shape])).toEqual([
      ["characters", [5]],
      ["hidden", [5, 7]],
      ["logits", [5, 6]],
      ["loss", []],
    ]);
    const [characters, hidden, logits, loss] = trace?.forward ?? [];
    expect(Array.from(characters?.values ?? [])).toEqual(expected.characters);
    expect(Array.from(hidden?.values ?? [])).toEqual(near(expected.hidden));
    expect(Array.from(logits?.values ?? [])).toEqual(near(expected.logits));
    expect(loss?.values[0]).toBe(trace?.loss.loss);
    const backward = Object.fromEntries(trace?.backward.map(({ node, values }) => [node, Array.from(values)]) ?? []);
    expect(Object.keys(backward)).toEqual(["loss", "logits", "hidden"]);
    expect(backward.loss).toEqual([1]);
    expect(backward.logits).toEqual(near(expected.logitsGradient));
    expect(backward.hidden).toEqual(near(expected.hiddenGradient));
    const end = await stateOf(run.trainer);
    const rootMeanSquare = (values: readonly number[]) => Math.hypot(...values) / Math.sqrt(values.length);
    for (const [i, name] of ["network/0/variable", "network/1/variable"].entries()) {
      const moves = end[name]?.map((value, j) => value - (start[name]?.[j] ?? 0)) ?? [];
      expect(trace?.weights[i]?.node).toBe(["hidden", "logits"][i]);
      expect(trace?.weights[i]?.change).toBeCloseTo(rootMeanSquare(moves), 5);
      expect(trace?.weights[i]?.norm).toBeCloseTo(rootMeanSquare(end[name] ?? []), 5);
    }
    tf.dispose([metrics.row, ...tensorsOf(batch)]);
    run.dispose();
  });

  it("shows watched nodes without changing the step", async () => {
    const plain = testRun({ dropout: 0.3 });
    const watched = testRun({ dropout: 0.3 });
    const capture = createCapture({ nodes: new Set(["hidden"]), gradients: false });
    const metrics = watched.trainer.advance([capture]);
    const { forward, backward } = await capture.read();
    metrics?.row.dispose();
    expect(forward.map(({ node, shape }) => [node, shape])).toEqual([["hidden", [5, 7]]]);
    expect(backward).toEqual([]);
    await makeSteps(plain.trainer, 1);
    expect(await stateOf(watched.trainer)).toEqual(await stateOf(plain.trainer));
    plain.dispose();
    watched.dispose();
  });

  it("goes on from a checkpoint in a fresh model as if it had never stopped, bit for bit", async () => {
    const whole = testRun({ dropout: 0.3 });
    const losses = await makeSteps(whole.trainer, 200);
    const first = testRun({ dropout: 0.3 });
    const earlier = await makeSteps(first.trainer, 100);
    const snapshot = await takeSnapshot(first.trainer.variables);
    if (!snapshot) throw new Error("not finite");
    first.dispose();
    const second = testRun({ dropout: 0.3 });
    restoreSnapshot(second.trainer.variables, snapshot);
    second.trainer.seek(100);
    expect([...earlier, ...(await makeSteps(second.trainer, 100))]).toEqual(losses);
    expect(await stateOf(second.trainer)).toEqual(await stateOf(whole.trainer));
    whole.dispose();
    second.dispose();
  });

  it("runs several updates of a network with one optimizer that counts each", async () => {
    const settings = settingsWith({ schedule: "constant", clipNorm: 0, learningRate: 0.01 });
    const single = testRun({ settings });
    const twice = testRun({ settings, updates: 2 });
    await makeSteps(single.trainer, 2);
    const { row, series } = makeStep(twice.trainer);
    expect(series).toEqual(["loss", "accuracy", "gradientNorm"]);
    row.dispose();
    // Without noise, two updates in a step are two steps of one.
    expect(await stateOf(twice.trainer)).toEqual(await stateOf(single.trainer));
    single.dispose();
    twice.dispose();
  });

  it("keeps tensors and bytes flat over 200 steps, whole, chunked, watched and traced", async () => {
    const runs = [testRun({ dropout: 0.3 }), testRun({ fullBatch: true }), testRun({ updates: 2 })];
    const round = async () => {
      for (const run of runs) {
        const capture = createCapture({ gradients: false });
        const metrics = run.trainer.advance([capture]);
        await capture.read();
        metrics?.row.dispose();
      }
    };
    await round();
    for (const run of runs) {
      // By then what is replayed has been recorded.
      await makeSteps(run.trainer, 20);
      const { metrics } = await traceStep(run.trainer, run.model, yieldToEventLoop);
      metrics.row.dispose();
      await takeSnapshot(run.trainer.variables);
    }
    const { numTensors, numBytes } = tf.memory();
    for (const run of runs) {
      await makeSteps(run.trainer, run === runs[1] ? 10 : 200);
      const { metrics } = await traceStep(run.trainer, run.model, yieldToEventLoop);
      metrics.row.dispose();
      await takeSnapshot(run.trainer.variables);
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numBytes).toBe(numBytes);
    for (const run of runs) run.dispose();
  });
});

describe("a snapshot", () => {
  beforeAll(async () => {
    await openBackend("cpu", { onFault: () => {}, onLost: () => {} });
  });

  it("is refused where a number is not finite", async () => {
    const variable = tf.variable(tf.tensor1d([1, Number.NaN]));
    expect(await takeSnapshot([{ name: "weight", variable }])).toBeNull();
    variable.assign(tf.tensor1d([1, Number.POSITIVE_INFINITY]));
    expect(await takeSnapshot([{ name: "weight", variable }])).toBeNull();
  });

  it("does not show what is done to the weights while it is read", async () => {
    const variable = tf.variable(tf.tensor1d([1, 2]));
    const reading = takeSnapshot([{ name: "weight", variable }]);
    variable.assign(tf.tensor1d([3, 4]));
    expect(Array.from((await reading)?.tensors[0]?.data ?? [])).toEqual([1, 2]);
  });

  it("of another model is refused by the name of the tensor, and changes nothing", () => {
    const first = tf.variable(tf.tensor1d([1, 2]));
    const second = tf.variable(tf.tensor1d([3]));
    const variables = [
      { name: "a", variable: first },
      { name: "b", variable: second },
    ];
    const tensors = [
      { name: "a", shape: [2], data: new Float32Array([9, 9]) },
      { name: "b", shape: [2], data: new Float32Array([9, 9]) },
    ];
    expect(() => restoreSnapshot(variables, { tensors })).toThrow(
      expect.objectContaining({ code: "checkpointMismatch", values: { name: "b" } }),
    );
    expect(Array.from(first.dataSync())).toEqual([1, 2]);
  });
});
