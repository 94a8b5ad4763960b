import { transfer, wrap } from "comlink";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { type RunId, runId } from "../core/brands.ts";
import type { BackendKind, Checkpoint, RunEvent, WorkerApi } from "./api.ts";
import { SMALL } from "./testing/small.ts";

const config = withChanges(defaultConfig(), SMALL);
const running: Worker[] = [];

/** A worker as the page has it, and what it tells. */
async function startWorker(worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" })) {
  running.push(worker);
  const api = wrap<WorkerApi>(worker) as unknown as WorkerApi;
  const { port1, port2 } = new MessageChannel();
  const events: RunEvent[] = [];
  port1.onmessage = ({ data }) => events.push(data as RunEvent);
  await api.connect(transfer(port2, [port2]));
  const of = <K extends RunEvent["type"]>(type: K) =>
    events.filter((event): event is Extract<RunEvent, { type: K }> => event.type === type);
  const losses = () =>
    of("progress").flatMap(({ series, steps, values }) => {
      const column = series.indexOf("loss");
      const rows = Array.from(steps, (step, i): [number, number] => [
        step,
        values[i * series.length + column] ?? Number.NaN,
      ]);
      return column < 0 ? [] : rows.filter(([, loss]) => !Number.isNaN(loss));
    });
  const open = (backend: BackendKind, checkpoint?: Checkpoint, run: RunId = runId(1)) =>
    api.open({ run, config, backend, baseUrl: `${location.origin}/`, ...(checkpoint ? { checkpoint } : {}) });
  return { worker, api, events, of, losses, open };
}

const patience = { timeout: 60_000, interval: 20 };

afterEach(() => {
  for (const worker of running.splice(0)) worker.terminate();
});

describe("a worker in a browser", () => {
  /** The first losses on each backend. */
  const curves = new Map<BackendKind, number[]>();

  it.each(["webgpu", "webgl", "wasm", "cpu"] as const)(
    "opens, samples, plays and stands still on %s; where its device is lost, a fresh worker goes on elsewhere",
    async (backend) => {
      const losable = new Worker(new URL("./testing/losable.ts", import.meta.url), { type: "module" });
      const { worker, api, of, losses, open } = await startWorker(losable);
      expect((await open(backend)).backend.kind).toBe(backend);
      await vi.waitFor(() => expect(of("samples").some(({ finished }) => finished)).toBe(true), patience);
      await api.play();
      await vi.waitFor(() => expect(losses().length).toBeGreaterThan(3), patience);
      const step = await api.pause();
      await vi.waitFor(() => expect(of("state").at(-1)?.state.kind).toBe("paused"), patience);
      expect(losses().map(([at]) => at)).toEqual(Array.from({ length: step }, (_, i) => i + 1));
      curves.set(
        backend,
        losses()
          .slice(0, 3)
          .map(([, loss]) => loss),
      );
      expect(await api.step(2)).toBe(step + 2);
      const [trace] = await api.trace();
      expect(trace?.step).toBe(step + 3);
      const checkpoint = await api.checkpoint();
      expect(checkpoint.step).toBe(step + 3);
      expect(of("fault")).toEqual([]);
      if (backend !== "webgpu" && backend !== "webgl") return;

      // A GPU may go away.
      await api.play();
      losable.postMessage("lose");
      await vi.waitFor(() => expect(of("fault").length).toBe(1), patience);
      expect(of("fault")[0]).toMatchObject({ recoverable: true, fault: { code: "deviceLost" } });
      await expect(api.step(1)).rejects.toEqual({ code: "notOpen", values: {} });
      worker.terminate();
      const second = await startWorker();
      expect((await second.open("wasm", checkpoint, runId(2))).step).toBe(step + 3);
      expect(await second.api.step(2)).toBe(step + 5);
      expect(second.of("fault")).toEqual([]);
    },
  );

  it("starts on every backend with the losses that wasm has", () => {
    expect(curves.size).toBe(4);
    for (const curve of curves.values())
      expect(curve).toEqual(curves.get("wasm")?.map((loss) => expect.closeTo(loss, 3)));
  });

  it("beats about once a second, and rejects with plain values across the border", async () => {
    const { api, of } = await startWorker();
    await vi.waitFor(() => expect(of("heartbeat").length).toBeGreaterThan(1), { timeout: 5000 });
    await expect(api.play()).rejects.toEqual({ code: "notOpen", values: {} });
    await expect(
      api.open({ run: runId(1), config, backend: "wasm", baseUrl: `${location.origin}/nowhere/` }),
    ).rejects.toMatchObject({
      code: "dataUnreadable",
      values: { path: expect.stringContaining("place-names"), reason: expect.stringMatching(/./) },
    });
  });
});
