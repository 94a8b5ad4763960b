/**
 * Every network of every family on every domain as files: in onnxruntime and in stock TensorFlow.js they compute what the
 * network predicts, and the checker of ONNX finds them well formed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import * as ort from "onnxruntime-web";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import { randomNormals, randomStream, randomUniforms } from "../core/random.ts";
import type { Dataset } from "../domains/dataset.ts";
import { closeBackend, openBackend } from "../engine/index.ts";
import { networkFiles } from "../export/networks/files.ts";
import { type SavedNetwork, savedNetworks } from "../export/networks/saved.ts";
import { type OnnxFile, type Port, writeOnnx } from "../export/onnx/write.ts";
import { shaken } from "../families/testing/checks.ts";
import type { Values } from "../schema/parameter.ts";
import { type Snapshot, takeSnapshot } from "../training/checkpoint.ts";
import { pythonWith, runPython } from "./testing/python.ts";
import { bareRun } from "./testing/train.ts";

const TINY: Values = {
  "data.characters": "digits",
  "data.group": "smileys",
  "model.layers": 2,
  "model.width": 8,
  "model.units": 8,
  "model.embedding": 8,
  "model.channels": 8,
  "model.heads": 2,
  "model.latent": 3,
  "model.dilations": 2,
  "training.batchSize": 4,
  "training.sequenceLength": 8,
};

/** The first dataset of each domain, with every family that accepts it. */
const CELLS = Object.keys(registry.domains).flatMap((kind) => {
  const set = Object.values(registry.datasets).find(({ domain }) => domain === kind)?.id ?? `no dataset of ${kind}`;
  const families = Object.values(registry.families).filter(({ accepts }) => accepts.some((each) => each === kind));
  return families.map(({ id }): readonly [family: string, set: string, changes: Values] => [id, set, {}]);
});

/** What other settings make other layers of. */
const FURTHER: typeof CELLS = [
  ["recurrent", "given-names", { "model.cell": "gru", "model.resetAfter": true }],
  ["recurrent", "given-names", { "model.cell": "gru", "model.resetAfter": false }],
  ["recurrent", "given-names", { "model.cell": "lstm" }],
  ["recurrent", "given-names", { "model.cell": "simple", "model.conditional": false }],
  ["attention", "given-names", { "model.positions": "learned", "model.tied": false, "model.conditional": false }],
  ["attention", "given-names", { "model.form": "masked" }],
  ["wavenet", "given-names", { "model.kernelSize": 3, "model.conditional": false }],
  ["vae", "given-names", { "model.conditional": true }],
  ["gan", "given-names", { "model.conditional": true }],
  ["vae", "glyphs", { "model.architecture": "convolutional", "model.conditional": true }],
  ["gan", "glyphs", { "model.architecture": "convolutional", "model.conditional": true }],
  ["diffusion", "glyphs", { "model.architecture": "convolutional", "model.conditional": true }],
  ["diffusion", "glyphs", { "model.architecture": "dense" }],
  ["vae", "emoji", { "model.conditional": true, "model.condition": "caption", "data.side": "16" }],
  ["vae", "drums", { "model.architecture": "convolutional" }],
  ["gan", "drums", { "model.architecture": "convolutional" }],
];

/** Of outputs, or as a share of the largest one where that is over 1. */
const TOLERANCE = 1e-4;
const LENGTHS = [5, 8] as const;
const BATCHES = [1, 3] as const;
const ORIGIN = { model: "a network of a test", link: "https://inkling.example/#v=1" };

const python = pythonWith("onnx");
const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));

interface Written {
  readonly network: SavedNetwork;
  readonly file: OnnxFile;
}

/** How many rows the tables have that are read by this input; `null` where it is no index. */
function rowsOf({ topology }: SavedNetwork, input: string): number | null {
  const { config } = JSON.parse(topology) as {
    config: { layers: { class_name: string; config: { input_dim: number }; inbound_nodes: [string][][] }[] };
  };
  const tables = config.layers.filter(
    ({ class_name: kind, inbound_nodes: nodes }) =>
      kind === "Embedding" && nodes.some((node) => node[0]?.[0] === input),
  );
  return tables.length > 0 ? Math.min(...tables.map(({ config }) => config.input_dim)) : null;
}

