import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import { type Coder, codedView } from "../../domains/codes.ts";
import type { Plane, Stage } from "../../domains/contract.ts";
import { labelNumbers, labelTensor } from "../../domains/labels.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import { arrowsFrom } from "../../schema/plane.ts";
import type { ViewData } from "../../schema/view.ts";
import { slidersView } from "./directions.ts";
import { criticField } from "./field.ts";
import type { GanSampling } from "./manifest.ts";
import { generatorLoss } from "./objectives.ts";
import { type Scene, symbolChoice } from "./sample.ts";
import { scoresView, verdictsView } from "./scores.ts";
import type { GanValues } from "./sizes.manifest.ts";

const REAL_POINTS = 500;
const ARROWS = 120;
/** How long the longest arrow is drawn, as a part of the plane's width. */
const LONGEST = 0.08;
/** Points along a side of the folded grid, and how far into the noise it reaches, in standard deviations. */
const MESH = 15;
const MESH_REACH = 2.5;
/** Ways from one noise to another, and stops on each. */
const WAYS = 6;
const STOPS = { items: 8, dots: 60 };
const PAIRS = 24;

export async function view(scene: Scene<ViewRequest>): Promise<ViewData> {
  if (scene.request.view === "nearest") return nearestView(scene);
  if (scene.request.view === "scores") return scoresView(scene);
  if (scene.request.view === "verdicts") return verdictsView(scene);
  if (scene.request.view === "sliders") return slidersView(scene);
  if (scene.request.view === "together") return codedView(coderOf(scene), scene.domain, scene.request);
  const { plane, ways } = await scene.domain.stage(scene.request.examples);
  return scene.request.view === "field" && plane ? fieldView(scene, plane) : interpolationView(scene, ways);
}

/** Codes are the generator's noise, which has about the same length everywhere that it was trained. */
const coderOf = ({ adversaries: { make }, sizes }: Scene<ViewRequest>): Coder => ({
  ...{ sizes, width: sizes.latent, geometry: "arc" },
  decode: (codes, told) => make(codes, told.tensor() as tf.Tensor1D | undefined).made,
});

/** The critic's score everywhere, the noise's plane as the generator folds it, and where each sample is pushed. */
async function fieldView(
  { adversaries, sizes, domain: { facts }, request: { model, sampling, stream } }: Scene<ViewRequest>,
  plane: Plane,
): Promise<ViewData> {
  const { objective } = model as GanValues;
  const { label } = sampling as GanSampling;
  const { generate, discriminate } = adversaries;
  const number = Math.max(0, facts.labels.indexOf(label));
  const [mesh, at, towards] = await readMade(() => {
    const folded = generate(meshNoise(sizes.latent), labelTensor(sizes, Array<number>(MESH * MESH).fill(number)));
    const labels = labelTensor(sizes, labelNumbers(facts, label, ARROWS));
    const made = generate(normal(stream, [ARROWS, sizes.latent]), labels);
    // Downhill for the generator; the mean over the batch is taken back.
    const slope = tf.grad((x) => tf.mul(generatorLoss(objective, discriminate(x, labels)), -ARROWS) as tf.Scalar)(made);
    return [folded, made, slope];
  });
  const about = { objective, label: number, made: at, real: REAL_POINTS };
  const [left, , right] = plane.bounds;
  return plane.view(
    [
      { role: "truth", points: plane.real(REAL_POINTS).slice() },
      { role: "generator", points: at },
    ],
    {
      field: await criticField(adversaries, sizes, plane, about),
      mesh: { columns: MESH, rows: MESH, points: mesh },
      arrows: pushed(at, towards, LONGEST * (right - left)),
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

/** Arrows from the points, all shortened by the same factor, so that the longest is `reach` long. */
export function pushed(points: Float32Array, pushes: Float32Array, reach: number): Float32Array {
  let longest = 0;
  for (let i = 0; i < pushes.length; i += 2) {
    longest = Math.max(longest, Math.hypot(pushes[i] as number, pushes[i + 1] as number));
  }
  const scale = longest > 0 ? reach / longest : 0;
  return arrowsFrom(points, (place) => scale * (pushes[place] as number));
}

/** Ways from one draw of noise to the next. */
async function interpolationView(
  { adversaries: { make }, sizes, domain: { facts, traits }, request: { sampling, stream } }: Scene<ViewRequest>,
  drawWays: Stage["ways"],
): Promise<ViewData> {
  const stops = STOPS[traits.shownAs];
  const ways = labelNumbers(facts, (sampling as GanSampling).label, WAYS);
  const [made] = await readMade(() => {
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
    return [make(between.reshape([WAYS * stops, sizes.latent]), labels).made];
  });
  return drawWays(made, { stops, real: REAL_POINTS });
}

/** Samples, each beside the training example that is most like it: is it copied? */
async function nearestView({
  adversaries: { make, seen },
  sizes,
  domain,
  request: { sampling, stream, examples },
  drawn,
}: Scene<ViewRequest>): Promise<ViewData> {
  const [made, nearest] = await readMade(() => {
    const labels = labelTensor(sizes, labelNumbers(domain.facts, (sampling as GanSampling).label, PAIRS));
    const { made } = make(
      normal(stream, [PAIRS, sizes.latent]),
      labels,
      drawn ? symbolChoice(stream, PAIRS) : undefined,
    );
    const real = examplesOf(examples("train")).values;
    // Symbols are as far apart as there are places where they differ.
    const [ours, rows] = [made, real].map((each) => seen(each).reshape([each.shape[0] as number, -1])); // [P, D], [N, D]
    // |a − b|² = |a|² − 2 a·b + |b|², and |a|² is the same for all of a row.
    const products = matMul(ours as tf.Tensor, rows as tf.Tensor, { transposeB: true });
    const distances = tf.sub(tf.sum(tf.square(rows as tf.Tensor), 1), tf.mul(products, 2)); // [P, N]
    return [made, tf.gather(real, tf.argMax(tf.neg(distances), 1))];
  });
  const { pairs } = await domain.stage(examples);
  return pairs({ role: "generator", values: made }, { role: "truth", values: nearest });
}
