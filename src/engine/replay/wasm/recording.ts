/** The list of calls of a step, ready to be made again. */
import * as tf from "@tensorflow/tfjs";
import { InklingError } from "../../../core/errors.ts";
import type { Wasm } from "../../kernels/wasm/module.ts";
import type { Address, Numbers } from "../../kernels/wasm/ports.ts";
import type { Inputs, StreamOf } from "../contract.ts";
import { type Call, DRAWS, LOOKS_OUTSIDE, NONE_OUTSIDE } from "./note.ts";
import type { Pin, Pins } from "./pins.ts";

/** A value assigned to a variable in the step: what lies at `from` is copied to the variable's place. */
export interface Assigned {
  readonly pin: Pin;
  readonly from: Address;
}

/** Where a result lies. */
export interface Placed {
  readonly at: Address;
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
}

export interface Recorded {
  readonly calls: readonly Call[];
  /** Tensors that the step reads and does not make, with their addresses; no weights. */
  readonly before: ReadonlyMap<object, Address>;
  readonly pins: readonly Pin[];
  readonly assigned: readonly Assigned[];
  readonly results: readonly (Placed | null)[];
  /** By the names of the noise that was drawn, its keys. */
  readonly keys: ReadonlyMap<string, readonly number[]>;
  /** Where the step finds its inputs. */
  readonly inputs: Inputs;
}

type Action = () => void;

interface Draw {
  readonly name: string;
  readonly values: number[];
}

export class Recording {
  /** At the same addresses after every replay; not to be disposed of. */
  readonly tensors: readonly (tf.Tensor | null)[];
  private readonly wasm: Wasm;
  private readonly pinning: Pins;
  private readonly recorded: Recorded;
  private readonly actions: readonly Action[];
  private readonly draws: readonly Draw[];
  private readonly arrays: Address;

  /** Throws where a call cannot be made again. */
  constructor(wasm: Wasm, pinning: Pins, recorded: Recorded) {
    this.wasm = wasm;
    this.pinning = pinning;
    this.recorded = recorded;
    const places = placeArrays(wasm, recorded.calls);
    this.arrays = places.at;
    const draws: Draw[] = [];
    this.actions = recorded.calls.flatMap((call): Action[] => {
      if (call.kind === "constant") return [];
      if (call.kind === "script" || call.kind === "parts") return [call.run];
      const values = call.values.map((value) => (typeof value === "number" ? value : places.of(value)));
      if (call.kind === "kernel" && DRAWS.has(call.name))
        draws.push({ name: streamNamed(recorded.keys, values), values });
      return [call.name === LOOKS_OUTSIDE ? looking(call.run, values) : calling(call.run, values)];
    });
    this.draws = draws;
    this.tensors = recorded.results.map((placed) => (placed ? this.tensorAt(placed) : null));
  }

  /** Makes the step again; answers false, and does nothing, where what it reads is not there any more. */
  replay(inputs: Inputs, streamOf: StreamOf): boolean {
    const { before, pins, assigned, keys } = this.recorded;
    const { dataIdMap } = this.wasm.backend;
    for (const [id, at] of before) {
      if (!dataIdMap.has(id) || dataIdMap.get(id).memoryOffset !== at) return false;
    }
    for (const pin of pins) this.pinning.settle(pin, false);
    for (const { pin } of assigned) this.pinning.settle(pin, true);
    this.fill(inputs);
    for (const name of keys.keys()) {
      const { key } = streamOf(name);
      for (const draw of this.draws) {
        if (draw.name === name) [draw.values[0], draw.values[1]] = key as [number, number];
      }
    }
    for (const action of this.actions) action();
    const { bytes } = this.wasm.ports;
    for (const { pin, from } of assigned) bytes.copyWithin(pin.at, from, from + pin.bytes);
    return true;
  }

  /** Copies a batch to where the step finds it. */
  private fill(inputs: Inputs): void {
    fillInputs(this.wasm, this.recorded.inputs, inputs);
  }

  private tensorAt({ at, shape, dtype }: Placed): tf.Tensor {
    const info = this.wasm.backend.makeOutput([...shape], dtype, at);
    return tf.keep(tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor);
  }

  release(): void {
    tf.dispose(this.tensors.filter((tensor) => tensor !== null));
    if (this.arrays) this.wasm.ports.free(this.arrays);
  }
}

export function fillInputs(wasm: Wasm, fixed: Inputs, inputs: Inputs): void {
  const { bytes } = wasm.ports;
  for (const name in fixed) {
    const [to, from] = [fixed[name], inputs[name]] as [tf.Tensor, tf.Tensor];
    const at = wasm.address(from);
    bytes.copyWithin(wasm.address(to), at, at + from.size * tf.util.bytesPerElement(from.dtype));
  }
}

/** Calls with so many arguments, without a list of them. */
function calling(run: Numbers, values: readonly number[]): Action {
  return () => void run(...values);
}

function looking(run: Numbers, values: readonly number[]): Action {
  return () => {
    const place = run(...values) as number;
    if (place !== NONE_OUTSIDE) throw new InklingError("indexOutside", { place, rows: values[2] as number });
  };
}

function streamNamed(keys: ReadonlyMap<string, readonly number[]>, [key0, key1]: readonly number[]): string {
  for (const [name, key] of keys) if (key[0] === key0 && key[1] === key1) return name;
  throw new Error("noise");
}

/** Puts the arrays that stock kernels are called with where they stay. */
function placeArrays(
  wasm: Wasm,
  calls: readonly Call[],
): { readonly at: Address; readonly of: (array: Uint8Array) => Address } {
  const offsets = new Map<string, number>();
  const contents: number[] = [];
  for (const { values } of calls.filter((call) => call.kind === "stock")) {
    for (const array of values) {
      if (typeof array === "number" || offsets.has(array.join())) continue;
      offsets.set(array.join(), contents.length);
      contents.push(...array);
      while (contents.length % 8) contents.push(0);
    }
  }
  const at = contents.length > 0 ? wasm.ports.malloc(contents.length) : 0;
  if (contents.length > 0 && at === 0) throw new Error("large");
  wasm.ports.bytes.set(contents, at);
  return { at, of: (array) => at + (offsets.get(array.join()) as number) };
}
