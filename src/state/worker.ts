import { transfer, wrap } from "comlink";
import type { RunEvent, Studio } from "../protocol/protocol.ts";
import type { WorkerHandle } from "./ports.ts";

/** Starts a worker and gives it a port of its own for events, so that they never wait behind an answer. */
export function startWorker(): WorkerHandle {
  const worker = new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module", name: "studio" });
  const studio = wrap<Studio>(worker) as unknown as Studio;
  const { port1, port2 } = new MessageChannel();
  return {
    studio,
    listen(onEvent, onFailure) {
      const fail = (message: string) => onFailure({ code: "workerFailed", values: { message } });
      const notLoaded = () => onFailure({ code: "workerNotLoaded", values: {} });
      port1.onmessage = ({ data }: MessageEvent<RunEvent>) => onEvent(data);
      // An error without a message is one of the script itself: it could not be fetched.
      worker.addEventListener("error", ({ message }) => (message ? fail(message) : notLoaded()));
      worker.addEventListener("messageerror", () => fail("a message could not be read"));
      studio.connect(transfer(port2, [port2])).catch((error: unknown) => fail(String(error)));
    },
    terminate() {
      worker.terminate();
      port1.close();
    },
  };
}
