import { afterEach, describe, expect, it, vi } from "vitest";
import { type BackendKind, backendKinds } from "./kinds.ts";
import type { OpenerReport, OpenerRequest } from "./testing/opener.ts";
import { wasmPaths } from "./testing/wasmPaths.ts";

let worker: Worker | undefined;

afterEach(() => {
  worker?.terminate();
});

/** What a fresh Worker tells while it trains on `kind`; grows as more is told. */
function trainInWorker(kind: BackendKind, lose: boolean): OpenerReport[] {
  const reports: OpenerReport[] = [];
  worker = new Worker(new URL("./testing/opener.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<OpenerReport>) => reports.push(data));
  worker.postMessage({ kind, wasmPaths, lose } satisfies OpenerRequest);
  return reports;
}

const patience = { timeout: 60_000, interval: 50 };
const losses: Partial<Record<BackendKind, readonly number[]>> = {};

describe("in a Worker", () => {
  it.each(backendKinds)("%s opens, trains, and tells of nothing else", async (kind) => {
    const reports = trainInWorker(kind, false);
    await vi.waitFor(() => expect(reports.length).toBe(1), patience);
    const [report] = reports;
    expect(report?.event).toBe("trained");
    if (report?.event !== "trained") return;
    expect(report.opened.kind).toBe(kind);
    losses[kind] = report.losses;
  });

  it("all four backends make the same two steps", () => {
    const [expected, ...others] = backendKinds.map((kind) => losses[kind]);
    expect(expected).toHaveLength(2);
    for (const other of others) {
      expect(other?.[0]).toBeCloseTo(expected?.[0] as number, 4);
      expect(other?.[1]).toBeCloseTo(expected?.[1] as number, 4);
    }
  });

  it.each(["webgpu", "webgl"] as const)("the loss of %s is told", async (kind) => {
    const reports = trainInWorker(kind, true);
    await vi.waitFor(() => expect(reports.map(({ event }) => event)).toEqual(["trained", "lost"]), patience);
    expect(reports[1]).toMatchObject({ fault: { code: "deviceLost", values: { backend: kind } } });
  });
});
