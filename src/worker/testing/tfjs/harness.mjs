/**
 * Runs printed programs on recorded batches and noise, all in one process: `node harness.mjs FOLDER`. Each folder in it has
 * model.js, train.js, the files of `writeCell` and program.json; answer.json is left there.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = process.argv[2];
const load = (...path) => import(pathToFileURL(join(root, ...path)).href);
const tf = await load("node_modules", "@tensorflow", "tfjs", "index.mjs");
await tf.setBackend("cpu");

const ARRAYS = { F32: Float32Array, I32: Int32Array, U8: Uint8Array };

/** A file of arrays by name. */
function read(path) {
  const file = readFileSync(path);
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString());
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return new Map(
    entries.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => {
        const bytes = file.buffer.slice(file.byteOffset + 8 + length + start, file.byteOffset + 8 + length + end);
        return [name, { shape, values: new ARRAYS[dtype](bytes) }];
      },
    ),
  );
}

const tensorOf = ({ values, shape }) => tf.tensor(values, shape, values instanceof Int32Array ? "int32" : "float32");

/** What a path leads to from the model: through properties, arrays and the layers of a `tf.sequential`. */
const found = (model, path) =>
  path.split(".").reduce((at, part) => (/^\d+$/.test(part) && !Array.isArray(at) ? at.layers[part] : at[part]), model);

function variablesOf(model, { to, gated }) {
  const layer = found(model, to);
  if (!gated) return layer.getWeights ? layer.getWeights() : [layer];
  const [inputs, states] = [layer.inputs.getWeights(), layer.states.getWeights()];
  return [inputs[0], states[0], inputs[1], states[1]];
}

/** Puts recorded arrays into the variables of every layer. */
function fill(model, { layers }, state) {
  const unset = new Set(model.weights ?? []);
  layers.forEach((layer, i) => {
    const variables = variablesOf(model, layer);
    variables.forEach((variable, k) => {
      const { values } = state.get(`weight.${i}.${k}`);
      variable.assign(tf.tensor(values, variable.shape));
      unset.delete(variable);
    });
    if (state.has(`weight.${i}.${variables.length}`)) throw new Error(`${layer.to} has too few weights`);
  });
  if (unset.size > 0) throw new Error(`not in the table: ${[...unset].map(({ name }) => name)}`);
}

async function resume(model, optimizer, { weights, slots }, { updates, layers, state }) {
  const placeOf = new Map(
    layers.flatMap((layer, i) => variablesOf(model, layer).map((variable, k) => [variable, `${i}.${k}`])),
  );
  const moved = found(model, weights);
  // In the order of an object's keys, as optimizers count them: a variable without a layer has a number for a name.
  const counted = Object.values(Object.fromEntries(moved.map((variable) => [variable.name, variable])));
  const of = (slot, variable) => tf.tensor(state.get(`slot.${slot}.${placeOf.get(variable)}`).values, variable.shape);
  if (optimizer.meanSquares) {
    for (const [i, variable] of moved.entries()) optimizer.meanSquares[i].assign(of("meanSquare", variable));
  } else if (slots.length > 0) {
    const remembered = slots.flatMap((slot) =>
      counted.map((variable) => ({ name: variable.name, tensor: of(slot, variable) })),
    );
    await optimizer.setWeights([{ name: "iter", tensor: tf.scalar(updates, "int32") }, ...remembered]);
  }
}

async function run(folder) {
  const at = join(root, folder);
  const [cell, program] = ["cell", "program"].map((name) => JSON.parse(readFileSync(join(at, `${name}.json`), "utf8")));
  const [state, record] = ["state", "record"].map((name) => read(join(at, `${name}.safetensors`)));
  const given = await load(folder, "model.js");
  const { [cell.model]: Model, sample } = given;
  const { configure, trainStep } = await load(folder, "train.js");
  tf.give([]); // nothing that was meant for another
  const model = new Model();
  fill(model, program, state);
  const configured = configure(model);
  const optimizers = Array.isArray(configured) ? configured : [configured];
  for (const [i, about] of program.optimizers.entries()) {
    await resume(model, optimizers[i], about, { updates: cell.updates[i], layers: program.layers, state });
  }

  const draws = (prefix) =>
    [...record.keys()]
      .filter((name) => name.startsWith(prefix))
      .sort()
      .map((name) => ({ kind: name.split(".").at(-1), values: record.get(name).values }))
      .filter(({ kind }) => kind === "normal" || kind === "uniform");
  let unused = 0;
  const batches = (index) => {
    unused += tf.left.length;
    tf.give(draws(`noise.${index}.`));
    const own = (name) => record.get(`batch.${index}.${name}`);
    const given = [["inputs"], ["targets"], ["labels"], ["texts"], ["captions"], ["values", "x"]];
    const tensors = given.flatMap(([name, as = name]) =>
      own(name) ? [[as, as === "x" && cell.symbols ? tensorOf(own(name)).toInt() : tensorOf(own(name))]] : [],
    );
    return { ...Object.fromEntries(tensors), fresh: own("fresh")?.values[0] === 1 };
  };
  batches.perEpoch = cell.perEpoch;

  const carried = [...state.keys()]
    .filter((name) => name.startsWith("carry."))
    .sort()
    .map((name) => tensorOf(state.get(name)));
  let after = null;
  if (cell.carry === "queues") after = carried;
  if (cell.carry === "hidden") after = carried.map((h) => [h]);
  if (cell.carry === "hiddenAndCell") after = carried.flatMap((h, i) => (i % 2 === 0 ? [[h, carried[i + 1]]] : []));
  const losses = [];
  const before = tf.memory().numTensors;
  let grown = 0;
  for (let step = cell.step; step < cell.step + cell.steps; step++) {
    const made = trainStep(model, configured, step, batches, after);
    if (cell.carry) after = made.state;
    const scalars = Object.entries(cell.carry ? made.losses : made);
    losses.push(Object.fromEntries(scalars.map(([name, loss]) => [name, loss.dataSync()[0]])));
    tf.dispose(scalars.map(([, loss]) => loss));
    if (step === cell.step) grown = tf.memory().numTensors - before;
  }
  const kept = tf.memory().numTensors - before - grown;
  unused += tf.left.length;

  let made;
  if (cell.sample) {
    fill(model, program, state);
    tf.give(draws("sample."));
    const captions = record.get("sample.captions");
    made = sample(model, ...(captions ? [tensorOf(captions)] : []), cell.sample);
  } else {
    const picture = batches(cell.step).x;
    tf.give(null);
    const blanks = () => [tf.fill([2, 8], given.MASK, "int32"), tf.zeros([2, 8], "int32")];
    const shown = { picture: () => [picture], blanks }[program.shown];
    made = sample(model, ...(shown?.() ?? [{ count: 2, length: 4 }]));
  }
  return { losses, unused, kept, sample: [...made.dataSync()] };
}

for (const folder of readdirSync(root).filter((name) => name !== "node_modules")) {
  const answer = await run(folder).catch((error) => ({ error: error.stack }));
  writeFileSync(join(root, folder, "answer.json"), JSON.stringify(answer));
}