/** Numbers for an input: any, or numbers of rows. */
function valuesFor(network: SavedNetwork, { name, shape, dtype }: Port, batch: number, time: number) {
  const dims = shape.map((size) => (size === "batch" ? batch : size === "time" ? time : size));
  const size = dims.reduce((a, b) => a * b, 1);
  const rows = rowsOf(network, name);
  const stream = randomStream(size, name);
  const numbers =
    rows === null ? randomNormals(stream, size) : randomUniforms(stream, size).map((draw) => Math.floor(draw * rows));
  const data = dtype === "int32" ? Int32Array.from(numbers) : Float32Array.from(numbers);
  return { name, dims, dtype: dtype as "int32" | "float32", data };
}

/** What a network made of numbers that it was given. */
interface Prediction {
  readonly given: readonly ReturnType<typeof valuesFor>[];
  readonly made: readonly { readonly shape: number[]; readonly data: Float32Array }[];
}

const predicted = (model: tf.LayersModel, given: Prediction["given"]): Prediction => ({
  given,
  made: tf.tidy(() =>
    [model.predict(given.map(({ data, dims, dtype }) => tf.tensor(data, dims, dtype)))]
      .flat()
      .map((tensor) => ({ shape: tensor.shape, data: tensor.dataSync() as Float32Array })),
  ),
});

/** How far the file's outputs are from the network's, as a share of {@link TOLERANCE}'s measure, and the last of them. */
async function compared(
  { network, file }: Written,
  model: tf.LayersModel,
): Promise<{ most: number; last: Prediction }> {
  const session = await ort.InferenceSession.create(file.bytes);
  expect(session.inputNames).toEqual(file.inputs.map(({ name }) => name));
  expect(session.outputNames).toEqual(file.outputs.map(({ name }) => name));
  const timed = file.inputs.some(({ shape }) => shape.includes("time"));
  let most = 0;
  let last: Prediction = { given: [], made: [] };
  for (const time of timed ? LENGTHS : [0]) {
    for (const batch of BATCHES) {
      const given = file.inputs.map((port) => valuesFor(network, port, batch, time));
      const feeds = given.map(({ name, dtype, data, dims }) => [name, new ort.Tensor(dtype, data, dims)]);
      const found = await session.run(Object.fromEntries(feeds));
      last = predicted(model, given);
      for (const [i, { name }] of file.outputs.entries()) {
        const { shape, data } = last.made[i] as Prediction["made"][number];
        const made = found[name] as ort.Tensor;
        expect(made.dims).toEqual(shape);
        if (data.length > 1) expect(new Set(data).size).toBeGreaterThan(1);
        const scale = data.reduce((peak, value) => Math.max(peak, Math.abs(value)), 1);
        for (const [at, value] of (made.data as Float32Array).entries()) {
          most = Math.max(most, Math.abs(value - (data[at] as number)) / scale);
        }
      }
    }
  }
  await session.release();
  return { most, last };
}

const CHECK = `
import glob, onnx, sys
for path in sorted(glob.glob(sys.argv[1] + "/*/*.onnx")):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    resets = [a.i for n in model.graph.node for a in n.attribute if a.name == "linear_before_reset"]
    print(*path.split("/")[-2:], model.ir_version, model.opset_import[0].version, model.producer_name, *resets)
`;

