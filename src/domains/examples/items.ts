/** Samples that take room of their own each, on the stage: pictures, sounds. */
import type { ImagesView, WavesView } from "../../schema/view.ts";
import type { Stage } from "../contract.ts";

export type ItemsExtra = Pick<Partial<ImagesView>, "columns" | "roles" | "labels" | "captions">;

interface Items {
  /** Numbers of one sample. */
  readonly size: number;
  /** Samples in a row of pairs. */
  readonly pairsColumns: number;
  /** Samples, one after the other. */
  readonly view: (values: Float32Array, extra?: ItemsExtra) => ImagesView | WavesView;
}

const wordsOf = ({ labels, captions }: ItemsExtra): ItemsExtra => ({
  ...(labels ? { labels } : {}),
  ...(captions ? { captions } : {}),
});

export function itemStage({ size, pairsColumns, view }: Items): Stage {
  /** Of each source its next `counts` samples, again and again until they are used up. */
  const interleaved = (...sources: readonly (readonly [samples: Float32Array, count: number])[]) => {
    const values = new Float32Array(sources.reduce((sum, [samples]) => sum + samples.length, 0));
    const taken = sources.map(() => 0);
    for (let at = 0; at < values.length; ) {
      for (const [i, [samples, count]] of sources.entries()) {
        const from = taken[i] as number;
        const next = samples.subarray(from, from + count * size);
        values.set(next, at);
        taken[i] = from + count * size;
        at += next.length;
      }
    }
    return values;
  };
  return {
    plane: null,
    samples: (made, about) => view(made, wordsOf(about)),
    frames: (steps, about) => steps.map((made) => view(made, wordsOf(about))),
    list: ({ role, values, labels }) => view(values, { roles: [role], ...(labels ? { labels } : {}) }),
    pairs: (first, second) =>
      view(interleaved([first.values, 1], [second.values, 1]), {
        columns: pairsColumns,
        roles: [first.role, second.role],
        ...(first.labels ? { labels: first.labels.flatMap((id) => [id, id]) } : {}),
      }),
    ways: (made, { stops, ends, captions }) => {
      if (!ends) return view(made, { columns: stops, ...wordsOf(captions ? { captions } : {}) });
      const [from, to] = [0, 1].map((end) => {
        const own = new Float32Array(ends.length / 2);
        for (let at = 0; at < own.length; at += size) {
          own.set(ends.subarray(2 * at + end * size, 2 * at + (end + 1) * size), at);
        }
        return own;
      }) as [Float32Array, Float32Array];
      const roles = ["truth", ...Array<"generator">(stops).fill("generator"), "truth"] as const;
      return view(interleaved([from, 1], [made, stops], [to, 1]), { columns: stops + 2, roles });
    },
    place: (form, here, { values, side }) => ({
      here: view(here),
      [form === "map" ? "around" : "ends"]: view(values, { columns: side }),
    }),
  };
}
