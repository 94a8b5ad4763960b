import * as tf from "@tensorflow/tfjs";
import type { ViewRequest } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { LatentView, ScatterView, ViewData } from "../../schema/view.ts";
import { imagesView, labelIds, labelTensor, planeOf, scatterView, take } from "./drawing.ts";
import type { VaeSampling } from "./manifest.ts";
import type { Autoencoder } from "./network.ts";
import { coordinatesOf, type LatentBasis, pointAt, principalBasis, unitBasis } from "./principal.ts";
import type { Sizes } from "./sizes.manifest.ts";

/** Pictures, points and the pairs between which the views move. */
const PAIRS = 32;
const POINTS = 200;
const ROUTES = 6;
const STEPS = { images: 8, points: 24 };
const SLIDERS = 8;
/** Decoded pictures, or knots of the net, along a side of the map. */
const SIDE = { images: 12, points: 21 };
/** In standard deviations, or in units of the prior. */
const RANGE = [-3, 3] as const;

interface Room {
  readonly autoencoder: Autoencoder;
  readonly sizes: Sizes;
  readonly facts: DatasetFacts;
  readonly request: ViewRequest;
}

/** Computes one of the family's views of the model as it is. */
export function view(
  autoencoder: Autoencoder,
  sizes: Sizes,
  facts: DatasetFacts,
  request: ViewRequest,
): Promise<ViewData> {
  const room = { autoencoder, sizes, facts, request };
  switch (request.view) {
    case "interpolation":
      return interpolation(room);
    case "map":
      return latent(room, "map");
    case "sliders":
      return latent(room, "sliders");
    default:
      return reconstructions(room);
  }
}

/** The numbers of tensors made inside a tidy, which are freed. */
async function read(make: () => tf.Tensor[]): Promise<Float32Array[]> {
  const tensors = tf.tidy(make);
  try {
    return (await Promise.all(tensors.map((tensor) => tensor.data()))) as Float32Array[];
  } finally {
    tf.dispose(tensors);
  }
}

const NO_LABELS = () => tf.tensor1d([], "int32");

async function reconstructions({ autoencoder, sizes, facts, request }: Room): Promise<ViewData> {
  const { encode, decode, output } = autoencoder;
  const isPicture = facts.domain.kind === "image";
  const [truth, told, labels] = (await read(() => {
    const { values, labels } = take(request.examples(), isPicture ? PAIRS : POINTS);
    return [values, output(decode(encode(values, labels).mean, labels)), labels ?? NO_LABELS()];
  })) as [Float32Array, Float32Array, Float32Array];
  const ids = labelIds(facts, labels);
  if (isPicture) {
    const pixels = new Float32Array(2 * truth.length);
    for (let i = 0; i < truth.length; i += sizes.inputs) {
      pixels.set(truth.subarray(i, i + sizes.inputs), 2 * i);
      pixels.set(told.subarray(i, i + sizes.inputs), 2 * i + sizes.inputs);
    }
    return imagesView(sizes, pixels, {
      columns: 8,
      roles: ["truth", "generator"],
      ...(ids.length > 0 ? { labels: ids.flatMap((id) => [id, id]) } : {}),
    });
  }
  const arrows = new Float32Array(2 * truth.length);
  for (let i = 0; i < truth.length; i += 2) {
    const [x, y] = [truth[i] as number, truth[i + 1] as number];
    arrows.set([x, y, (told[i] as number) - x, (told[i + 1] as number) - y], 2 * i);
  }
  return scatterView(
    planeOf(facts, truth),
    [
      { role: "truth", points: truth, ...(ids.length > 0 ? { labels: ids } : {}) },
      { role: "generator", points: told },
    ],
    { arrows },
  );
}