/** Loads networks where nothing but TensorFlow.js is, and prints how far they are from what is expected. */
const LOAD = `
import * as tf from "@tensorflow/tfjs";
import { existsSync, readFileSync } from "node:fs";
const [folder] = process.argv.slice(1);
for (const { path, given, made } of JSON.parse(readFileSync(folder + "/predictions.json", "utf8"))) {
  const own = folder + "/" + path.split("/")[0] + "/layers.mjs";
  if (existsSync(own)) (await import(own)).register(tf);
  const { modelTopology, weightsManifest: [{ paths: [file], weights: weightSpecs }] } = JSON.parse(
    readFileSync(folder + "/" + path + "/model.json", "utf8"),
  );
  const { buffer, byteOffset, length } = readFileSync(folder + "/" + path + "/" + file);
  const weightData = buffer.slice(byteOffset, byteOffset + length);
  const network = await tf.loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
  const found = [network.predict(given.map(({ data, dims, dtype }) => tf.tensor(data, dims, dtype)))].flat();
  const differences = found.map((tensor, i) => {
    const expected = tf.tensor(made[i].data, made[i].shape);
    const scale = Math.max(1, tf.max(tf.abs(expected)).dataSync()[0]);
    return tf.max(tf.abs(tf.sub(tensor, expected))).dataSync()[0] / scale;
  });
  console.log(path, Math.max(...differences));
}
`;

describe("networks as files", () => {
  const folder = mkdtempSync(join(tmpdir(), "onnx-"));
  const datasets = new Map<string, Dataset>();
  const predictions: (Prediction & { readonly path: string })[] = [];

  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    await openBackend("wasm", { onFault: fail, onLost: fail });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await closeBackend("wasm");
  });

  it.each([...CELLS, ...FURTHER])("%s on %s (%o) computes what the network predicts", async (family, set, changes) => {
    const config = withChanges(withChanges(defaultConfig(), { "data.set": set, "model.family": family }), {
      ...TINY,
      ...changes,
    });
    const { built } = await bareRun(config, datasets.get(set));
    datasets.set(set, built.dataset);
    shaken(built.model, 0.3);
    const { tensors } = (await takeSnapshot(built.trainer.variables)) as Snapshot;
    const topologies = Object.values(built.model.networks).map((network) => String(network.toJSON()));
    const networks = savedNetworks(topologies, tensors);
    const cell = [family, set, ...Object.values(changes)].join("-");
    for (const network of networks) {
      const model = built.model.networks[network.name] as tf.LayersModel;
      const { most, last } = await compared({ network, file: writeOnnx(network, ORIGIN) }, model);
      expect(most, network.name).toBeLessThan(TOLERANCE);
      predictions.push({ path: `${cell}/${network.name}`, ...last });
    }
    for (const [path, bytes] of Object.entries(networkFiles(networks, ORIGIN))) {
      mkdirSync(dirname(join(folder, cell, path)), { recursive: true });
      writeFileSync(join(folder, cell, path), bytes);
    }
    built.dispose();
  });

  it("compute the same in stock TensorFlow.js", () => {
    const listed = (key: string, value: unknown) => (key === "data" ? Array.from(value as Float32Array) : value);
    writeFileSync(join(folder, "predictions.json"), JSON.stringify(predictions, listed));
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const args = ["--input-type=module", "-e", LOAD, folder];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
    const lines = stdout.split("\n").filter((line) => line.includes("/"));
    expect(lines.length, stderr).toBe(predictions.length);
    for (const line of lines) expect(Number(line.split(" ")[1]), line).toBeLessThan(TOLERANCE);
  });

  it.skipIf(!python)(`pass onnx.checker${python ? "" : " (skipped: there is no Python with onnx here)"}`, () => {
    const { stdout, stderr } = runPython(python as string, ["-c", CHECK, folder]);
    const lines = stdout.trim().split("\n");
    expect(stderr).not.toContain("Error");
    expect(lines).toHaveLength(predictions.length);
    expect(lines.every((line) => line.includes(".onnx 8 17 Inkling"))).toBe(true);
    expect(lines.find((line) => line.startsWith("recurrent-given-names-gru-true "))).toMatch(/ Inkling 1 1$/);
    expect(lines.find((line) => line.startsWith("recurrent-given-names-gru-false "))).toMatch(/ Inkling 0 0$/);
  });
});
