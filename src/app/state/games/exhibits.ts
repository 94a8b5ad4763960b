/** What is laid before a player: texts and pictures, from the data or from the model. */
import type { Sample } from "../../../schema/domain.ts";
import type { ViewData } from "../../../schema/view.ts";

export type Exhibit =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "picture";
      readonly height: number;
      readonly width: number;
      readonly channels: 1 | 3;
      /** [H, W, C], 0..255. */
      readonly pixels: Uint8Array;
    };

/** Longer texts are shown, and judged, by their beginnings: how long one is gives nothing away. */
const PASSAGE = 90;
/** What is shorter than this is no passage. */
const SHORTEST_PASSAGE = 45;

export const keyOf = (exhibit: Exhibit): string =>
  exhibit.kind === "text" ? exhibit.text : String.fromCharCode(...exhibit.pixels.filter((_, i) => i % 3 === 0));

export interface Exhibits {
  readonly real: readonly Exhibit[];
  readonly made: readonly Exhibit[];
}

/** Of the data's samples and what a model made, in one form. Copies of what stands in the data are left out. */
export function exhibitsFrom(samples: readonly Sample[], made: ViewData): Exhibits {
  if (made.kind === "text") {
    const real = samples.flatMap((sample) => ("text" in sample ? [sample.text] : []));
    const own = made.samples.filter(({ copied }) => !copied).map(({ text }) => text.replace(/\n+$/, ""));
    return alike(real, own);
  }
  if (made.kind !== "images") return { real: [], made: [] };
  const { height, width, channels, count } = made;
  const size = height * width * channels;
  const picture = (pixels: Uint8Array) => ({ kind: "picture", height, width, channels, pixels }) as const;
  return {
    real: samples.flatMap((sample) => ("pixels" in sample ? [picture(inBytes(sample.pixels))] : [])),
    made: Array.from({ length: count }, (_, i) => picture(inBytes(made.pixels.subarray(i * size, (i + 1) * size)))),
  };
}

function alike(real: readonly string[], made: readonly string[]): Exhibits {
  const lengths = real.map((text) => text.length).sort((a, b) => a - b);
  const long = (lengths[lengths.length >> 1] ?? 0) > PASSAGE / 2;
  const shown = (texts: readonly string[]): Exhibit[] =>
    texts
      .filter((text) => (long ? text.length >= SHORTEST_PASSAGE : text.trim() !== ""))
      .map((text) => ({ kind: "text", text: long ? beginning(text) : text }));
  return { real: shown(real), made: shown(made) };
}

/** Up to the last end of a word. */
function beginning(text: string): string {
  if (text.length <= PASSAGE) return text;
  const cut = text.slice(0, PASSAGE);
  return cut.replace(/\s+\S*$/, "") || cut;
}

function inBytes(pixels: Float32Array | Uint8Array): Uint8Array {
  if (pixels instanceof Uint8Array) return pixels.slice();
  return Uint8Array.from(pixels, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
}
