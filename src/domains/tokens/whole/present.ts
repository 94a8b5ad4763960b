import type { LinesView, TextSample } from "../../../schema/view.ts";
import type { ScoredLayer, Stage } from "../../contract.ts";
import { NEWLINE } from "../writing.ts";

/** Of texts that are only listed, which have room for as many side by side as there is. */
const LIST_COLUMNS = 1;

export interface TextForm {
  readonly symbols: readonly string[];
  /** Symbols of a row. */
  readonly length: number;
  /** Whether a newline ends a text. */
  readonly lines: boolean;
}

/** Whole texts [N, T], symbols by number, on the stage. */
export function textStage({ symbols, length: T, lines }: TextForm): Stage {
  /** Symbols of a row up to its end. */
  const lengthOf = (row: Float32Array): number => {
    const end = lines ? row.indexOf(NEWLINE) : -1;
    return end < 0 ? row.length : end;
  };
  const rowsOf = (values: Float32Array) =>
    Array.from({ length: values.length / T }, (_, row) => values.subarray(row * T, (row + 1) * T));
  const textOf = (row: Float32Array) =>
    Array.from(row.subarray(0, lengthOf(row)), (symbol) => symbols[symbol] ?? "").join("");
  const textsOf = (values: Float32Array) => rowsOf(values).map(textOf);
  const view = (texts: readonly string[], columns: number, extra: Partial<LinesView> = {}): LinesView => ({
    ...{ kind: "lines", texts, columns },
    ...extra,
  });
  return {
    plane: null,
    samples: (made, { labels, confidence, known }) => ({
      kind: "text",
      samples: rowsOf(made).map((row, n): TextSample => {
        const text = textOf(row);
        const label = labels?.[n];
        return {
          text,
          promptLength: 0,
          // Rare characters are two units of a string: each gets the probability of the whole.
          confidence: Array.from(row.subarray(0, lengthOf(row))).flatMap((symbol, i) =>
            Array<number>((symbols[symbol] ?? "").length).fill(confidence?.[n * T + i] ?? 1),
          ),
          ...(label === undefined ? {} : { label }),
          ...(lines && known ? { copied: known(text) } : {}),
          finished: true,
        };
      }),
    }),
    list: ({ role, values, labels }) =>
      view(textsOf(values), LIST_COLUMNS, { roles: [role], ...(labels ? { labels } : {}) }),
    pairs: (first, second) => {
      const [from, to] = [textsOf(first.values), textsOf(second.values)];
      const { labels } = first;
      return view(
        from.flatMap((text, i) => [text, to[i] as string]),
        2,
        { roles: [first.role, second.role], ...(labels ? { labels: labels.flatMap((id) => [id, ""]) } : {}) },
      );
    },
    scores: (typed, others) => {
      const scored = ({ role, values, scores, labels }: ScoredLayer) =>
        textsOf(values).map((text, n) => ({
          ...{ text, score: scores[n] as number },
          role: role === "truth" ? ("truth" as const) : ("generator" as const),
          ...(labels ? { label: labels[n] as string } : {}),
        }));
      const [{ role: _, ...first }] = scored(typed) as [ReturnType<typeof scored>[number]];
      // A real text that the data has under several labels is one, where labels are not told.
      const known = new Set<string>();
      const isNew = ({ role, text, label = "" }: (typeof all)[number]) => {
        if (role !== "truth") return true;
        const key = `${label}\n${text}`;
        return !known.has(key) && known.add(key) !== null;
      };
      const all = others.flatMap(scored);
      return { kind: "scores", typed: first, others: all.filter(isNew).sort((a, b) => b.score - a.score) };
    },
    ways: (made, { stops, ends }) => {
      const texts = textsOf(made);
      if (!ends) return view(texts, stops);
      const real = textsOf(ends);
      const rows = Array.from({ length: texts.length / stops }, (_, way) => [
        real[2 * way] as string,
        ...texts.slice(way * stops, (way + 1) * stops),
        real[2 * way + 1] as string,
      ]);
      const roles = ["truth", ...Array<"generator">(stops).fill("generator"), "truth"] as const;
      return view(rows.flat(), stops + 2, { roles });
    },
    place: (form, here, { values, side }) => ({
      here: view(textsOf(here), 1),
      [form === "map" ? "around" : "ends"]: view(textsOf(values), side),
    }),
  };
}
