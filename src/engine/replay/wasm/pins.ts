/** Weights and carried state that stay where they are, whatever assigns to them. */
import * as tf from "@tensorflow/tfjs";
import type { Wasm } from "../../kernels/wasm/module.ts";
import type { Address } from "../../kernels/wasm/ports.ts";

type DataId = tf.DataId & object;

export interface Pin {
  readonly variable: tf.Variable;
  readonly at: Address;
  readonly bytes: number;
  /** Its number in the stock module's table. */
  readonly id: number;
  /** What lies there. */
  dataId: DataId;
}

/** Gives a tensor's data memory of its own, where somebody else needs the place. */
export function moveAway(wasm: Wasm, dataId: DataId): void {
  const { ports, backend } = wasm;
  const data = backend.dataIdMap.get(dataId);
  const size = data.shape.reduce((product, length) => product * length, 1);
  const bytes = size * tf.util.bytesPerElement(data.dtype);
  const to = wasm.allocated(ports.malloc(bytes), bytes);
  ports.bytes.copyWithin(to, data.memoryOffset, data.memoryOffset + bytes);
  data.memoryOffset = to;
  data.id = ports.ordinaryId();
  ports.register(data.id, size, to);
}

export class Pins {
  private readonly wasm: Wasm;
  private readonly pins = new Map<tf.Variable, Pin>();

  constructor(wasm: Wasm) {
    this.wasm = wasm;
  }

  get(variable: tf.Variable): Pin | undefined {
    return this.pins.get(variable);
  }

  /** Gives a variable a place that it keeps; `null` where there is no memory. */
  pin(variable: tf.Variable): Pin | null {
    const known = this.pins.get(variable);
    if (known) return known;
    const { ports } = this.wasm;
    const bytes = variable.size * tf.util.bytesPerElement(variable.dtype);
    const at = ports.malloc(bytes);
    if (at === 0) return null;
    ports.owned.add(at);
    const pin = { variable, at, bytes, id: ports.lastingId(), dataId: variable.dataId as DataId };
    ports.register(pin.id, variable.size, at);
    this.pins.set(variable, pin);
    this.bring(pin);
    return pin;
  }

  /** Brings the variable back to its place, where something was assigned to it or, if it is `written`, shares its data. */
  settle(pin: Pin, written: boolean): void {
    const { backend } = this.wasm;
    if (pin.variable.dataId === pin.dataId && !(written && backend.refCount(pin.dataId) > 1)) return;
    // Whoever still has what lies there keeps it.
    if (backend.dataIdMap.has(pin.dataId)) moveAway(this.wasm, pin.dataId);
    this.bring(pin);
  }

  /** Copies what the variable holds to its place. */
  private bring(pin: Pin): void {
    const { ports, backend } = this.wasm;
    const { variable, at, bytes, id } = pin;
    const from = this.wasm.address(variable);
    ports.bytes.copyWithin(at, from, from + bytes);
    const dataId = { id };
    backend.dataIdMap.set(dataId, {
      id,
      memoryOffset: at,
      shape: [...variable.shape],
      dtype: variable.dtype,
      refCount: 1,
    });
    const info = { dataId, shape: [...variable.shape], dtype: variable.dtype };
    tf.tidy(() => variable.assign(tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor));
    pin.dataId = dataId;
  }

  /** Frees the places; what lies there moves. */
  release(): void {
    const { ports, backend } = this.wasm;
    for (const { at, id, dataId } of this.pins.values()) {
      if (backend.dataIdMap.has(dataId)) moveAway(this.wasm, dataId);
      ports.owned.delete(at);
      ports.forget(id);
      ports.free(at);
    }
    this.pins.clear();
  }
}
