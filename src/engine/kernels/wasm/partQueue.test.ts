import { describe, expect, it } from "vitest";
import { PartQueue, queueBytes } from "./partQueue.ts";

/** A queue whose kernels note what they were called with: 0 adds up, 1 fails. */
function noting() {
  const calls: number[][] = [];
  const fail = () => {
    throw new Error("out of bounds");
  };
  const queue = new PartQueue(new SharedArrayBuffer(queueBytes), [(...values) => calls.push(values), fail]);
  const run = (parts: Parameters<PartQueue["give"]>[0]) => {
    queue.give(parts);
    queue.finish();
  };
  return { calls, run };
}

describe("the queue of parts", () => {
  it("calls the kernels of each part in order, with their arguments", () => {
    const { calls, run } = noting();
    run([
      [
        [0, 1, 2.5],
        [0, -3],
      ],
      [[0]],
    ]);
    expect(calls).toEqual([[1, 2.5], [-3], []]);
  });

  it("uses its slots again, run after run", () => {
    const { calls, run } = noting();
    for (let i = 0; i < 100; i++) run([[[0, i]], [[0, -i]], [[0, i / 2]]]);
    expect(calls).toHaveLength(300);
    expect(calls.slice(-3)).toEqual([[99], [-99], [49.5]]);
  });

  it("tells of a part that failed, and works on", () => {
    const { calls, run } = noting();
    expect(() => run([[[1]], [[0, 7]]])).toThrow("failed in one of its parts");
    run([[[0, 8]]]);
    expect(calls).toEqual([[7], [8]]);
  });

  it("refuses more parts than it holds, and calls too long for a slot", () => {
    const { run } = noting();
    expect(() => run(Array.from({ length: 65 }, () => [[0]]))).toThrow("65 parts");
    expect(() => run([[[0, ...new Array(90).fill(1)]]])).toThrow("do not fit");
  });
});
