/**
 * Everything that kernels ask of the stock module, of its memory and of its table of tensors goes through here, so that a step
 * can be noted while it runs as usual (../../replay). Nobody watches otherwise, and all of it is as stock has it.
 */
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

export type Address = number;
export type Numbers = (...values: number[]) => unknown;
/** A number, or the bytes of an array. */
export type StockValue = number | Uint8Array;
/** A kernel with its arguments. */
export type KernelCall = readonly [kernel: string, ...values: number[]];

/** Whoever notes a step. */
export interface Watcher {
  /** A call of our module. */
  kernel(name: string, run: Numbers, values: number[]): unknown;
  /** A call of the stock module, whose function in the module itself is `raw`. */
  stock(name: string, raw: Numbers, values: StockValue[], answers: boolean): void;
  /** Work on the memory in JavaScript, the same for the same `values`. */
  script(name: string, values: readonly number[], work: () => void): void;
  /** Work in parts on several threads: as one part, as two, and so on; `run` does it now. */
  parts(variants: readonly (readonly (readonly KernelCall[])[])[], run: () => void): void;
  malloc(bytes: number): Address;
  free(address: Address): void;
  /** Makes tensors whose numbers come from JavaScript. */
  constant<T>(make: () => T): T;
  /** Something that cannot be noted. */
  refuse(reason: string): void;
}

/** Ids from here on are never taken out of the stock module's table when a tensor is disposed of; {@link Ports.forget} does. */
const LASTING = 2 ** 28;
/** Ids that somebody may take before it is seen that he goes another way than was planned. */
const SLACK = 16;

/** What stock declares of itself in no types. */
interface Module {
  readonly HEAPU8: Uint8Array;
  readonly asm: Readonly<Record<string, Numbers>>;
  _malloc: (bytes: number) => Address;
  _free: (address: Address) => void;
  cwrap: (name: string, answer: string | null, types: readonly string[]) => (...values: StockValue[]) => unknown;
  readonly tfjs: { disposeData: (id: number) => void; registerTensor: (id: number, size: number, at: Address) => void };
}

/** The memory of tensors, past whoever watches. */
export class Ports {
  readonly backend: BackendWasm;
  watcher: Watcher | null = null;
  /** Addresses that a tensor may have and that are not its to free. */
  readonly owned = new Set<Address>();
  private nextLasting = LASTING;
  private readonly asm: Module["asm"];

  constructor(backend: BackendWasm) {
    this.backend = backend;
    this.asm = this.module.asm;
    this.watchMemory();
    this.watchBackend();
    this.watchCalls();
  }

  private get module(): Module {
    return this.backend.wasm as unknown as Module;
  }

  /** All of the memory; another array once it has grown. */
  get bytes(): Uint8Array {
    return this.module.HEAPU8;
  }

  /** 0 where the memory is full. */
  malloc(bytes: number): Address {
    return (this.asm.malloc?.(bytes) as number) >>> 0;
  }

  free(address: Address): void {
    this.asm.free?.(address);
  }

  register(id: number, size: number, at: Address): void {
    this.module.tfjs.registerTensor(id, size, at);
  }

  /** Takes a tensor out of the stock module's table, with all that it packed of it. */
  forget(id: number): void {
    this.asm.dispose_data?.(id);
  }

  /** As new tensors have it. */
  ordinaryId(): number {
    return this.ids.dataIdNextNumber++;
  }

  /** An id that lasts and that nobody has. */
  lastingId(): number {
    return this.nextLasting++;
  }

  /** Runs `work`, whose new tensors have ids that last, from `first` on; answers the one after the last. */
  withLastingIds(first: number, work: () => void): number {
    const before = this.ids.dataIdNextNumber;
    this.ids.dataIdNextNumber = first;
    try {
      work();
    } finally {
      this.nextLasting = Math.max(this.nextLasting, this.ids.dataIdNextNumber + SLACK);
      this.ids.dataIdNextNumber = before;
    }
    return this.nextLasting;
  }

  /** Within {@link withLastingIds}: from now on new tensors have ids that nobody has. */
  freshIds(): void {
    this.nextLasting = Math.max(this.nextLasting, this.ids.dataIdNextNumber) + SLACK;
    this.ids.dataIdNextNumber = this.nextLasting;
  }

  private get ids(): { dataIdNextNumber: number } {
    return this.backend as unknown as { dataIdNextNumber: number };
  }

  private watchMemory(): void {
    const { module } = this;
    module._malloc = (bytes) => (this.watcher ? this.watcher.malloc(bytes) : this.malloc(bytes));
    module._free = (address) => {
      if (this.watcher) this.watcher.free(address);
      else if (!this.owned.has(address)) this.free(address);
    };
    const { disposeData } = module.tfjs;
    module.tfjs.disposeData = (id) => {
      if (id < LASTING) disposeData(id);
    };
  }

  private watchBackend(): void {
    const { backend } = this;
    const [move, readSync, view] = [backend.move, backend.readSync, backend.typedArrayFromHeap];
    backend.move = (...given) => {
      const work = () => move.apply(backend, given);
      if (this.watcher && given[1] != null) this.watcher.constant(work);
      else work();
    };
    backend.readSync = (...given) => {
      this.watcher?.refuse("reads");
      return readSync.apply(backend, given);
    };
    backend.typedArrayFromHeap = (tensor) => {
      this.watcher?.refuse("JavaScript");
      return view.call(backend, tensor);
    };
  }

  private watchCalls(): void {
    const { module } = this;
    const { cwrap } = module;
    module.cwrap = (name, answer, types) => {
      const usual = cwrap(name, answer, types);
      const raw = this.asm[name] as Numbers;
      return (...values) => {
        this.watcher?.stock(name, raw, values, answer !== null);
        return usual(...values);
      };
    };
    // Stock looked its functions up when the backend was made.
    for (const { setupFunc } of tf.getKernelsForBackend("wasm")) setupFunc?.(this.backend as never);
  }
}