/** From one real example to another in a straight line through the latent space. */
async function interpolation({ autoencoder, sizes, facts, request }: Room): Promise<ViewData> {
  const { encode, decode, output } = autoencoder;
  const isPicture = facts.domain.kind === "image";
  const S = isPicture ? STEPS.images : STEPS.points;
  const [ends, between] = (await read(() => {
    // Points lie over more of the real ones than the ways begin and end at.
    const { values, labels } = take(request.examples(), isPicture ? 2 * ROUTES : POINTS);
    const R = Math.min(ROUTES, (values.shape[0] as number) >> 1);
    const mean = encode(values, labels)
      .mean.slice(0, 2 * R)
      .reshape([R, 2, 1, sizes.latent]);
    const [from, to] = tf.split(mean, 2, 1) as [tf.Tensor, tf.Tensor];
    const share = tf.linspace(0, 1, S).reshape([1, 1, S, 1]);
    const z = tf.add(from, tf.mul(tf.sub(to, from), share)).reshape([R * S, sizes.latent]) as tf.Tensor2D;
    // The label changes half-way.
    const own = labels && sizes.labels > 0 ? halfway(labels.slice(0, 2 * R), S) : undefined;
    return [isPicture ? values.slice(0, 2 * R) : values, output(decode(z, own))];
  })) as [Float32Array, Float32Array];
  if (!isPicture) {
    return scatterView(planeOf(facts, ends), [{ role: "truth", points: ends }], {
      paths: Array.from({ length: between.length / 2 / S }, (_, way) =>
        between.subarray(2 * way * S, 2 * (way + 1) * S),
      ),
    });
  }
  const { inputs } = sizes;
  const columns = S + 2;
  const pixels = new Float32Array(ends.length + between.length);
  for (let route = 0; route < ends.length / inputs / 2; route++) {
    const start = route * columns * inputs;
    pixels.set(ends.subarray(2 * route * inputs, (2 * route + 1) * inputs), start);
    pixels.set(between.subarray(route * S * inputs, (route + 1) * S * inputs), start + inputs);
    pixels.set(ends.subarray((2 * route + 1) * inputs, (2 * route + 2) * inputs), start + (S + 1) * inputs);
  }
  return imagesView(sizes, pixels, { columns, roles: ["truth", ...Array(S).fill("generator"), "truth"] });
}

/** The label of each step between pairs of examples: int32 [2R] → [R · S]. */
function halfway(labels: tf.Tensor1D, S: number): tf.Tensor1D {
  const half = S / 2;
  return tf.tile(labels.reshape([-1, 1]), [1, half]).reshape([-1]) as tf.Tensor1D;
}

/** The plane of two latent axes to drag about in, or a slider for each of the axes that matter most. */
async function latent(room: Room, form: LatentView["form"]): Promise<LatentView> {
  const { autoencoder, sizes, facts, request } = room;
  const { encode } = autoencoder;
  const [means, labels, real] = (await read(() => {
    const { values, labels } = take(request.examples(), Number.POSITIVE_INFINITY);
    return [encode(values, labels).mean, labels ?? NO_LABELS(), values];
  })) as [Float32Array, Float32Array, Float32Array];
  const basis =
    form === "map" && sizes.latent === 2
      ? unitBasis(2)
      : principalBasis(means, sizes.latent, form === "map" ? 2 : Math.min(SLIDERS, sizes.latent));
  const place = basis.axes.map((_, i) => Math.min(RANGE[1], Math.max(RANGE[0], request.place[i] ?? 0)));
  const axes = basis.axes.map(({ id }, i) => ({ id, range: RANGE, value: place[i] as number }));
  const isPicture = facts.domain.kind === "image";
  const around = form === "map" ? mapPlaces(isPicture) : isPicture ? endPlaces(place) : ways(place);
  const labelAt = labelling(room, coordinatesOf(basis, means), labels, basis.axes.length);
  const numbers = await decoded(
    room,
    basis,
    [place, ...around],
    // A net of points folds as one; pictures are each of what is really encoded near.
    isPicture ? labelAt : () => labelAt(place),
  );
  const [here, rest] = [numbers.slice(0, sizes.inputs), numbers.slice(sizes.inputs)];
  const label = facts.labels[labelAt(place)];
  const common = { kind: "latent", axes, form, ...(sizes.labels > 0 && label !== undefined ? { label } : {}) } as const;
  const encoded = form === "map" ? { means: meansLayer(facts, basis, means, labels) } : {};
  if (isPicture) {
    const pictures = imagesView(sizes, rest, { columns: form === "map" ? SIDE.images : 2 });
    return {
      ...common,
      here: imagesView(sizes, here),
      ...(form === "map" ? { around: pictures } : { ends: pictures }),
      ...encoded,
    };
  }
  const side = SIDE.points;
  const extra =
    form === "map"
      ? { mesh: { columns: side, rows: side, points: rest } }
      : { paths: axes.map((_, axis) => rest.subarray(2 * WAY * axis, 2 * WAY * (axis + 1))) };
  return { ...common, here: hereScatter(facts, real, here, extra), ...encoded };
}

