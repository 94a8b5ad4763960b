/** What one run of a step asked of the module, as it is noted while it runs as usual. */

import type { Wasm } from "../../kernels/wasm/module.ts";
import type { Address, KernelCall, Numbers, StockValue, Watcher } from "../../kernels/wasm/ports.ts";
import { type MemoryEvent, type Plan, sameEvent } from "./plan.ts";

/** One thing that was done, and all that it depends on. */
export type Call =
  | { readonly kind: "kernel"; readonly name: string; readonly run: Numbers; readonly values: readonly number[] }
  | { readonly kind: "stock"; readonly name: string; readonly run: Numbers; readonly values: readonly StockValue[] }
  | { readonly kind: "script"; readonly name: string; readonly run: () => void; readonly values: readonly number[] }
  | {
      readonly kind: "parts";
      readonly variants: readonly (readonly (readonly KernelCall[])[])[];
      readonly run: () => void;
    }
  /** Numbers from JavaScript, by their digest; they stay where they are. */
  | { readonly kind: "constant"; readonly at: Address; readonly bytes: number; readonly digest: number };

/** Where the memory of a step is laid out. */
export interface Arena {
  readonly at: Address;
  readonly plan: Plan;
}

/** Stock kernels that keep a packed copy of what they were given: its numbers change at every step, the copy would not. */
const PACKING = new Set([
  ...["BatchMatMul", "_FusedMatMul", "Conv2D", "FusedConv2D", "Conv2DBackpropInput", "Prelu"],
  ...["DepthwiseConv2dNative", "FusedDepthwiseConv2D"],
]);

/** The kernel that looks for an index outside of its table, and what it answers where there is none. */
export const LOOKS_OUTSIDE = "firstOutside";
export const NONE_OUTSIDE = -1;

type DataId = object;
interface Data {
  readonly memoryOffset: Address;
}

export class Note implements Watcher {
  readonly calls: Call[] = [];
  readonly events: MemoryEvent[] = [];
  /** Tensors that were there before and that something was asked about, with their addresses. */
  readonly before = new Map<DataId, Address>();
  /** Why it cannot be replayed. */
  refused: string | null = null;
  /** Whether it went another way than the run that its memory was planned by. */
  strayed = false;
  private readonly wasm: Wasm;
  private readonly arena: Arena | null;
  private readonly born = new Set<DataId>();
  /** The pieces of memory in use, by their addresses. */
  private readonly pieces = new Map<Address, number>();
  private taken = 0;
  private making = 0;
  private made: { readonly at: Address; readonly bytes: number }[] = [];

  constructor(wasm: Wasm, arena: Arena | null) {
    this.wasm = wasm;
    this.arena = arena;
  }

  /** Runs `work` and notes it. */
  run(work: () => void): void {
    const { dataIdMap } = this.wasm.backend;
    const { get, set } = dataIdMap;
    // The map's own functions are its prototype's.
    dataIdMap.get = (id) => {
      const data = get.call(dataIdMap, id) as Data;
      if (data && !this.born.has(id)) this.before.set(id, data.memoryOffset);
      return data as never;
    };
    dataIdMap.set = (id, data) => {
      this.born.add(id);
      set.call(dataIdMap, id, data);
    };
    try {
      this.wasm.watched(this, work);
    } finally {
      Object.assign(dataIdMap, { get, set });
    }
  }

  /** The tensors that it made and that are still there. */
  survivors(): DataId[] {
    return [...this.born].filter((id) => this.wasm.backend.dataIdMap.has(id));
  }

  /** Whether that address is of a piece of memory that it took and did not free. */
  holds(address: Address): boolean {
    return this.pieces.has(address);
  }

  kernel(name: string, run: Numbers, values: number[]): unknown {
    const answer = run(...values);
    if (answer !== undefined && name !== LOOKS_OUTSIDE) this.refuse(name);
    this.calls.push({ kind: "kernel", name, run, values });
    return answer;
  }

  stock(name: string, run: Numbers, values: StockValue[], answers: boolean): void {
    if (answers || PACKING.has(name)) this.refuse(name);
    const kept = values.map((value) => (ArrayBuffer.isView(value) ? bytesOf(value) : Number(value ?? 0)));
    this.calls.push({ kind: "stock", name, run, values: kept });
  }

  script(name: string, values: readonly number[], work: () => void): void {
    work();
    this.calls.push({ kind: "script", name, run: work, values });
  }

  parts(variants: readonly (readonly (readonly KernelCall[])[])[], run: () => void): void {
    this.wasm.quietly(run);
    this.calls.push({ kind: "parts", variants, run });
  }

  malloc(bytes: number): Address {
    const piece = this.taken++;
    const follows = this.follow({ kind: "taken", bytes, constant: this.making > 0 });
    const planned = follows && this.arena ? this.arena.at + (this.arena.plan.offsets[piece] as number) : null;
    const address = planned ?? this.wasm.ports.malloc(bytes);
    this.pieces.set(address, piece);
    if (this.making > 0) this.made.push({ at: address, bytes });
    return address;
  }

  free(address: Address): void {
    const { ports } = this.wasm;
    const piece = this.pieces.get(address);
    this.pieces.delete(address);
    if (piece !== undefined) this.follow({ kind: "freed", piece });
    if (!ports.owned.has(address)) ports.free(address);
  }

  constant<T>(make: () => T): T {
    this.making++;
    try {
      return make();
    } finally {
      this.making--;
      if (this.making === 0) {
        for (const { at, bytes } of this.made) {
          this.calls.push({ kind: "constant", at, bytes, digest: digestOf(this.wasm.ports.bytes, at, bytes) });
        }
        this.made = [];
      }
    }
  }

  refuse(reason: string): void {
    if (this.making === 0) this.refused ??= reason;
  }

  /** Whether what happens is what the plan was made by, up to here. */
  private follow(event: MemoryEvent): boolean {
    this.events.push(event);
    if (!this.arena || this.strayed) return !this.strayed;
    if (sameEvent(this.arena.plan.events[this.events.length - 1], event)) return true;
    this.strayed = true;
    this.wasm.ports.freshIds();
    return false;
  }
}

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  Uint8Array.from(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));

/** FNV-1a. */
function digestOf(memory: Uint8Array, at: Address, bytes: number): number {
  let digest = 0x811c9dc5;
  for (let i = at; i < at + bytes; i++) digest = Math.imul(digest ^ (memory[i] as number), 0x01000193);
  return digest >>> 0;
}

/** Whether two runs asked for the same, apart from the keys of noise. */
export function sameCalls(a: readonly Call[], b: readonly Call[]): boolean {
  return a.length === b.length && a.every((call, i) => sameCall(call, b[i] as Call));
}

function sameCall(a: Call, b: Call): boolean {
  if (a.kind === "constant" || a.kind === "parts") return JSON.stringify(a) === JSON.stringify(b);
  if (b.kind !== a.kind || a.name !== b.name || a.values.length !== b.values.length) return false;
  const keys = DRAWS.has(a.name) ? 2 : 0;
  return a.values.every((value, i) => i < keys || sameValue(value, b.values[i] as StockValue));
}

const sameValue = (a: StockValue, b: StockValue): boolean =>
  typeof a === "number" || typeof b === "number"
    ? Object.is(a, b)
    : a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Kernels that draw noise: the first two of their arguments are the stream's key. */
export const DRAWS: ReadonlySet<string> = new Set(["uniforms", "normals"]);
