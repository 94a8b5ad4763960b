import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import { examplesOf, type ViewRequest } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ViewData } from "../../schema/view.ts";
import { criticField, imagesView, labelNumbers, labelTensor, planeOf, read, scatterView } from "./drawing.ts";
import type { GanSampling } from "./manifest.ts";
import type { Adversaries } from "./network.ts";
import { generatorLoss } from "./objectives.ts";
import { firstPoints } from "./sample.ts";
import type { GanValues, Sizes } from "./sizes.manifest.ts";

const REAL_POINTS = 500;
const ARROWS = 120;
/** How long the longest arrow is drawn, as a part of the plane's width. */
const LONGEST = 0.08;
/** Points along a side of the folded grid, and how far into the noise it reaches, in standard deviations. */
const MESH = 15;
const MESH_REACH = 2.5;
/** Ways from one noise to another, and stops on each. */
const WAYS = 6;
const STOPS = { image: 8, points: 60 } as const;
const PAIRS = 24;

export async function view(
  adversaries: Adversaries,
  sizes: Sizes,
  facts: DatasetFacts,
  request: ViewRequest,
): Promise<ViewData> {
  switch (request.view) {
    case "field":
      return fieldView(adversaries, sizes, facts, request);
    case "nearest":
      return nearestView(adversaries, sizes, facts, request);
    default:
      return interpolationView(adversaries, sizes, facts, request);
  }
}

/** The critic's score everywhere, the noise's plane as the generator folds it, and where each sample is pushed. */
async function fieldView(
  adversaries: Adversaries,
  sizes: Sizes,
  facts: DatasetFacts,
  { model, sampling, stream, examples }: ViewRequest,
): Promise<ViewData> {
  const { objective } = model as GanValues;
  const { label } = sampling as GanSampling;
  const { generate, discriminate } = adversaries;
  const number = Math.max(0, facts.labels.indexOf(label));
  const mesh = await read(
    tf.tidy(() => generate(meshNoise(sizes.latent), labelTensor(sizes, Array<number>(MESH * MESH).fill(number)))),
  );
  const [points, pushes] = tf.tidy(() => {
    const labels = labelTensor(sizes, labelNumbers(facts, label, ARROWS));
    const made = generate(normal(stream, [ARROWS, sizes.latent]), labels);
    // Downhill for the generator; the mean over the batch is taken back.
    const slope = tf.grad((x) => tf.mul(generatorLoss(objective, discriminate(x, labels)), -ARROWS) as tf.Scalar)(made);
    return [made, slope];
  });
  const [at, towards] = await Promise.all([read(points), read(pushes)]);
  const real = await read(tf.tidy(() => firstPoints(examplesOf(examples()).values, REAL_POINTS)));
  const bounds = planeOf(facts, real);
  const field = await criticField(adversaries, sizes, { objective, label: number, bounds, real, made: at });
  return scatterView(
    bounds,
    [
      { role: "truth", points: real },
      { role: "generator", points: at },
    ],
    {
      field,
      mesh: { columns: MESH, rows: MESH, points: mesh },
      arrows: arrowsOf(at, towards, LONGEST * (bounds[2] - bounds[0])),
    },
  );
}

/** A square grid over the first two latent units, the others at 0: [MESH², Z]. */
function meshNoise(latent: number): tf.Tensor2D {
  const noise = new Float32Array(MESH * MESH * latent);
  const along = (i: number) => MESH_REACH * ((2 * i) / (MESH - 1) - 1);
  for (let cell = 0; cell < MESH * MESH; cell++) {
    noise[cell * latent] = along(cell % MESH);
    noise[cell * latent + 1] = -along(Math.floor(cell / MESH));
  }
  return tf.tensor2d(noise, [MESH * MESH, latent]);
}

/** `[x, y, dx, dy]` each, all by the same factor, so that the longest is `reach` long. */
export function arrowsOf(points: Float32Array, pushes: Float32Array, reach: number): Float32Array {
  let longest = 0;
  for (let i = 0; i < pushes.length; i += 2) {
    longest = Math.max(longest, Math.hypot(pushes[i] as number, pushes[i + 1] as number));
  }
  const scale = longest > 0 ? reach / longest : 0;
  return Float32Array.from({ length: 2 * points.length }, (_, i) => {
    const place = 2 * Math.floor(i / 4) + (i % 2);
    return i % 4 < 2 ? (points[place] as number) : scale * (pushes[place] as number);
  });
}

/** Ways from one draw of noise to the next, each a row of pictures or a line of points. */
async function interpolationView(
  { generate }: Adversaries,
  sizes: Sizes,
  facts: DatasetFacts,
  { sampling, stream, examples }: ViewRequest,
): Promise<ViewData> {
  const isImage = facts.domain.kind === "image";
  const stops = isImage ? STOPS.image : STOPS.points;
  const ways = labelNumbers(facts, (sampling as GanSampling).label, WAYS);
  const made = await read(
    tf.tidy(() => {
      const [from, to] = [0, 1].map((end) => normal(substream(stream, end), [WAYS, 1, sizes.latent]));
      const share = tf
        .linspace(0, 1, stops)
        .mul(Math.PI / 2)
        .reshape([1, stops, 1]);
      // Along a great circle, so that all of the way is as far from the centre as noise usually is. White 2016.
      const between = tf.add(tf.mul(from as tf.Tensor, tf.cos(share)), tf.mul(to as tf.Tensor, tf.sin(share)));
      const labels = labelTensor(
        sizes,
        ways.flatMap((number) => Array<number>(stops).fill(number)),
      );
      return generate(between.reshape([WAYS * stops, sizes.latent]), labels);
    }),
  );
  if (isImage) return imagesView(sizes, made, { columns: stops });
  const real = await read(tf.tidy(() => firstPoints(examplesOf(examples()).values, REAL_POINTS)));
  return scatterView(planeOf(facts, real), [{ role: "truth", points: real }], {
    paths: Array.from({ length: WAYS }, (_, way) => made.subarray(2 * way * stops, 2 * (way + 1) * stops)),
  });
}

/** Samples, each beside the training example that is most like it: is it copied? */
async function nearestView(
  { generate }: Adversaries,
  sizes: Sizes,
  facts: DatasetFacts,
  { sampling, stream, examples }: ViewRequest,
): Promise<ViewData> {
  const pairs = tf.tidy(() => {
    const labels = labelTensor(sizes, labelNumbers(facts, (sampling as GanSampling).label, PAIRS));
    const made = generate(normal(stream, [PAIRS, sizes.latent]), labels).reshape([PAIRS, sizes.inputs]);
    const real = examplesOf(examples("train")).values;
    const rows = real.reshape([-1, sizes.inputs]); // [N, D]
    // |a − b|² = |a|² − 2 a·b + |b|², and |a|² is the same for all of a row.
    const distances = tf.sub(tf.sum(tf.square(rows), 1), tf.mul(matMul(made, rows, { transposeB: true }), 2)); // [P, N]
    const nearest = tf.gather(rows, tf.argMax(tf.neg(distances), 1)); // [P, D]
    return tf.stack([made, nearest], 1);
  });
  return imagesView(sizes, await read(pairs), { roles: ["generator", "truth"], columns: 8 });
}
