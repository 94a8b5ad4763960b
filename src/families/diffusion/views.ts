import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../domains/batches.ts";
import { codedView } from "../../domains/codes.ts";
import { askFor } from "../../domains/conditions.ts";
import type { Plane } from "../../domains/contract.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { read, readMade } from "../../engine/read.ts";
import type { FlowView, FramesView, ScheduleView, ViewData } from "../../schema/view.ts";
import { coderOf } from "./codes.ts";
import type { DiffusionSampling } from "./manifest.ts";
import { processOf } from "./process.ts";
import { believe, centred, draw, type Scene, uncentred, velocity, wayOf } from "./sample.ts";
import type { DiffusionValues } from "./sizes.manifest.ts";

/** Samples that are seen on their way, and frames of it at most. */
const DENOISED = { items: 25, dots: 400 };
const FRAMES = 40;
/** Stops of the flow, points that are carried, and cells of the grid of arrows along a side. */
const STOPS = 24;
const PARTICLES = 240;
const ARROWS = 17;
/** Points of the schedule's curves, real samples that are noised, and the shares of time at which. */
const CURVE = 101;
const NOISED = { items: 9, dots: 300 };
const MOMENTS = [0, 0.1, 0.25, 0.5, 1];
/** Strengths of guidance beside one another, and labels under one another. */
const STRENGTHS = [0, 1, 2, 3, 5, 8];
const LABELS = 6;
const STRENGTH_STEPS = 12;

/** Computes one of the family's views of the model as it is. */
export async function view(scene: Scene, request: ViewRequest): Promise<ViewData> {
  switch (request.view) {
    case "schedule":
      return schedule(scene, request);
    case "guidance":
      return guidance(scene, request);
    case "together":
      return codedView(coderOf(scene, request), scene.domain, request);
    case "field": {
      const { plane } = await scene.domain.stage(request.examples);
      return plane ? flow(scene, request, plane) : denoising(scene, request);
    }
    default:
      return denoising(scene, request);
  }
}

/** The same samples at every step of their way. */
async function denoising(scene: Scene, { model, sampling, stream, examples }: ViewRequest): Promise<FramesView> {
  const { domain, sizes } = scene;
  const own = sampling as DiffusionSampling;
  const count = DENOISED[domain.traits.shownAs];
  const way = wayOf(scene, count, { stream, model, sampling: own });
  const last = way.times.length - 1;
  const every = Math.ceil(last / FRAMES);
  const taken = way.times.flatMap((_, i) => (i % every === 0 || i === last ? [i] : []));
  const steps: Float32Array[] = [];
  let x = tf.tidy(way.start);
  for (let index = 0; index <= last; index++) {
    const before = x;
    if (taken.includes(index)) steps.push(await read(tf.tidy(() => uncentred(domain, before).clone())));
    if (index === last) break;
    x = tf.tidy(() => way.next(before, index).x);
    before.dispose();
  }
  x.dispose();
  const stage = await domain.stage(examples);
  const { about } = askFor(sizes, domain.facts, own, count);
  const [end = 1] = way.times;
  return {
    kind: "frames",
    frames: stage.frames?.(steps, { role: "generator", ...about, real: true }) ?? [],
    times: taken.map((index) => (way.times[index] as number) / end),
  };
}

/** The flow from noise to data over the plane, along which DDIM steps. Where no label is asked for, that of all data. */
async function flow(
  scene: Scene,
  { model, sampling, stream }: ViewRequest,
  { bounds, density }: Plane,
): Promise<FlowView> {
  const { domain, sizes } = scene;
  const { label, guidance } = sampling as DiffusionSampling;
  const values = model as DiffusionValues;
  const process = processOf(values);
  const chosen = domain.facts.labels.indexOf(label);
  const strength = chosen >= 0 ? guidance : 0;
  const shown = domain.facts.labels[Math.max(0, chosen)] ?? "";
  const cells = believe(scene, values, strength, askFor(sizes, domain.facts, { label: shown }, ARROWS * ARROWS));
  const way = wayOf(scene, PARTICLES, {
    ...{ stream, model },
    sampling: { steps: STOPS, sampler: "ddim", guidance: strength, label },
  });
  const [velocities, particles] = await readMade(() => {
    const places = tf.tensor(gridOf(bounds), [ARROWS * ARROWS, ...sizes.shape]);
    // At the end itself nothing moves any more: the last step's velocity stays.
    const moving = way.times.map((time, i) => (i === STOPS ? (way.times[i - 1] as number) : time));
    const pushed = moving.map((time) => tf.neg(velocity(process, places, cells(places, time), process.at(time))));
    const carried = [way.start()];
    for (let i = 0; i < STOPS; i++) carried.push(way.next(carried[i] as tf.Tensor, i).x);
    return [tf.concat(pushed, 0), tf.concat(carried, 0)];
  });
  return {
    ...{ kind: "flow", bounds, velocities, particles, columns: ARROWS, rows: ARROWS },
    times: way.times.map((time) => time / process.end),
    density: density(),
  };
}

/** The middles of a grid's cells, row by row from the top. */
function gridOf([west, south, east, north]: Plane["bounds"]): Float32Array {
  const places = new Float32Array(2 * ARROWS * ARROWS);
  for (let cell = 0; cell < ARROWS * ARROWS; cell++) {
    places[2 * cell] = west + ((east - west) * ((cell % ARROWS) + 0.5)) / ARROWS;
    places[2 * cell + 1] = north - ((north - south) * (Math.floor(cell / ARROWS) + 0.5)) / ARROWS;
  }
  return places;
}

/** How the noise grows, and real samples in it. */
async function schedule({ domain }: Scene, { model, stream, examples }: ViewRequest): Promise<ScheduleView> {
  const process = processOf(model as DiffusionValues);
  const most = NOISED[domain.traits.shownAs];
  const noised = await readMade(() => {
    const { values } = examplesOf(examples());
    const x = centred(domain, values.slice(0, Math.min(most, values.shape[0] as number)));
    const epsilon = normal(stream, x.shape);
    return MOMENTS.map((share) => {
      const { signal, noise } = process.at(share * process.end);
      return uncentred(domain, tf.add(tf.mul(x, signal), tf.mul(epsilon, noise)));
    });
  });
  const stage = await domain.stage(examples);
  const shown = stage.frames?.(noised, { role: "truth", real: false }) ?? [];
  const times = Float32Array.from({ length: CURVE }, (_, i) => i / (CURVE - 1));
  const levels = Array.from(times, (share) => process.at(share * process.end));
  return {
    kind: "schedule",
    times,
    signal: Float32Array.from(levels, ({ signal }) => signal),
    noise: Float32Array.from(levels, ({ noise }) => noise),
    noised: shown.map((view, i) => ({ time: MOMENTS[i] as number, view })),
  };
}

/** The same noise under more and more guidance; a row for each of some labels. */
async function guidance(scene: Scene, { model, sampling, stream, examples }: ViewRequest): Promise<ViewData> {
  const { domain } = scene;
  const { label, caption, sampler } = sampling as DiffusionSampling;
  const made = await readMade(() => {
    const options = { stream, model };
    const columns = STRENGTHS.map((strength) =>
      draw(scene, LABELS, {
        ...options,
        sampling: { steps: STRENGTH_STEPS, sampler, guidance: strength, label, caption },
      }),
    );
    return [tf.stack(columns, 1)]; // [labels, strengths, …]
  });
  const { ways } = await domain.stage(examples);
  return ways(made[0], { stops: STRENGTHS.length, real: 0 });
}
