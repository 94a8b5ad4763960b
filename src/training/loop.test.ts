import * as tf from "@tensorflow/tfjs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMutex } from "../core/mutex.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { tensorsOf } from "../engine/model.ts";
import { validate } from "../evaluation/validation.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import { createLoop, type Stop } from "./loop.ts";
import { createRecorder } from "./recorder.ts";
import { createPace } from "./stepBudget.ts";
import { type TestRun, testRun } from "./testing/run.ts";
import { createEventLoopYielder, type EventLoopYielder } from "./yieldToEventLoop.ts";

describe("a loop on wasm", () => {
  let eventLoop: EventLoopYielder;
  let run: TestRun;
  beforeAll(async () => {
    await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  });
  afterAll(() => closeBackend("wasm"));
  beforeEach(() => {
    eventLoop = createEventLoopYielder();
    run = testRun();
  });
  afterEach(() => {
    run.dispose();
    eventLoop.close();
  });

  function start(options: { stopAt?: number; between?: () => Promise<void>; target?: TestRun } = {}) {
    const { target = run } = options;
    const batches: MetricsBatch[] = [];
    const stops: Stop[] = [];
    const errors: unknown[] = [];
    const loop = createLoop({
      trainer: target.trainer,
      mutex: createMutex(),
      now: () => performance.now(),
      yieldToEventLoop: eventLoop.yieldToEventLoop,
      latencyMs: 0,
      stopAt: () => options.stopAt ?? 0,
      horizon: () => Number.POSITIVE_INFINITY,
      between: options.between ?? (async () => {}),
      advance: () => target.trainer.advance(),
      onMetrics: (batch) => batches.push(batch),
      onStop: (why) => stops.push(why),
      onError: (error) => errors.push(error),
    });
    const steps = () => batches.flatMap(({ steps: own }) => [...own]);
    return { loop, batches, stops, errors, steps };
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("makes exactly the steps that were asked for, and reports each once, in order", async () => {
    const { loop, steps, stops, batches } = start();
    await loop.step(1);
    expect(run.trainer.step).toBe(1);
    await loop.step(37);
    expect(run.trainer.step).toBe(38);
    expect(steps()).toEqual(upTo(38));
    expect(stops).toEqual(["paused", "paused"]);
    expect(batches[0]?.series).toEqual(["loss", "accuracy", "gradientNorm", "learningRate"]);
    // The cosine's first rate.
    expect(batches[0]?.values[3]).toBeCloseTo(0.05, 6);
  });

  it("makes no step after Pause, and has reported all that were made", async () => {
    const { loop, steps, stops } = start();
    loop.play();
    await sleep(60);
    const paused = loop.pause();
    const { step } = run.trainer;
    await paused;
    await sleep(40);
    expect(step).toBeGreaterThan(1);
    expect(run.trainer.step).toBe(step);
    expect(steps()).toEqual(upTo(step));
    expect(stops).toEqual(["paused"]);
  });

  it("goes on where it paused, and its clock stands meanwhile", async () => {
    const { loop, steps } = start();
    loop.play();
    await sleep(30);
    await loop.pause();
    const { step } = run.trainer;
    const { elapsedMs } = loop;
    await sleep(100);
    expect(loop.elapsedMs).toBe(elapsedMs);
    const resumedAt = performance.now();
    loop.play();
    await sleep(30);
    await loop.pause();
    expect(run.trainer.step).toBeGreaterThan(step);
    expect(loop.elapsedMs).toBeGreaterThan(elapsedMs);
    expect(loop.elapsedMs - elapsedMs).toBeLessThanOrEqual(performance.now() - resumedAt);
    expect(steps()).toEqual(upTo(run.trainer.step));
  });

  it("stops by itself at the step that was set, and may go on from there", async () => {
    const { loop, stops } = start({ stopAt: 25 });
    loop.play();
    await expect.poll(() => stops).toEqual(["stopAt"]);
    expect(run.trainer.step).toBe(25);
    await loop.step(2);
    expect(run.trainer.step).toBe(27);
  });

  it("lets messages in between rounds", async () => {
    const { loop } = start();
    loop.play();
    const waits: number[] = [];
    for (let i = 0; i < 10; i++) {
      const asked = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 0));
      waits.push(performance.now() - asked);
    }
    await loop.pause();
    expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(60);
  });

  it("pauses within a full-batch step, which then goes on", async () => {
    const full = testRun({ fullBatch: true });
    const { loop } = start({ target: full });
    full.trainer.advance();
    await loop.pause();
    expect(full.trainer.step).toBe(0);
    await loop.step(1);
    expect(full.trainer.step).toBe(1);
    full.dispose();
  });

  it("stops and tells when a step fails", async () => {
    const { loop, errors } = start({
      between: async () => {
        if (run.trainer.step >= 3) throw new Error("broken");
      },
    });
    loop.play();
    await expect.poll(() => errors.length).toBe(1);
    expect(loop.playing).toBe(false);
    expect(String(errors[0])).toContain("broken");
  });

  it("keeps batches that were asked for between steps in their place", async () => {
    const { loop, steps } = start();
    await loop.step(2);
    loop.enqueue(sleep(20).then(() => ({ series: ["late"], steps: Uint32Array.of(2), values: new Float32Array([7]) })));
    await loop.step(1);
    expect(steps()).toEqual([1, 2, 2, 3]);
  });

  it("leaves nothing on the device", async () => {
    const { loop } = start();
    // By then what is replayed has been recorded.
    await loop.step(20);
    const { numTensors } = tf.memory();
    await loop.step(100);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it("validates by the mean over all validation batches, the state carried from one to the next", async () => {
    const { numTensors } = tf.memory();
    const { metrics } = await validate(run.model, run.batches.validation, {}, 7, eventLoop.yieldToEventLoop);
    const { series, steps, values } = await metrics;
    expect(series).toEqual(["validation.loss", "validation.accuracy"]);
    expect([...steps]).toEqual([7]);
    const losses: number[] = [];
    let carry: readonly tf.Tensor[] | null = null;
    for (let i = 0; i < run.batches.validation.perEpoch; i++) {
      const batch = run.batches.validation.at(i);
      const loss = run.model.evaluate(batch, carry, {});
      losses.push((await loss.total.data())[0] as number);
      tf.dispose([carry ? [...carry] : [], loss.total, loss.terms.accuracy ?? [], ...tensorsOf(batch)]);
      tf.dispose(batch.labels ?? []);
      carry = loss.carry ?? null;
    }
    tf.dispose(carry ? [...carry] : []);
    expect(losses.length).toBeGreaterThan(1);
    expect(values[0]).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / losses.length, 5);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe("a recorder", () => {
  beforeAll(async () => {
    await openBackend("cpu", { onFault: () => {}, onLost: () => {} });
  });

  it("gives back every row in order, and keeps few tensors meanwhile", async () => {
    const recorder = createRecorder();
    const { numTensors } = tf.memory();
    for (let step = 1; step <= 1000; step++) {
      recorder.add({ step, series: ["a", "b"], row: tf.tensor1d([step, -step]), learningRate: step / 2 });
    }
    // 1000 in base four is 33220: ten blocks.
    expect(tf.memory().numTensors - numTensors).toBe(10);
    const batches = await recorder.take();
    expect(tf.memory().numTensors).toBe(numTensors);
    const rows = batches.flatMap(({ steps, values }) =>
      Array.from(steps, (step, i) => [step, ...values.subarray(i * 3, i * 3 + 3)]),
    );
    expect(rows).toEqual(Array.from({ length: 1000 }, (_, i) => [i + 1, i + 1, -i - 1, (i + 1) / 2]));
  });

  it("keeps rows of other series apart", async () => {
    const recorder = createRecorder();
    for (const [step, series] of [["a"], ["a"], ["a", "b"], ["a", "b"]].entries()) {
      recorder.add({ step, series, row: tf.tensor1d(series.map(() => step)), learningRate: 1 });
    }
    const batches = await recorder.take();
    expect(batches.map(({ series }) => series.length)).toEqual([2, 2, 3, 3]);
  });
});

describe("a pace", () => {
  it("grows to 25 ms of work a round, twofold at most", () => {
    const pace = createPace(0);
    const seen: number[] = [];
    for (let i = 0; i < 6; i++) {
      seen.push(pace.steps);
      pace.observe(pace.steps, pace.steps * 2);
    }
    expect(seen).toEqual([1, 2, 4, 8, 12, 12]);
  });

  it("shrinks at once when steps turn slow", () => {
    const pace = createPace(0);
    for (let i = 0; i < 5; i++) pace.observe(pace.steps, pace.steps);
    pace.observe(pace.steps, pace.steps * 10);
    expect(pace.steps).toBe(2);
  });

  it("does not blame the steps for a slow read", () => {
    const pace = createPace(100);
    for (let i = 0; i < 8; i++) pace.observe(pace.steps, Math.max(100, pace.steps));
    expect(pace.steps).toBeGreaterThan(64);
  });
});
