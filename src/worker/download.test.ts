import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { factsOf } from "../datasets/integrity.ts";
import { download, type Network } from "./download.ts";

const PATH = "data/place-names-en.txt";
const facts = factsOf(PATH);
const content = new Uint8Array(readFileSync(fileURLToPath(new URL(`../../public/${PATH}`, import.meta.url))));

/** What a server does with a request; `null` ends the connection, `"silence"` leaves it open without a word. */
type Chunk = Uint8Array | "silence" | "break";

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly chunks: readonly Chunk[];
}

/** A server that answers one request after the other, and a clock that jumps to the next timer whenever nothing else is left to do. */
function serve(...answers: (Answer | "silence" | "off")[]) {
  const requests: RequestInit[] = [];
  const timers = new Set<{ readonly ms: number; readonly task: () => void }>();
  let waitedMs = 0;
  const network: Network = {
    silenceMs: [10_000, 6_000],
    after: (ms, task) => {
      const timer = { ms, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    fetch: (_, init) => {
      requests.push(init);
      const answer = answers[requests.length - 1] ?? "off";
      const signal = init.signal as AbortSignal;
      const aborted = new Promise<never>((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
      );
      aborted.catch(() => {});
      if (answer === "off") return Promise.reject(new TypeError("Failed to fetch"));
      if (answer === "silence") return aborted;
      const chunks = [...answer.chunks];
      const body = new ReadableStream<Uint8Array>(
        {
          pull: async (controller) => {
            const chunk = chunks.shift();
            if (chunk === undefined) controller.close();
            else if (chunk === "break") controller.error(new TypeError("network error"));
            else if (chunk === "silence") await aborted.catch((error) => controller.error(error));
            else controller.enqueue(chunk);
          },
        },
        { highWaterMark: 0 },
      );
      return Promise.resolve(new Response(body, { status: answer.status ?? 200, headers: answer.headers ?? {} }));
    },
  };
  const controller = new AbortController();
  const progress: number[] = [];
  async function result() {
    const file = { address: "http://x/", path: PATH, facts, signal: controller.signal };
    const answer = download({ ...file, onProgress: (done) => progress.push(done) }, network).then(
      (bytes) => bytes,
      ({ code, values }) => ({ code, ...values }),
    );
    let settled = false;
    void answer.finally(() => {
      settled = true;
    });
    for (;;) {
      // Bodies are read across tasks, not within one.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (settled) return answer;
      const [timer] = timers;
      // Digests are worked out on another thread.
      if (!timer) continue;
      timers.delete(timer);
      waitedMs += timer.ms;
      timer.task();
    }
  }
  return { result, requests, progress, controller, waited: () => waitedMs };
}

const whole: Answer = { chunks: [content.slice(0, 4000), content.slice(4000)] };
const unreadable = (reason: string) => ({ code: "dataUnreadable", path: PATH, reason });

describe("a download", () => {
  it("is the file, and tells how much of it has come", async () => {
    const { result, progress, requests } = serve(whole);
    expect(await result()).toEqual(content);
    expect(progress).toEqual([4000 / content.length, 1]);
    expect(requests).toHaveLength(1);
  });

  it("ends in a sentence within twenty seconds where nothing comes", async () => {
    for (const answers of [
      ["silence", "silence"],
      [{ chunks: ["silence"] }, "silence"],
    ] as const) {
      const { result, waited } = serve(...answers);
      expect(await result()).toEqual(unreadable("stalled"));
      expect(waited()).toBeLessThan(20_000);
    }
  });

  it("that falls silent or breaks off goes on where it was", async () => {
    const rest = content.slice(4000);
    const headers = { "content-range": `bytes 4000-${content.length - 1}/${content.length}` };
    for (const end of ["silence", "break"] as const) {
      const { result, requests } = serve(
        { chunks: [content.slice(0, 4000), end] },
        { status: 206, headers, chunks: [rest] },
      );
      expect(await result()).toEqual(content);
      expect(requests[1]?.headers).toEqual({ Range: "bytes=4000-" });
    }
  });

  it("begins anew where the server gives all of it again, or counts packed bytes", async () => {
    const again = serve({ chunks: [content.slice(0, 4000), "break"] }, whole);
    expect(await again.result()).toEqual(content);
    const packed = serve({ headers: { "content-encoding": "gzip" }, chunks: [content.slice(0, 4000), "break"] }, whole);
    expect(await packed.result()).toEqual(content);
    expect(packed.requests[1]?.headers).toBeUndefined();
  });

  it("of another file is asked for once more past every cache, and then refused", async () => {
    const altered = content.slice();
    altered[9] = 0;
    const wrong: Answer = { chunks: [altered] };
    const { result, requests } = serve(wrong, wrong);
    expect(await result()).toEqual(unreadable("altered"));
    expect(requests.map(({ cache }) => cache)).toEqual([undefined, "reload"]);
    expect(await serve(wrong, whole).result()).toEqual(content);
    const long: Answer = { chunks: [content, new Uint8Array(9)] };
    expect(await serve(long, long).result()).toEqual(unreadable("altered"));
  });

  it("that is cut short, or a page in its place, is refused", async () => {
    const cut: Answer = { chunks: [content.slice(0, 100)] };
    expect(await serve(cut, cut).result()).toEqual(unreadable("cutShort"));
    const page: Answer = { headers: { "content-type": "text/html; charset=utf-8" }, chunks: [content] };
    expect(await serve(page, page).result()).toEqual(unreadable("webPage"));
  });

  it("of what is not there, or over no network, fails at once", async () => {
    const missing = serve({ status: 404, chunks: [] }, whole);
    expect(await missing.result()).toEqual(unreadable("missing"));
    const off = serve("off", whole);
    expect(await off.result()).toEqual(unreadable("unreachable"));
    expect(missing.requests.length + off.requests.length).toBe(2);
  });

  it("stops when it is called off", async () => {
    const { result, controller, requests } = serve("silence", whole);
    const answer = result();
    controller.abort();
    expect(await answer).toEqual({ code: "cancelled" });
    expect(requests[0]?.signal?.aborted).toBe(true);
    expect(requests).toHaveLength(1);
  });
});
