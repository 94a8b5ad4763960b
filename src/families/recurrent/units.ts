/** What each unit of the last layer follows in real texts, and what it does to the next character. */
import * as tf from "@tensorflow/tfjs";
import { type Association, associations } from "../../domains/associations.ts";
import { tokensOf } from "../../domains/batches.ts";
import type { SequenceDomain } from "../../domains/contract.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { UnitsView } from "../../schema/view.ts";
import type { Architecture } from "./manifest.ts";
import type { Reader } from "./network.ts";

const MOST_UNITS = 24;
/** Lanes of real text that are read, and characters of each. */
const MOST_LANES = 32;
const MOST_CHARACTERS = 64;
/** Characters that a unit makes likelier, and less likely. */
const MOVED = 3;

/** Reads held-out texts and correlates each unit with what can be said of the character that it has just read. */
export async function unitsView(
  reader: Reader,
  { units }: Architecture,
  { facts, symbols, properties }: SequenceDomain,
  { examples }: ViewRequest,
): Promise<UnitsView> {
  const [hidden, tokens, labels, readout] = await readMade(() => {
    const { inputs, labels } = tokensOf(examples());
    const [B, T] = [Math.min(MOST_LANES, inputs.shape[0]), Math.min(MOST_CHARACTERS, inputs.shape[1])];
    const some = (x: tf.Tensor2D) => x.slice([0, 0], [B, T]);
    const read = reader.read({ tokens: some(inputs), labels: labels && some(labels), state: reader.zeroState(B) });
    return [read.hidden, some(inputs), labels ? some(labels) : tf.tensor1d([], "int32"), reader.readout.clone()];
  });
  const H = units.at(-1) as number;
  const conditions = labels.length > 0 && facts.labels.length > 1 ? labels : null;
  const found = associations(hidden, H, properties(tokens), conditions).slice(0, MOST_UNITS);
  return { kind: "units", units: found.map((each) => ({ ...each, ...movedBy(each, readout, symbols) })) };
}

/** The characters whose score rises and falls most where the unit rises: its row of the readout's weights, [H, V]. */
function movedBy({ unit }: Association, readout: Float32Array, symbols: readonly string[]) {
  const V = symbols.length;
  const row = Array.from(readout.subarray(unit * V, (unit + 1) * V), (weight, v) => ({ weight, v }));
  const named = (places: typeof row) => places.slice(0, MOVED).map(({ v }) => symbols[v] as string);
  row.sort((a, b) => b.weight - a.weight);
  return { raises: named(row), lowers: named(row.toReversed()) };
}
