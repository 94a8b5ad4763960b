/** A run's networks for other programs: ONNX, TensorFlow.js, and what is said of them. */
import layers from "../layersModel/layers.mjs?raw";
import { needsLayers, writeLayersModel } from "../layersModel/write.ts";
import type { Origin } from "../media/origin.ts";
import { type OnnxFile, type Port, writeOnnx } from "../onnx/write.ts";
import type { SavedNetwork } from "./saved.ts";

/** What the inputs of our networks are, by their names' beginnings. */
const MEANINGS: readonly (readonly [name: RegExp, meaning: string])[] = [
  [/^tokens$/, "symbols by number"],
  [/^before$/, "the symbol before each, by number"],
  [/Shares$/, "1/sqrt(n) for each of n words that are known, 0 elsewhere"],
  [/^words$/, "words of a caption by number"],
  [/^label/, "labels by number"],
  [/^x$/, "the example"],
  [/^z$/, "the code, drawn from N(0, 1)"],
  [/^picture$/, "brightness in 0..1"],
  [/^noisy$/, "the example with noise"],
  [/^waves$/, "sines, then cosines of the time in 0..1 at frequencies of 1 to 100 in equal ratios"],
];

const meaningOf = (name: string) => MEANINGS.find(([pattern]) => pattern.test(name))?.[1];

const shapeOf = ({ shape }: Port) => `[${shape.join(", ")}]`;

function portLine(way: "in" | "out", port: Port): string {
  const meaning = way === "in" ? meaningOf(port.name) : undefined;
  return `  ${way.padEnd(4)}${port.name}: ${port.dtype} ${shapeOf(port)}${meaning ? `, ${meaning}` : ""}`;
}

/** Sizes of an example: two of a batch, eight places of time. */
const exampleOf = ({ shape }: Port) => shape.map((size) => (size === "batch" ? 2 : size === "time" ? 8 : size));

function readme(files: ReadonlyMap<string, OnnxFile>, { model, link }: Origin, own: boolean): string {
  const [[name, first] = ["", { inputs: [] }]] = files;
  const arrays = first.inputs.map(
    (port) => `"${port.name}": numpy.zeros((${exampleOf(port).join(", ")}), "${port.dtype}")`,
  );
  const tensors = first.inputs.map((port) => `tf.zeros([${exampleOf(port).join(", ")}], "${port.dtype}")`);
  const networks = [...files].flatMap(([network, { inputs, outputs }]) => [
    network,
    ...inputs.map((port) => portLine("in", port)),
    ...outputs.map((port) => portLine("out", port)),
    "",
  ]);
  return [
    `The networks of a run of Inkling: ${model}`,
    link,
    "",
    "NAME.onnx is a network in ONNX (opset 17), NAME/model.json the same for TensorFlow.js.",
    "",
    ...networks,
    "In Python (pip install onnxruntime):",
    "",
    "    import numpy, onnxruntime",
    `    session = onnxruntime.InferenceSession("${name}.onnx")`,
    `    given = {${arrays.join(", ")}}`,
    "    for output, made in zip(session.get_outputs(), session.run(None, given)):",
    "        print(output.name, made.shape)",
    "",
    "In a page or Node.js (npm install @tensorflow/tfjs), from an address that serves this folder:",
    "",
    '    import * as tf from "@tensorflow/tfjs";',
    ...(own
      ? ['    import { register } from "./layers.mjs";', "    register(tf); // layers that TensorFlow.js lacks"]
      : []),
    `    const network = await tf.loadLayersModel("${name}/model.json");`,
    `    for (const made of [network.predict([${tensors.join(", ")}])].flat()) made.print();`,
    "",
  ].join("\n");
}

/** The files by path. Throws `onnxLayer` as {@link writeOnnx} does. */
export function networkFiles(
  networks: readonly SavedNetwork[],
  origin: Origin,
): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map(networks.map((network) => [network.name, writeOnnx(network, origin)]));
  const own = networks.some(needsLayers);
  const encoder = new TextEncoder();
  return {
    "README.txt": encoder.encode(readme(files, origin, own)),
    ...(own ? { "layers.mjs": encoder.encode(layers) } : {}),
    ...Object.fromEntries(
      networks.flatMap((network) => [
        [`${network.name}.onnx`, (files.get(network.name) as OnnxFile).bytes],
        ...Object.entries(writeLayersModel(network, origin)).map(([file, bytes]) => [`${network.name}/${file}`, bytes]),
      ]),
    ),
  };
}
