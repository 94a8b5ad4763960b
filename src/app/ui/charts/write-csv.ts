import type { SeriesPart, SeriesStore } from "../../../core/series/store.ts";
import type { CsvAnswer, CsvOrder } from "./csv-worker.ts";

/** Parts of a message: it takes the page about a millisecond. */
const PARTS = 12;

/** Writes series as they are now into a file, in a worker of its own; `onProgress` is told 0 to 1. Rejects when aborted. */
export function writeCsv(series: SeriesStore, onProgress: (done: number) => void, signal: AbortSignal): Promise<Blob> {
  const now = series.snapshot();
  const parts = now.parts()[Symbol.iterator]();
  const worker = new Worker(new URL("./csv-worker.ts", import.meta.url), { type: "module", name: "csv" });
  const send = (order: CsvOrder) => worker.postMessage(order);
  let rows = 0;

  function sendMore(): void {
    const some: SeriesPart[] = [];
    for (let next = parts.next(); !next.done; next = parts.next()) {
      some.push(next.value);
      rows += (next.value.to - next.value.from) * next.value.span;
      if (some.length === PARTS) break;
    }
    onProgress(now.rows === 0 ? 1 : Math.min(1, rows / now.rows));
    send(some.length > 0 ? { kind: "parts", parts: some } : { kind: "end" });
  }

  return new Promise<Blob>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<CsvAnswer>) => {
      if (data.kind === "done") resolve(data.file);
      else sendMore();
    };
    worker.onerror = (event) => reject(new Error(event.message || "the worker failed"));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    send({ kind: "begin", series: now.ids, thinned: now.exactFrom > 0 });
  }).finally(() => worker.terminate());
}
