/** The view of models that make samples of codes: decodes given ones, draws new ones, encodes what is drawn or typed. */
import * as tf from "@tensorflow/tfjs";
import type { Geometry } from "../core/codes.ts";
import { InklingError } from "../core/errors.ts";
import { randomNormals, randomPermutation, substream } from "../core/random.ts";
import type { ViewRequest } from "../engine/model.ts";
import { read, readMade } from "../engine/read.ts";
import type { CodesQuery } from "../schema/codes.ts";
import type { Values } from "../schema/parameter.ts";
import type { CodedView } from "../schema/view.ts";
import { examplesOf } from "./batches.ts";
import { askFor, conditionOf, isConditional, type Wanted } from "./conditions.ts";
import type { WholeDomain } from "./contract.ts";
import { facing } from "./facing.ts";
import { labelIds, labelNumbers, labelTensor } from "./labels.ts";
import type { NetworkSizes } from "./sizes.ts";

/** What a family tells of itself to be shown by its codes. N samples; all of it is called inside a tidy. */
export interface Coder {
  readonly sizes: NetworkSizes;
  /** Numbers of one code. */
  readonly width: number;
  readonly geometry: Geometry;
  /** codes [N, width] → [N, …]. */
  readonly decode: (codes: tf.Tensor2D, told: Told) => tf.Tensor;
  /** x [N, …] → [N, width]. */
  readonly encode?: (x: tf.Tensor, told: tf.Tensor | undefined) => tf.Tensor2D;
  /** Samples that are as `values` where `known` is 1, both of one sample's shape: [N, …]. */
  readonly complete?: (part: Part, told: Told) => tf.Tensor;
  /** Where a code lies on the family's map, given the codes of real examples, row by row. */
  readonly placeOf?: (code: Float32Array, codes: Float32Array) => readonly number[];
}

/** What samples are to show. */
export interface Told {
  readonly count: number;
  readonly tensor: () => tf.Tensor | undefined;
  readonly nothing: () => tf.Tensor | undefined;
}

export interface Part {
  readonly values: tf.Tensor;
  readonly known: tf.Tensor;
  readonly seed: number;
  readonly count: number;
}

interface Scene {
  readonly coder: Coder;
  readonly domain: WholeDomain;
  readonly request: ViewRequest;
}

export async function codedView(coder: Coder, domain: WholeDomain, request: ViewRequest): Promise<CodedView> {
  const scene = { coder, domain, request };
  const query: CodesQuery = request.source === "codes" ? request.codes : { from: "chance", seed: 0, count: 1 };
  switch (query.from) {
    case "chance":
      return ofChance(scene, query);
    case "data":
      return ofData(scene, query);
    case "drawing":
      return ofSample(scene, fitting(query.values, coder.sizes.inputs), true);
    case "text":
      return ofSample(scene, domain.encode?.(query.text) ?? new Float32Array(coder.sizes.inputs), false);
    case "codes":
      return shown(scene, query.codes, numbersOf(scene, query));
    case "part":
      return ofPart(scene, query);
    default:
      return query satisfies never;
  }
}

const notOffered = (what: string) => new InklingError("codesNotOffered", { what });

/** Numbers of which there must be so many. */
function fitting<T extends Float32Array | Uint8Array>(numbers: T, count: number): T {
  if (numbers.length !== count) throw new InklingError("codesMismatch", { length: numbers.length, width: count });
  return numbers;
}

/** The number of each label; nothing where the model is told none. */
function numbersOf(
  { coder: { sizes, width }, domain: { facts } }: Scene,
  { codes, labels = [] }: Extract<CodesQuery, { from: "codes" }>,
): number[] {
  if (codes.length === 0 || codes.length % width !== 0) fitting(codes, width);
  const count = codes.length / width;
  // One that the data lacks is as good as the first.
  const known = (i: number) => Math.max(0, facts.labels.indexOf(labels[i] ?? ""));
  return sizes.labels > 0 ? Array.from({ length: count }, (_, i) => known(i)) : [];
}

/** What samples of these labels are told, and of the one caption that is asked for where captions are. */
function toldOf({ coder: { sizes }, domain: { facts }, request }: Scene, count: number, numbers: number[]): Told {
  const { caption = "" } = request.sampling as Values as Wanted;
  if (sizes.words > 0) {
    const { tensor, nothing } = askFor(sizes, facts, { caption }, 1);
    const all = (row: tf.Tensor | undefined) => row?.tile([count, 1]);
    return { count, tensor: () => all(tensor()), nothing: () => all(nothing()) };
  }
  if (sizes.labels === 0) return { count, tensor: () => undefined, nothing: () => undefined };
  return {
    count,
    tensor: () => labelTensor(sizes, numbers),
    nothing: () => tf.fill([count], sizes.labels, "int32"),
  };
}

