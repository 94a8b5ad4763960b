/** Fetching a file so that the wait ends: in the very file, or in a fault that says why not. */
import { InklingError } from "../core/errors.ts";
import { type FileFacts, faultIn } from "../datasets/integrity.ts";

export interface Download {
  readonly address: string;
  /** What the fault calls the file. */
  readonly path: string;
  /** What the file must be; `null` where nobody knows. */
  readonly facts: FileFacts | null;
  readonly signal: AbortSignal;
  /** The part that has come, 0..1. */
  readonly onProgress?: (done: number) => void;
}

/** What a download needs of the world; tests pass others. */
export interface Network {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly after: (ms: number, task: () => void) => () => void;
  /** How long each try may go without a byte: together less than twenty seconds. */
  readonly silenceMs: readonly number[];
}

export const network: Network = {
  fetch: (address, init) => fetch(address, init),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  silenceMs: [10_000, 6_000],
};

/** Why a try failed: a word among the page's reasons. */
type Reason = "stalled" | "unreachable" | "missing" | "webPage" | "cutShort" | "altered";

class Failed extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** What has come so far. */
interface Received {
  parts: Uint8Array[];
  bytes: number;
  /** Whether the rest alone can be asked for: bytes are counted as the server counts them. */
  resumable: boolean;
}

/**
 * Fetches a file and checks it. A connection that falls silent or breaks off is given up for a new one, which asks for the
 * rest alone where the server can do that; what came wrong is asked for once more, past every cache.
 * Throws `cancelled`, or `dataUnreadable` {path, reason}.
 */
export async function download(
  file: Download,
  { fetch, after, silenceMs }: Network = network,
): Promise<Uint8Array<ArrayBuffer>> {
  const { path, facts, signal } = file;
  const received: Received = { parts: [], bytes: 0, resumable: false };
  let last: Reason | null = null;
  for (const ms of silenceMs) {
    const attempt = new AbortController();
    let silent = false;
    let stop = () => {};
    const listen = () => {
      stop();
      stop = after(ms, () => {
        silent = true;
        attempt.abort();
      });
    };
    const cancel = () => attempt.abort();
    signal.addEventListener("abort", cancel);
    listen();
    try {
      if (signal.aborted) throw new InklingError("cancelled");
      await receive(file, received, {
        fetch,
        signal: attempt.signal,
        fresh: last === "altered" || last === "webPage",
        listen,
      });
      stop();
      const content = joined(received);
      const fault = facts && (await faultIn(content, facts));
      if (fault === null) return content;
      if (fault === "altered") forget(received);
      throw new Failed(fault);
    } catch (error) {
      if (signal.aborted) throw new InklingError("cancelled");
      last = silent ? "stalled" : error instanceof Failed ? error.reason : "unreachable";
      // What is not there will not be there in a second either, and a network that is off says so at once.
      if (last === "missing" || (last === "unreachable" && received.bytes === 0)) break;
    } finally {
      stop();
      signal.removeEventListener("abort", cancel);
    }
  }
  throw new InklingError("dataUnreadable", { path, reason: last ?? "unreachable" });
}

interface Attempt {
  readonly fetch: Network["fetch"];
  readonly signal: AbortSignal;
  readonly fresh: boolean;
  /** A sign of life came. */
  readonly listen: () => void;
}

async function receive(file: Download, received: Received, { fetch, signal, fresh, listen }: Attempt): Promise<void> {
  const { address, path, facts, onProgress } = file;
  if (!received.resumable) forget(received);
  const from = received.bytes;
  const init: RequestInit = { signal, ...(fresh ? { cache: "reload" } : {}) };
  const response = await fetch(address, from > 0 ? { ...init, headers: { Range: `bytes=${from}-` } } : init);
  listen();
  if (!response.ok || !response.body) throw new Failed("missing");
  if (response.headers.get("content-type")?.includes("text/html") && !path.endsWith(".html"))
    throw new Failed("webPage");
  const rest = response.status === 206 && response.headers.get("content-range")?.startsWith(`bytes ${from}-`);
  if (!rest) forget(received);
  received.resumable = facts !== null && !response.headers.has("content-encoding");
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    listen();
    received.parts.push(value);
    received.bytes += value.length;
    if (!facts) continue;
    onProgress?.(Math.min(1, received.bytes / facts.bytes));
    if (received.bytes <= facts.bytes) continue;
    forget(received);
    await reader.cancel();
    throw new Failed("altered");
  }
}

function forget(received: Received): void {
  received.parts = [];
  received.bytes = 0;
  received.resumable = false;
}

function joined({ parts, bytes }: Received): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}
