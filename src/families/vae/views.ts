import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../domains/batches.ts";
import { type Coder, codedView } from "../../domains/codes.ts";
import { askFor, conditionOf, isConditional } from "../../domains/conditions.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { followings } from "../../domains/following.ts";
import { labelIds, labelTensor } from "../../domains/labels.ts";
import type { Batch, ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { LatentView, ViewData } from "../../schema/view.ts";
import type { VaeSampling } from "./manifest.ts";
import type { Autoencoder } from "./network.ts";
import { coordinatesOf, type LatentBasis, pointAt, principalBasis, unitBasis } from "./principal.ts";
import type { Sizes } from "./sizes.manifest.ts";
import { near, walk } from "./typed.ts";

/** Real examples beside which their reconstructions stand, and dots behind the ways between some. */
const PAIRS = { items: 32, dots: 200 };
const ROUTES = 6;
const STEPS = { items: 8, dots: 24 };
const SLIDERS = 8;
/** Decoded items, or knots of the net, along a side of the map. */
const SIDE = { items: 12, dots: 21 };
/** What is shown of a slider's axis: both ends, or stops along the way. */
const STOPS = { items: 2, dots: 25 };
/** In standard deviations, or in units of the prior. */
const RANGE = [-3, 3] as const;

interface Scene {
  readonly autoencoder: Autoencoder;
  readonly sizes: Sizes;
  readonly domain: WholeDomain;
  readonly request: ViewRequest;
}

/** Computes one of the family's views of the model as it is. */
export function view(scene: Scene): Promise<ViewData> {
  switch (scene.request.view) {
    case "interpolation":
      return interpolation(scene);
    case "map":
      return latent(scene, "map");
    case "sliders":
      return latent(scene, "sliders");
    case "walk":
      return walk(scene);
    case "near":
      return near(scene);
    case "together":
      return codedView(coderOf(scene), scene.domain, scene.request);
    default:
      return reconstructions(scene);
  }
}

/** Codes are latent variables: near the middle all is as likely as anywhere, so a straight way leads nowhere empty. */
const coderOf = ({ autoencoder: { encode, make }, sizes }: Scene): Coder => ({
  ...{ sizes, width: sizes.latent, geometry: "straight" },
  decode: (codes, told) => make(codes, told.tensor()).made,
  encode: (x, told) => encode(x, told).mean,
  placeOf: (code, codes) => [...coordinatesOf(mapBasis(codes, sizes.latent), code)],
});

const labelsOrNone = (labels: tf.Tensor1D | undefined) => labels ?? tf.tensor1d([], "int32");

interface Taken {
  readonly values: tf.Tensor;
  readonly labels?: tf.Tensor1D;
  /** What the model is told of each. */
  readonly told: tf.Tensor | undefined;
}

/** The first examples of a batch, `most` at most. Call inside a tidy, which frees the batch. */
function take(sizes: Sizes, batch: Batch, most: number): Taken {
  const examples = examplesOf(batch);
  const { values, labels } = examples;
  const count = Math.min(most, values.shape[0] as number);
  return {
    values: values.slice(0, count),
    ...(labels ? { labels: labels.slice(0, count) as tf.Tensor1D } : {}),
    told: conditionOf(sizes, examples)?.slice(0, count),
  };
}

async function reconstructions({ autoencoder, sizes, domain, request }: Scene): Promise<ViewData> {
  const { encode, make } = autoencoder;
  const [truth, again, labels] = await readMade(() => {
    const { values, labels, told } = take(sizes, request.examples(), PAIRS[domain.traits.shownAs]);
    return [values, make(encode(values, told).mean, told).made, labelsOrNone(labels)];
  });
  const { pairs } = await domain.stage(request.examples);
  return pairs(
    { role: "truth", values: truth, ...labelIds(domain.facts, labels) },
    { role: "generator", values: again },
  );
}

/** From one real example to another in a straight line through the latent space. */
async function interpolation({ autoencoder, sizes, domain, request }: Scene): Promise<ViewData> {
  const { encode, make } = autoencoder;
  const { shownAs } = domain.traits;
  const S = STEPS[shownAs];
  const [ends, made] = await readMade(() => {
    const { values, told } = take(sizes, request.examples(), 2 * ROUTES);
    const R = Math.min(ROUTES, (values.shape[0] as number) >> 1);
    const used = values.slice(0, 2 * R);
    const mean = encode(values, told)
      .mean.slice(0, 2 * R)
      .reshape([R, 2, 1, sizes.latent]);
    const [from, to] = tf.split(mean, 2, 1) as [tf.Tensor, tf.Tensor];
    const share = tf.linspace(0, 1, S).reshape([1, 1, S, 1]);
    const z = tf.add(from, tf.mul(tf.sub(to, from), share)).reshape([R * S, sizes.latent]) as tf.Tensor2D;
    // What it is told changes half-way.
    const own = told && isConditional(sizes) ? halfway(told.slice(0, 2 * R), S) : undefined;
    return [used, make(z, own).made];
  });
  const { ways } = await domain.stage(request.examples);
  return ways(made, { stops: S, ends, real: PAIRS[shownAs] });
}

/** What is told at each step between pairs of examples: int32 [2R, …] → [R · S, …]. */
function halfway(told: tf.Tensor, S: number): tf.Tensor {
  const half = S / 2;
  const [count, ...rest] = told.shape as [number, ...number[]];
  return tf.tile(told.reshape([count, 1, ...rest]), [1, half, ...rest.map(() => 1)]).reshape([count * half, ...rest]);
}

/** The plane of two latent axes to drag about in, or a slider for each of the axes that matter most. */
async function latent(scene: Scene, form: LatentView["form"]): Promise<LatentView> {
  const { autoencoder, sizes, domain, request } = scene;
  const { facts, traits } = domain;
  const { shownAs } = traits;
  const [means, labels, real] = await readMade(() => {
    const { values, labels, told } = take(sizes, request.examples(), Number.POSITIVE_INFINITY);
    return [autoencoder.encode(values, told).mean, labelsOrNone(labels), values];
  });
  const basis =
    form === "map"
      ? mapBasis(means, sizes.latent)
      : principalBasis(means, sizes.latent, Math.min(SLIDERS, sizes.latent));
  const chosen = request.source === "latent" ? request.place : [];
  const place = basis.axes.map((_, i) => Math.min(RANGE[1], Math.max(RANGE[0], chosen[i] ?? 0)));
  const points = coordinatesOf(basis, means);
  const side = (form === "map" ? SIDE : STOPS)[shownAs];
  const labelAt = labelling(scene, points, labels, basis.axes.length);
  const numbers = await decoded(
    scene,
    basis,
    // Items fill the cells of a map, knots of a net reach its edges.
    [place, ...(form === "map" ? mapPlaces(side, shownAs === "items") : sliderPlaces(place, side))],
    // A net of dots folds as one; items are each of what is really encoded near.
    shownAs === "items" ? labelAt : () => labelAt(place),
  );
  const stage = await domain.stage(request.examples);
  const label = facts.labels[labelAt(place)];
  const follows =
    form === "sliders" ? followings(points, basis.axes.length, domain.properties(real), labels, facts) : [];
  return {
    kind: "latent",
    form,
    axes: basis.axes.map(({ id }, i) => {
      const own = follows[i];
      return { id, range: RANGE, value: place[i] as number, ...(own ? { follows: own } : {}) };
    }),
    ...(sizes.labels > 0 && label !== undefined ? { label } : {}),
    ...stage.place(form, numbers.slice(0, sizes.inputs), { values: numbers.slice(sizes.inputs), side }),
    ...(form === "map" ? { means: { role: "encoder", points, ...labelIds(facts, labels) } } : {}),
  };
}

/** The axes of the map, given the means of real examples. */
const mapBasis = (means: Float32Array, latent: number): LatentBasis =>
  latent === 2 ? unitBasis(2) : principalBasis(means, latent, 2);

const along = (share: number): number => RANGE[0] + (RANGE[1] - RANGE[0]) * share;

/** The places of a map, row by row from the top: in the middle of its cells, or from edge to edge. */
function mapPlaces(side: number, inCells: boolean): number[][] {
  const at = (i: number) => along(inCells ? (i + 0.5) / side : i / (side - 1));
  return Array.from({ length: side * side }, (_, i) => [at(i % side), at(side - 1 - Math.floor(i / side))]);
}

/** For each axis the stops along it from end to end, the others as they are. */
const sliderPlaces = (place: readonly number[], stops: number): number[][] =>
  place.flatMap((_, axis) => Array.from({ length: stops }, (_, i) => place.with(axis, along(i / (stops - 1)))));

/**
 * Under which label's number a place is decoded: the chosen one, else that of the real example whose mean is nearest.
 * coordinates [N, axes].
 */
function labelling(
  { domain: { facts }, request }: Scene,
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

/** What stands at each of these places, [places, …]. */
async function decoded(
  { autoencoder: { make }, sizes, domain: { facts }, request }: Scene,
  basis: LatentBasis,
  places: readonly (readonly number[])[],
  labelAt: (place: readonly number[]) => number,
): Promise<Float32Array> {
  const [numbers] = await readMade(() => {
    const z = tf.tensor2d(
      places.flatMap((place) => [...pointAt(basis, place)]),
      [places.length, sizes.latent],
    );
    // Of a caption, the same at all places.
    const told =
      sizes.words > 0
        ? askFor(sizes, facts, request.sampling as VaeSampling, 1)
            .tensor()
            ?.tile([places.length, 1])
        : labelTensor(sizes, places.map(labelAt));
    return [make(z, told).made];
  });
  return numbers;
}
