import type { ImagesView } from "../../schema/view.ts";
import type { Stage } from "../contract.ts";
import { product } from "../sizes.ts";

/** Pictures in a row of pairs. */
const PAIRS_COLUMNS = 8;

type Extra = Pick<Partial<ImagesView>, "columns" | "roles" | "labels" | "captions">;

const wordsOf = ({ labels, captions }: Extra): Extra => ({
  ...(labels ? { labels } : {}),
  ...(captions ? { captions } : {}),
});

/** Pictures [N, H, W, C] of one size on the stage. */
export function pictureStage(shape: readonly number[]): Stage {
  const [height, width, channels] = shape as [number, number, 1 | 3];
  const size = product(shape);
  const images = (pixels: Float32Array, extra: Extra = {}): ImagesView => ({
    ...{ kind: "images", height, width, channels, count: pixels.length / size, pixels },
    ...extra,
  });
  /** Of each source its next `counts` pictures, again and again until they are used up. */
  const interleaved = (...sources: readonly (readonly [pictures: Float32Array, count: number])[]) => {
    const pixels = new Float32Array(sources.reduce((sum, [pictures]) => sum + pictures.length, 0));
    const taken = sources.map(() => 0);
    for (let at = 0; at < pixels.length; ) {
      for (const [i, [pictures, count]] of sources.entries()) {
        const from = taken[i] as number;
        const next = pictures.subarray(from, from + count * size);
        pixels.set(next, at);
        taken[i] = from + count * size;
        at += next.length;
      }
    }
    return pixels;
  };
  return {
    plane: null,
    samples: (made, about) => images(made, wordsOf(about)),
    frames: (steps, about) => steps.map((made) => images(made, wordsOf(about))),
    list: ({ role, values, labels }) => images(values, { roles: [role], ...(labels ? { labels } : {}) }),
    pairs: (first, second) =>
      images(interleaved([first.values, 1], [second.values, 1]), {
        columns: PAIRS_COLUMNS,
        roles: [first.role, second.role],
        ...(first.labels ? { labels: first.labels.flatMap((id) => [id, id]) } : {}),
      }),
    ways: (made, { stops, ends, captions }) => {
      if (!ends) return images(made, { columns: stops, ...wordsOf(captions ? { captions } : {}) });
      const [from, to] = [0, 1].map((end) => {
        const own = new Float32Array(ends.length / 2);
        for (let at = 0; at < own.length; at += size) {
          own.set(ends.subarray(2 * at + end * size, 2 * at + (end + 1) * size), at);
        }
        return own;
      }) as [Float32Array, Float32Array];
      const roles = ["truth", ...Array<"generator">(stops).fill("generator"), "truth"] as const;
      return images(interleaved([from, 1], [made, stops], [to, 1]), { columns: stops + 2, roles });
    },
    place: (form, here, { values, side }) => ({
      here: images(here),
      [form === "map" ? "around" : "ends"]: images(values, { columns: side }),
    }),
  };
}
