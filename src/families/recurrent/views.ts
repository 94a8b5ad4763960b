import type { SequenceDomain } from "../../domains/contract.ts";
import { nextView, readText, type TextReading } from "../../domains/sequence/read.ts";
import type { ViewRequest } from "../../engine/model.ts";
import type { HeatmapView, ViewData } from "../../schema/view.ts";
import type { Architecture } from "./manifest.ts";
import type { Reader } from "./network.ts";
import { unitsView } from "./units.ts";

const MOST_UNITS = 64;

/** Computes `next` or `hidden` for a text, or what the `units` follow. */
export async function view(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  request: ViewRequest,
): Promise<ViewData> {
  if (request.view === "units") return unitsView(reader, sizes, domain, request);
  const reading = await readText(domain, request, sizes, (tokens, labels) => {
    const [L, T] = tokens.shape;
    const { logits, hidden } = reader.read({ tokens, labels, state: reader.zeroState(L) });
    return { logits, others: [hidden.slice([0, 1], [L, T - 1])] }; // After each character, [L, T, H].
  });
  return request.view === "hidden" ? hiddenView(reading, sizes, domain.symbols) : nextView(reading, domain.symbols);
}

/** The first units of the last layer, under the label that explains the text best. */
function hiddenView(
  { tokens, others, best }: TextReading,
  { units }: Architecture,
  symbols: readonly string[],
): HeatmapView {
  const T = tokens.length;
  const H = units.at(-1) as number;
  const hidden = others[0] as Float32Array;
  const rows = Math.min(MOST_UNITS, H);
  const values = new Float32Array(rows * T);
  for (let unit = 0; unit < rows; unit++) {
    for (let t = 0; t < T; t++) values[unit * T + t] = hidden[(best * T + t) * H + unit] as number;
  }
  return { kind: "heatmap", columns: tokens.map((token) => symbols[token] as string), rows, values, range: [-1, 1] };
}
