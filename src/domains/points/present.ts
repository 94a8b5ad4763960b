import * as tf from "@tensorflow/tfjs";
import type { GiveExamples } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import { arrowsFrom, boundsAround } from "../../schema/plane.ts";
import { examplesOf } from "../batches.ts";
import type { Plane, Stage } from "../contract.ts";
import { densityOf } from "./density.ts";

/** How many real points stand behind samples. */
const REAL = 1000;

/** Real points are the same every time, and read once. */
const known = new WeakMap<GiveExamples, Promise<Float32Array>>();

function realPoints(examples: GiveExamples): Promise<Float32Array> {
  const points = known.get(examples) ?? read(tf.tidy(() => examplesOf(examples()).values.clone()));
  known.set(examples, points);
  return points;
}

/** Points [N, 2] on the plane that fits the data: its distribution's where that is known, else what real points need. */
export async function planeStage({ distribution }: DatasetFacts, examples: GiveExamples): Promise<Stage> {
  const all = await realPoints(examples);
  const real = (most: number) => all.subarray(0, 2 * most);
  const bounds = distribution?.bounds ?? boundsAround(all);
  const view: Plane["view"] = (layers, extra = {}) => ({ kind: "scatter", bounds, layers, ...extra });
  const behind = (most: number) => ({ role: "truth", points: real(most).slice() }) as const;
  const generator = (points: Float32Array, labels?: readonly string[]) =>
    ({ role: "generator", points, ...(labels ? { labels } : {}) }) as const;
  return {
    plane: { bounds, real, density: () => densityOf(all, bounds), view },
    samples: (made, { labels, field }) => view([behind(REAL), generator(made, labels)], field ? { field } : {}),
    frames: (steps, { role, labels, real: over }) => {
      // The same numbers for all, so that they travel and are painted once.
      const ground = over ? [behind(REAL)] : [];
      const frames = steps.map((points) => view([...ground, { role, points, ...(labels ? { labels } : {}) }]));
      // By themselves they may go where no real point is.
      const around = over ? bounds : boundsAround(Float32Array.from(steps.flatMap((points) => [...points])));
      return frames.map((frame) => ({ ...frame, bounds: around }));
    },
    list: ({ values, ...rest }) => view([{ ...rest, points: values }]),
    pairs: (first, second) => {
      const layers = [first, second].map(({ values, ...rest }) => ({ ...rest, points: values }));
      const [from, to] = [first.values, second.values];
      return view(layers, { arrows: arrowsFrom(from, (i) => (to[i] as number) - (from[i] as number)) });
    },
    ways: (made, { stops, real: most }) => view([behind(most)], { paths: slices(made, stops) }),
    place: (form, here, { values, side }) => ({
      here: view(
        [behind(Number.POSITIVE_INFINITY), generator(here)],
        form === "map" ? { mesh: { columns: side, rows: side, points: values } } : { paths: slices(values, side) },
      ),
    }),
  };
}

/** Points in runs of so many. */
const slices = (points: Float32Array, count: number): Float32Array[] =>
  Array.from({ length: points.length / 2 / count }, (_, i) => points.subarray(2 * i * count, 2 * (i + 1) * count));
