import { transfer, wrap } from "comlink";
import type { RunEvent, WorkerApi } from "../../worker/api.ts";
import type { WorkerHandle } from "./ports.ts";

/** Starts a worker and gives it a port of its own for events, so that they never wait behind an answer. */
export function startWorker(): WorkerHandle {
  const worker = new Worker(new URL("../../worker/worker.ts", import.meta.url), { type: "module", name: "api" });
  const api = wrap<WorkerApi>(worker) as unknown as WorkerApi;
  const { port1, port2 } = new MessageChannel();
  return {
    api,
    listen(onEvent, onFailure) {
      const fail = (message: string) => onFailure({ code: "workerFailed", values: { message } });
      const notLoaded = () => onFailure({ code: "workerNotLoaded", values: {} });
      port1.onmessage = ({ data }: MessageEvent<RunEvent>) => onEvent(data);
      // An error without a message is one of the script itself: it could not be fetched.
      worker.addEventListener("error", ({ message }) => (message ? fail(message) : notLoaded()));
      worker.addEventListener("messageerror", () => fail("a message could not be read"));
      api.connect(transfer(port2, [port2])).catch((error: unknown) => fail(String(error)));
    },
    terminate() {
      worker.terminate();
      port1.close();
    },
  };
}