/** Codes as they are decoded. */
async function shown(scene: Scene, codes: Float32Array, numbers: number[]): Promise<CodedView> {
  const { coder } = scene;
  const { width, geometry } = coder;
  const count = codes.length / width;
  const [made] = await readMade(() => [
    coder.decode(tf.tensor2d(codes, [count, width]), toldOf(scene, count, numbers)),
  ]);
  return {
    ...{ kind: "coded", width, geometry, codes },
    ...(await listed(scene, made, numbers)),
  };
}

async function listed({ domain, request, coder: { sizes } }: Scene, values: Float32Array, numbers: number[]) {
  const labels = sizes.labels > 0 ? labelIds(domain.facts, numbers) : {};
  const { list } = await domain.stage(request.examples);
  return { ...labels, shown: list({ role: "generator", values }) as CodedView["shown"] };
}

/** The labels of so many new samples. */
function newNumbers({ coder: { sizes }, domain: { facts }, request }: Scene, count: number): number[] {
  const { label = "" } = request.sampling as Values as Wanted;
  return sizes.labels > 0 ? labelNumbers(facts, label, count) : [];
}

function ofChance(scene: Scene, { seed, count }: Extract<CodesQuery, { from: "chance" }>): Promise<CodedView> {
  const codes = randomNormals(substream(scene.request.stream, seed), count * scene.coder.width);
  return shown(scene, codes, newNumbers(scene, count));
}

async function ofData(scene: Scene, { seed, count }: Extract<CodesQuery, { from: "data" }>): Promise<CodedView> {
  const { coder, request } = scene;
  const { encode } = coder;
  if (!encode) throw notOffered("data");
  const [codes, labels] = await readMade(() => {
    const batch = examplesOf(request.examples());
    const N = batch.values.shape[0] as number;
    const order = randomPermutation(substream(request.stream, seed), N).slice(0, Math.min(count, N));
    const rows = tf.tensor1d(Int32Array.from(order), "int32");
    const told = conditionOf(coder.sizes, batch);
    const own = isConditional(coder.sizes) && told ? tf.gather(told, rows) : undefined;
    return [
      encode(tf.gather(batch.values, rows), own),
      batch.labels ? tf.gather(batch.labels, rows) : tf.tensor1d([], "int32"),
    ];
  });
  return shown(scene, codes, coder.sizes.labels > 0 ? [...labels] : []);
}

/** One sample that was drawn or typed, encoded under the label with which it comes back most alike. */
async function ofSample(scene: Scene, values: Float32Array, drawn: boolean): Promise<CodedView> {
  const { coder, domain, request } = scene;
  const { encode, sizes, width } = coder;
  if (!encode) throw notOffered(drawn ? "drawing" : "text");
  const { label = "" } = request.sampling as Values as Wanted;
  const asked = domain.facts.labels.indexOf(label);
  const tried =
    sizes.labels > 0 ? (asked >= 0 ? [asked] : Array.from({ length: sizes.labels }, (_, number) => number)) : [];
  const count = Math.max(1, tried.length);
  const [codes, errors, real] = await readMade(() => {
    const batch = examplesOf(request.examples());
    const given = tf.tensor(values, [1, ...sizes.shape]);
    const one = drawn ? facing(given, batch.values) : given;
    const x = one.tile([count, ...sizes.shape.map(() => 1)]);
    const told = toldOf(scene, count, tried);
    const codes = encode(x, told.tensor());
    const back = coder.decode(codes, told);
    // Symbols are alike or not; how far apart their numbers are says nothing.
    const apart = sizes.symbols > 0 ? tf.notEqual(x, back).toFloat() : tf.squaredDifference(x, back);
    return [codes, tf.sum(apart.reshape([count, -1]), 1), encode(batch.values, conditionOf(sizes, batch))];
  });
  const best = errors.reduce((least, error, i) => (error < (errors[least] as number) ? i : least), 0);
  const code = codes.slice(best * width, (best + 1) * width);
  const answer = await shown(scene, code, tried.slice(best, best + 1));
  return coder.placeOf ? { ...answer, place: coder.placeOf(code, real) } : answer;
}

async function ofPart(scene: Scene, query: Extract<CodesQuery, { from: "part" }>): Promise<CodedView> {
  const { coder } = scene;
  const { complete, sizes, width, geometry } = coder;
  if (!complete) throw notOffered("part");
  const { seed, count } = query;
  const numbers = newNumbers(scene, count);
  const part = { values: fitting(query.values, sizes.inputs), known: fitting(query.known, sizes.inputs) };
  const made = await read(
    tf.tidy(() =>
      complete(
        {
          values: tf.tensor(part.values, [1, ...sizes.shape]),
          known: tf.tensor(Float32Array.from(part.known), [1, ...sizes.shape]),
          ...{ seed, count },
        },
        toldOf(scene, count, numbers),
      ),
    ),
  );
  return { ...{ kind: "coded", width, geometry, codes: new Float32Array() }, ...(await listed(scene, made, numbers)) };
}