/** Stops along the way of a slider of points. */
const WAY = 25;

const along = (share: number): number => RANGE[0] + (RANGE[1] - RANGE[0]) * share;

/** The places of a map, row by row from the top: pictures fill its cells, knots of the net reach its edges. */
function mapPlaces(isPicture: boolean): number[][] {
  const side = isPicture ? SIDE.images : SIDE.points;
  const at = (i: number) => along(isPicture ? (i + 0.5) / side : i / (side - 1));
  return Array.from({ length: side * side }, (_, i) => [at(i % side), at(side - 1 - Math.floor(i / side))]);
}

/** For each axis its low and its high end, the others as they are. */
const endPlaces = (place: readonly number[]): number[][] =>
  place.flatMap((_, axis) => RANGE.map((end) => place.with(axis, end)));

/** For each axis the stops along it, the others as they are. */
const ways = (place: readonly number[]): number[][] =>
  place.flatMap((_, axis) => Array.from({ length: WAY }, (_, i) => place.with(axis, along(i / (WAY - 1)))));

/**
 * Under which label's number a place is decoded: the chosen one, else that of the real example whose mean is nearest.
 * coordinates [N, axes].
 */
function labelling(
  { facts, request }: Room,
  coordinates: Float32Array,
  labels: Float32Array,
  axes: number,
): (place: readonly number[]) => number {
  const chosen = facts.labels.indexOf((request.sampling as VaeSampling).label);
  return (place) => {
    if (chosen >= 0 || labels.length === 0) return Math.max(0, chosen);
    let [nearest, least] = [0, Number.POSITIVE_INFINITY];
    for (let n = 0; n < labels.length; n++) {
      let squares = 0;
      for (let axis = 0; axis < axes; axis++) {
        squares += ((coordinates[n * axes + axis] as number) - (place[axis] ?? 0)) ** 2;
      }
      if (squares < least) [nearest, least] = [n, squares];
    }
    return labels[nearest] as number;
  };
}

const hereScatter = (
  facts: DatasetFacts,
  real: Float32Array,
  here: Float32Array,
  extra: Pick<Partial<ScatterView>, "mesh" | "paths">,
): ScatterView =>
  scatterView(
    planeOf(facts, real),
    [
      { role: "truth", points: real },
      { role: "generator", points: here },
    ],
    extra,
  );

function meansLayer(facts: DatasetFacts, basis: LatentBasis, means: Float32Array, labels: Float32Array) {
  const ids = labelIds(facts, labels);
  const points = coordinatesOf(basis, means);
  return { role: "encoder" as const, points, ...(ids.length > 0 ? { labels: ids } : {}) };
}

/** What stands at each of these places, [places, …]. */
async function decoded(
  { autoencoder: { decode, output }, sizes }: Room,
  basis: LatentBasis,
  places: readonly (readonly number[])[],
  labelAt: (place: readonly number[]) => number,
): Promise<Float32Array> {
  const [numbers] = (await read(() => {
    const z = tf.tensor2d(
      places.flatMap((place) => [...pointAt(basis, place)]),
      [places.length, sizes.latent],
    );
    return [output(decode(z, labelTensor(sizes, places.map(labelAt))))];
  })) as [Float32Array];
  return numbers;
}
