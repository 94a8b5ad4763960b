import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runId } from "../core/brands.ts";
import type { Checkpoint } from "./api.ts";
import { smallConfig, type TestWorkerApi, testWorkerApi } from "./testing/open.ts";

const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, i) => from + i);
const bits = ({ step, tensors }: Checkpoint) => ({ step, tensors: tensors.map(({ name, data }) => [name, ...data]) });

/** What an overflow would do: the next step raises `notFinite`. */
function makeWeightNaN(): void {
  const weights = Object.values(tf.engine().registeredVariables).find(({ trainable }) => trainable);
  weights?.assign(tf.fill(weights.shape, Number.NaN));
}

describe("a worker API on wasm", () => {
  let test: TestWorkerApi;
  beforeEach(async () => {
    test = await testWorkerApi();
  });
  afterEach(() => test.end());

  it("opens, fills the stage before Play, and gives the lines to beat", async () => {
    const opened = await test.open();
    expect(opened).toMatchObject({ step: 0, backend: { kind: "wasm" }, facts: { id: "place-names" } });
    expect(opened.weights).toBeGreaterThan(1000);
    const { view } = await test.next("samples", ({ finished }) => finished);
    expect(view.kind === "text" && view.samples.length).toBe(3);
    const { facts } = await test.next("facts");
    expect(facts.baselines.map(({ id }) => id)).toEqual(["unigram", "bigram", "trigram", "bestNgram"]);
    expect((await test.next("checkpoint")).checkpoint.step).toBe(0);
    // An untrained model is as surprised as by dice.
    const [[step, loss] = [-1, 0]] = await test.series("validation.loss");
    expect(step).toBe(0);
    const { domain } = facts;
    expect(loss).toBeCloseTo(Math.log(domain.kind === "tokens" ? domain.vocabulary.length : 0), 0);
    expect(test.of("state").map(({ state }) => state.kind)).toEqual(["ready"]);
    const finished = test.of("task").filter(({ task }) => task.finished);
    expect(finished.map(({ task }) => task.kind).sort()).toEqual(["backend", "baselines", "data", "model"]);
  });

  it("plays, learns, shows samples, and makes no step after Pause", async () => {
    await test.open();
    await test.settle();
    await test.api.play();
    await test.next("samples", ({ step, finished }) => step > 0 && finished);
    const step = await test.api.pause();
    await test.next("state", ({ state }) => state.kind === "paused");
    const losses = await test.series("loss");
    expect(losses.map(([at]) => at)).toEqual(upTo(step));
    expect(losses.at(-1)?.[1]).toBeLessThan(losses[0]?.[1] ?? 0);
    const { length } = test.of("progress");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(test.of("progress").length).toBe(length);
    expect((await test.api.checkpoint()).step).toBe(step);
  });

  it("makes exactly the steps that are asked for, and then shows what changed", async () => {
    await test.open();
    expect(await test.api.step(1)).toBe(1);
    expect(await test.api.step(54)).toBe(55);
    expect((await test.series("loss")).map(([at]) => at)).toEqual(upTo(55));
    expect((await test.series("validation.loss")).map(([at]) => at)).toEqual([0, 5, 10, 20, 50]);
    await test.next("samples", ({ step, finished }) => step === 55 && finished);
  });

  it("shows previews in parts while it plays and whole where it stops, and learns the same with and without", async () => {
    const plain = smallConfig({ "training.stopAt": 400, "sampling.count": 9 });
    await test.open(plain);
    await test.api.play();
    await test.next("state", ({ state }) => state.kind === "finished");
    const without = bits(await test.api.checkpoint());
    expect(test.of("preview")).toEqual([]);
    await test.open(plain);
    await test.api.preview({ id: 3, subject: { source: "sampling" } });
    await test.api.play();
    await test.next("state", ({ state }) => state.kind === "finished");
    const { view, first } = await test.next("preview", ({ step }) => step === 400);
    expect(first).toBe(0);
    expect(view.kind === "text" && view.samples.length).toBe(9);
    expect(bits(await test.api.checkpoint())).toEqual(without);
    const [preview] = test.of("preview");
    expect(preview?.request).toBe(3);
  });

  it("goes on from a checkpoint in a fresh api as if it had never stopped, bit for bit", async () => {
    await test.open();
    await test.api.step(200);
    const whole = bits(await test.api.checkpoint());
    const losses = await test.series("loss");
    await test.open();
    await test.api.step(100);
    const checkpoint = structuredClone(await test.api.checkpoint());
    const fresh = await testWorkerApi();
    expect((await fresh.open(smallConfig(), checkpoint)).step).toBe(100);
    await fresh.arrived();
    expect(fresh.of("state").map(({ state }) => state.kind)).toEqual(["paused"]);
    await fresh.api.step(100);
    expect(bits(await fresh.api.checkpoint())).toEqual(whole);
    expect(await fresh.series("loss")).toEqual(losses.slice(100, 200));
    await fresh.end();
  });

  it("goes back to an earlier step, and forward again the same way", async () => {
    await test.open();
    await test.api.step(10);
    const checkpoint = await test.api.checkpoint();
    await test.api.step(10);
    const then = bits(await test.api.checkpoint());
    expect(await test.api.restore(checkpoint)).toBe(10);
    await test.api.step(10);
    expect(bits(await test.api.checkpoint())).toEqual(then);
  });

  it("ends slow motion where a step would have ended", async () => {
    await test.open();
    await test.api.step(6);
    const plain = bits(await test.api.checkpoint());
    const plainLoss = (await test.series("loss")).at(-1);
    await test.open();
    await test.api.step(5);
    const [trace] = await test.api.trace();
    if (!trace) return expect.fail("no trace");
    expect(trace.step).toBe(6);
    expect([trace.step, trace.loss.loss]).toEqual(plainLoss);
    expect(bits(await test.api.checkpoint())).toEqual(plain);
    expect(trace.forward.map(({ node }) => node)).toContain("logits");
    expect(trace.backward.map(({ node }) => node)).toContain("logits");
    expect(trace.weights.every(({ change }) => change > 0)).toBe(true);
    expect((await test.series("loss")).at(-1)).toEqual(plainLoss);
  });

  it("changes live parameters at the step it names, and refuses others", async () => {
    await test.open();
    await test.api.step(3);
    expect(await test.api.tune({ "training.learningRate": 0.01 })).toBe(3);
    await test.api.step(1);
    const rates = (await test.series("learningRate")).map(([, rate]) => rate);
    for (const [i, rate] of [0.003, 0.003, 0.003, 0.01].entries()) expect(rates[i]).toBeCloseTo(rate, 7);
    await expect(test.api.tune({ "model.units": 32 })).rejects.toEqual({
      code: "notLive",
      values: { key: "model.units" },
    });
  });

  it("stops by itself where it was told to", async () => {
    await test.open(smallConfig({ "training.stopAt": 12 }));
    await test.api.play();
    const { step, state } = await test.next("state", (event) => event.state.kind === "finished");
    expect({ step, state }).toEqual({ step: 12, state: { kind: "finished", why: "stopAt" } });
    expect((await test.series("loss")).map(([at]) => at)).toEqual(upTo(12));
  });

  it("stops on a loss that is no number, keeps no such checkpoint, and recovers from an earlier one", async () => {
    await test.open();
    await test.api.step(8);
    const checkpoint = await test.api.checkpoint();
    makeWeightNaN();
    await test.api.play();
    const { alarm } = await test.next("alarm");
    expect(alarm).toMatchObject({ id: "notFinite", severity: "stopped", step: 9 });
    const { state } = await test.next("state", (event) => event.state.kind === "finished");
    expect(state).toEqual({ kind: "finished", why: "alarm" });
    await expect(test.api.checkpoint()).rejects.toEqual({ code: "notFinite", values: {} });
    const [goBack] = alarm.remedies;
    expect(goBack?.restore).toBe(8);
    await test.api.restore(checkpoint);
    await test.api.tune(goBack?.change ?? {});
    expect((await test.next("cleared")).alarm).toBe("notFinite");
    await test.api.step(5);
    expect((await test.series("loss")).map(([at]) => at)).toEqual(upTo(13));
    expect((await test.series("learningRate")).at(-1)?.[1]).toBeCloseTo(0.0003, 7);
    expect(
      test
        .of("checkpoint")
        .every(({ checkpoint: { tensors } }) => tensors.every(({ data }) => data.every(Number.isFinite))),
    ).toBe(true);
  });

  it("shows watched nodes while playing and while paused, and none after", async () => {
    await test.open();
    await test.settle();
    await test.api.watch(["logits"]);
    const { probes, step } = await test.next("probe");
    expect(step).toBe(0);
    expect(probes.map(({ node }) => node)).toEqual(["logits"]);
    await test.api.play();
    await test.next("probe", (event) => event.step > 1);
    await test.api.unwatch();
    await test.api.pause();
    await test.arrived();
    const { length } = test.of("probe");
    await test.api.step(3);
    expect(test.of("probe").length).toBe(length);
  });

  it("samples on demand with the same dice each time, while paused and while playing", async () => {
    await test.open();
    await test.api.step(2);
    const ask = async (task: number) => {
      await test.api.sample({ task, sampling: { count: 2, temperature: 1 } });
      const { view } = await test.next("samples", (event) => event.task === task && event.finished);
      return view;
    };
    const first = await ask(1);
    expect(first.kind === "text" && first.samples.length).toBe(2);
    expect(await ask(2)).toEqual(first);
    await test.api.play();
    await ask(3);
    await test.api.pause();
  });

  it("cancels samples that are not wanted any more", async () => {
    // On this clock every character is slow enough to be sent.
    let clock = 0;
    const slow = await testWorkerApi({ now: () => (clock += 200) });
    await slow.open();
    await slow.settle();
    const asked = slow.api.sample({ task: 7, sampling: { maxLength: 2000 } });
    await slow.next("samples", ({ task }) => task === 7);
    await slow.api.cancel(7);
    await asked;
    await slow.arrived();
    expect(slow.of("samples").some(({ task, finished }) => task === 7 && finished)).toBe(false);
    await slow.end();
  });

  it("answers views of a text and pages of the data", async () => {
    await test.open();
    const view = await test.api.view({ view: "next", source: "text", text: "Pa", sampling: {} });
    expect(view.kind === "probabilities" && view.text).toEqual(expect.arrayContaining(["P", "a"]));
    const page = await test.api.browse({ part: "train", offset: 0, count: 5 });
    expect(page.total).toBeGreaterThan(100);
    expect(page.samples.length).toBe(5);
  });

  it.each(["gradient-descent", "sgd", "rmsprop", "adam", "adamw"])("learns by %s", async (optimizer) => {
    const quick = { "training.batchSize": 32, "training.sequenceLength": 32 };
    await test.open(smallConfig({ ...quick, "training.optimizer": optimizer }));
    await test.api.step(25);
    const losses = (await test.series("loss")).map(([, loss]) => loss);
    expect(losses.length).toBe(25);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 0.2);
  });

  it("rejects with plain faults", async () => {
    await expect(test.api.play()).rejects.toEqual({ code: "notOpen", values: {} });
    const small = await testWorkerApi({ memoryLimit: 2 ** 20 });
    await expect(small.open(smallConfig({ "model.units": 1024 }))).rejects.toMatchObject({
      code: "tooLarge",
      values: { limit: 1 },
    });
    await small.end();
    const unreadable = await testWorkerApi({ readerOf: () => () => Promise.reject(new Error("offline")) });
    await expect(unreadable.open()).rejects.toEqual({ code: "unexpected", values: { message: "offline" } });
    await unreadable.end();
  });

  it("frees everything when the next run is opened, and nothing grows while one trains", async () => {
    await test.open();
    await test.settle();
    await test.api.close();
    const empty = tf.memory().numTensors;
    await test.open(smallConfig({ "data.set": "given-names" }));
    await test.settle();
    await test.api.step(10);
    await test.api.checkpoint();
    const { numTensors, numBytes } = tf.memory();
    await test.api.watch(["logits"]);
    await test.api.step(200);
    await test.api.trace();
    await test.api.sample({ task: 1, sampling: {} });
    await test.api.checkpoint();
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numBytes).toBe(numBytes);
    await test.api.close();
    expect(tf.memory().numTensors).toBe(empty);
  });

  it("gives each event its run's id, and says that it lives", async () => {
    await test.open();
    await test.open();
    test.api.heartbeat();
    expect((await test.next("heartbeat")).run).toBe(runId(2));
    expect(test.of("state").map(({ run }) => run)).toEqual([1, 2]);
  });
});
