/** Writes a run's series into a file, away from the page, which hands it over part by part. */
import type { SeriesPart } from "../../../core/series/store.ts";
import { csvHead, csvRows } from "./csv.ts";

export type CsvOrder =
  | { readonly kind: "begin"; readonly series: readonly string[]; readonly thinned: boolean }
  | { readonly kind: "parts"; readonly parts: readonly SeriesPart[] }
  | { readonly kind: "end" };

/** `more`: what came is written. */
export type CsvAnswer = { readonly kind: "more" } | { readonly kind: "done"; readonly file: Blob };

let columns: readonly string[] = [];
let thinned = false;
/** Blobs may lie on disk; a text of a hundred megabytes would not. */
let written: Blob[] = [];

const answer = (message: CsvAnswer) => self.postMessage(message);

self.onmessage = ({ data: order }: MessageEvent<CsvOrder>) => {
  switch (order.kind) {
    case "begin":
      columns = order.series;
      thinned = order.thinned;
      written = [new Blob([csvHead(columns, thinned)])];
      answer({ kind: "more" });
      break;
    case "parts":
      written.push(new Blob(order.parts.map((part) => csvRows(columns, thinned, part))));
      answer({ kind: "more" });
      break;
    case "end":
      answer({ kind: "done", file: new Blob(written, { type: "text/csv;charset=utf-8" }) });
      break;
    default:
      order satisfies never;
  }
};
