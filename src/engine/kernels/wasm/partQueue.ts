/** The parts of a kernel's work, in memory that all threads see: one thread gives them out, and every thread takes. */

/** Turns that only grow: parts given out, parts taken, parts done; and whether one of them failed. */
const [GIVEN, TAKEN, DONE, FAILED] = [0, 1, 2, 3] as const;
const HEADER_BYTES = 64;
/** Parts at once; a power of two, so that turns may pass 2³¹. */
const SLOTS = 64;
/** Numbers of one part: how many calls, then for each its kernel, how many arguments, and those. */
const SLOT_NUMBERS = 80;
/** How often a thread that waits looks before it goes to sleep: some 50 microseconds. */
const LOOKS = 20_000;
/** A page may not sleep, it can only look; a Worker may. */
const MAY_SLEEP = typeof document === "undefined";

type Kernel = (...values: number[]) => void;
/** A kernel's place among the module's exports, with its arguments. */
export type NumberedCall = readonly [kernel: number, ...values: number[]];

/** What a thread is started with. */
export interface ThreadRequest {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly queue: SharedArrayBuffer;
}

/** The kernels of an instance, in an order that is the same for every instance of the module. */
export const kernelsOf = (instance: WebAssembly.Instance) => Object.values(instance.exports) as Kernel[];

export const queueBytes = HEADER_BYTES + 8 * SLOTS * SLOT_NUMBERS;

export class PartQueue {
  private readonly turns: Int32Array;
  private readonly numbers: Float64Array;
  private readonly kernels: readonly Kernel[];

  /** On `queueBytes` bytes; `exports` are the kernels in the order of the module, which is the same on every thread. */
  constructor(shared: SharedArrayBuffer, kernels: readonly Kernel[]) {
    this.kernels = kernels;
    this.turns = new Int32Array(shared, 0, 4);
    this.numbers = new Float64Array(shared, HEADER_BYTES);
  }

  /** Gives out the parts and works on them too, until none is left to take. */
  give(parts: readonly (readonly NumberedCall[])[]): void {
    if (parts.length > SLOTS) throw new Error(`${parts.length} parts are more than ${SLOTS}`);
    const given = Atomics.load(this.turns, GIVEN);
    parts.forEach((calls, i) => {
      this.write(given + i, calls);
    });
    const all = (given + parts.length) | 0;
    Atomics.store(this.turns, GIVEN, all);
    Atomics.notify(this.turns, GIVEN);
    this.work();
  }

  /** Returns once all that was given out is done. Throws if a part of it failed. */
  finish(): void {
    const all = Atomics.load(this.turns, GIVEN);
    for (;;) {
      const done = Atomics.load(this.turns, DONE);
      if (done === all) break;
      this.waitFor(DONE, done);
    }
    if (Atomics.exchange(this.turns, FAILED, 0) !== 0) throw new Error("A kernel failed in one of its parts");
  }

  /** Takes and works on parts for ever, asleep while there are none. */
  serve(): never {
    for (;;) {
      const seen = Atomics.load(this.turns, GIVEN);
      this.work();
      this.waitFor(GIVEN, seen);
    }
  }

  /** Returns once this turn is no longer the one that was seen, or after a while in a page. */
  private waitFor(turn: typeof GIVEN | typeof DONE, seen: number): void {
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(this.turns, turn) !== seen) return;
    if (MAY_SLEEP) Atomics.wait(this.turns, turn, seen);
  }

  private work(): void {
    for (;;) {
      const turn = Atomics.load(this.turns, TAKEN);
      if (turn === Atomics.load(this.turns, GIVEN)) return;
      if (Atomics.compareExchange(this.turns, TAKEN, turn, (turn + 1) | 0) !== turn) continue;
      try {
        this.call(turn);
      } catch {
        Atomics.store(this.turns, FAILED, 1);
      }
      Atomics.add(this.turns, DONE, 1);
      Atomics.notify(this.turns, DONE);
    }
  }

  private slot(turn: number): number {
    return (turn & (SLOTS - 1)) * SLOT_NUMBERS;
  }

  private write(turn: number, calls: readonly NumberedCall[]): void {
    let at = this.slot(turn);
    const end = at + SLOT_NUMBERS;
    this.numbers[at++] = calls.length;
    for (const [kernel, ...values] of calls) {
      if (at + 2 + values.length > end) throw new Error("The calls of a part do not fit into its slot");
      this.numbers[at++] = kernel;
      this.numbers[at++] = values.length;
      this.numbers.set(values, at);
      at += values.length;
    }
  }

  private call(turn: number): void {
    let at = this.slot(turn);
    for (let left = this.numbers[at++] as number; left > 0; left--) {
      const kernel = this.kernels[this.numbers[at++] as number] as Kernel;
      const count = this.numbers[at++] as number;
      kernel(...this.numbers.subarray(at, at + count));
      at += count;
    }
  }
}
