/** One kind of a piece of work on its way to a recording: seen, traced, noted, verified (see ./index.ts). */
import * as tf from "@tensorflow/tfjs";
import type { Wasm } from "../../kernels/wasm/module.ts";
import type { Computed, Inputs, Run, StreamOf, Work } from "../contract.ts";
import { disposeAll, runAsUsual } from "../index.ts";
import { type Arena, Note, sameCalls } from "./note.ts";
import { moveAway, type Pin, type Pins } from "./pins.ts";
import { planMemory } from "./plan.ts";
import { type Assigned, fillInputs, type Placed, type Recorded, Recording } from "./recording.ts";

/** How often it is seen, one time after the other, before it is traced: first steps make what later ones find. */
const SEEN_FIRST = 2;
const MOST_ATTEMPTS = 3;
/** Beyond that, little of a step is bookkeeping, and its memory is needed by others. */
const MOST_BYTES = 64 * 2 ** 20;
const LINE = 64;

const DIFFERS = "differs";
const TOO_LARGE = "large";

type DataId = tf.DataId & object;

/** Where a step is noted. */
interface Workshop {
  readonly arena: Arena;
  /** As it was allocated. */
  readonly memory: number;
  readonly inputs: Inputs;
  /** Of the tensors of a noted step in the stock module's table; 0 before the first. */
  firstId: number;
  endId: number;
}

interface Noted<T> {
  readonly recorded: Recorded;
  readonly rest: T;
}

export class Candidate {
  refused: string | null = null;
  private readonly wasm: Wasm;
  private readonly pins: Pins;
  private seen = 0;
  private attempts = 0;
  private workshop: Workshop | null = null;
  private noted: Noted<unknown> | null = null;
  private recording: Recording | null = null;

  constructor(wasm: Wasm, pins: Pins) {
    this.wasm = wasm;
    this.pins = pins;
  }

  /** `again`: whether the owner's work before was of the same kind. */
  replay<T>(work: Work<T>, again: boolean): Run<T> | null {
    const { recording, noted } = this;
    if (!recording || !noted) {
      this.seen = again ? this.seen + 1 : 0;
      return null;
    }
    if (recording.replay(work.inputs, work.streamOf)) {
      return { tensors: recording.tensors, rest: noted.rest as T, dispose: () => {} };
    }
    this.startOver();
    return null;
  }

  run<T>(work: Work<T>): Run<T> {
    if (this.refused !== null || this.seen < SEEN_FIRST) return runAsUsual(work);
    return this.workshop ? this.note(work, this.workshop) : this.trace(work);
  }

  /** Notes what memory a step takes, and gives it such memory. */
  private trace<T>(work: Work<T>): Run<T> {
    const note = new Note(this.wasm, null);
    const variables = variablesByData();
    let run: Run<T> | undefined;
    note.run(() => {
      run = runAsUsual(work);
    });
    this.refused = note.refused;
    if (this.refused === null) {
      const used = [...variables].filter(([id, variable]) => note.before.has(id) || (variable.dataId as DataId) !== id);
      this.prepare(
        work,
        note,
        used.map(([, variable]) => variable),
      );
    }
    return run as Run<T>;
  }

  private prepare(work: Work<unknown>, note: Note, variables: readonly tf.Variable[]): void {
    const { ports } = this.wasm;
    const plan = planMemory(note.events);
    const memory = plan.bytes <= MOST_BYTES ? ports.malloc(plan.bytes + LINE) : 0;
    if (memory === 0 || variables.some((variable) => !this.pins.pin(variable))) {
      if (memory) ports.free(memory);
      this.refused = TOO_LARGE;
      return;
    }
    const arena = { at: LINE * Math.ceil(memory / LINE), plan };
    for (const offset of plan.offsets) ports.owned.add(arena.at + offset);
    const inputs = Object.fromEntries(
      Object.entries(work.inputs).map(([name, { shape, dtype }]) => {
        const info = this.wasm.backend.makeOutput([...shape], dtype);
        return [name, tf.keep(tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor)];
      }),
    );
    this.workshop = { arena, memory, inputs, firstId: 0, endId: 0 };
  }

  /** Runs as usual in planned memory; the second time, it is verified. */
  private note<T>(work: Work<T>, workshop: Workshop): Run<T> {
    const { ports } = this.wasm;
    const { arena, inputs } = workshop;
    if (workshop.firstId === 0) workshop.firstId = workshop.endId = ports.lastingId();
    const { firstId } = workshop;
    const variables = variablesByData();
    for (const variable of variables.values()) {
      const pin = this.pins.get(variable);
      if (pin) this.pins.settle(pin, true);
    }
    const settled = variablesByData();
    const count = variableCount();
    fillInputs(this.wasm, inputs, work.inputs);
    for (let id = firstId; id < workshop.endId; id++) ports.forget(id);
    const note = new Note(this.wasm, arena);
    const keys = new Map<string, readonly number[]>();
    const streamOf: StreamOf = (name) => {
      const stream = work.streamOf(name);
      keys.set(name, stream.key);
      return stream;
    };
    let computed: Computed<T> | undefined;
    try {
      workshop.endId = ports.withLastingIds(firstId, () => {
        note.run(() => {
          computed = work.compute(inputs, streamOf);
        });
      });
      const result = computed as Computed<T>;
      const recorded = variableCount() === count ? this.recordedOf(note, settled, result, { keys, inputs }) : null;
      this.take(note, workshop, recorded && { recorded, rest: result.rest });
      return { ...result, dispose: () => disposeAll(result.tensors) };
    } catch (error) {
      this.refused = "fails";
      throw error;
    } finally {
      // Everything that is still there belongs to the caller now, in memory of its own.
      for (const id of note.survivors() as DataId[]) {
        if (ports.owned.has(this.wasm.backend.dataIdMap.get(id).memoryOffset)) moveAway(this.wasm, id);
      }
      this.settle();
    }
  }

  /** `null` where it is not as it was planned. */
  private recordedOf<T>(
    note: Note,
    variables: ReadonlyMap<DataId, tf.Variable>,
    { tensors }: Computed<T>,
    given: Pick<Recorded, "keys" | "inputs">,
  ): Recorded | null {
    const before = new Map(note.before);
    const pins: Pin[] = [];
    const assigned: Assigned[] = [];
    for (const [id, variable] of variables) {
      const changed = (variable.dataId as DataId) !== id;
      if (!changed && !before.has(id)) continue;
      const pin = this.pins.get(variable);
      if (!pin || pin.dataId !== id) return null;
      before.delete(id);
      pins.push(pin);
      if (!changed) continue;
      const from = this.wasm.address(variable);
      if (!note.holds(from)) return null;
      assigned.push({ pin, from });
    }
    for (const id of before.keys()) if (!this.wasm.backend.dataIdMap.has(id)) return null;
    const results: (Placed | null)[] = [];
    for (const tensor of tensors) {
      const at = this.wasm.address(tensor ?? undefined);
      if (tensor && !note.holds(at)) return null;
      results.push(tensor && { at, shape: tensor.shape, dtype: tensor.dtype });
    }
    return { calls: note.calls, before, pins, assigned, results, ...given };
  }

  /** What comes of a step that was noted. */
  private take(note: Note, { arena }: Workshop, noted: Noted<unknown> | null): void {
    const planned = !note.strayed && note.events.length === arena.plan.events.length;
    if (note.refused !== null) this.refused = note.refused;
    else if (!noted || !planned) this.fails = true;
    else if (!this.noted) this.noted = noted;
    else if (!sameRecorded(this.noted.recorded, noted.recorded)) this.fails = true;
    else this.verified = noted;
  }

  private fails = false;
  private verified: Noted<unknown> | null = null;

  /** Once nothing of the step is left in the planned memory. */
  private settle(): void {
    const { verified } = this;
    this.verified = null;
    if (this.refused !== null) this.release();
    else if (this.fails) this.startOver();
    else if (verified) {
      try {
        this.recording = new Recording(this.wasm, this.pins, verified.recorded);
        this.noted = verified;
      } catch (error) {
        this.refused = String((error as Error).message);
        this.release();
      }
    }
  }

  private startOver(): void {
    this.release();
    this.seen = 0;
    this.fails = false;
    this.attempts++;
    if (this.attempts >= MOST_ATTEMPTS) this.refused = DIFFERS;
  }

  /** Frees everything. */
  release(): void {
    const { ports } = this.wasm;
    this.recording?.release();
    this.recording = null;
    this.noted = null;
    const { workshop } = this;
    this.workshop = null;
    if (!workshop) return;
    const { arena, memory, inputs, firstId, endId } = workshop;
    for (const offset of arena.plan.offsets) ports.owned.delete(arena.at + offset);
    for (let id = firstId; id < endId; id++) ports.forget(id);
    disposeAll(Object.values(inputs));
    ports.free(memory);
  }
}

const variableCount = () => Object.keys(tf.engine().registeredVariables).length;

function variablesByData(): Map<DataId, tf.Variable> {
  return new Map(
    Object.values(tf.engine().registeredVariables).map((variable) => [variable.dataId as DataId, variable]),
  );
}

function sameRecorded(a: Recorded, b: Recorded): boolean {
  return (
    sameCalls(a.calls, b.calls) &&
    sameList(a.pins, b.pins, (x, y) => x === y) &&
    sameList(a.assigned, b.assigned, (x, y) => x.pin === y.pin && x.from === y.from) &&
    sameList([...a.before], [...b.before], ([x, at], [y, there]) => x === y && at === there) &&
    sameList([...a.keys.keys()], [...b.keys.keys()], (x, y) => x === y) &&
    sameList(
      a.results,
      b.results,
      (x, y) => x?.at === y?.at && x?.dtype === y?.dtype && x?.shape.join() === y?.shape.join(),
    )
  );
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a.length === b.length && a.every((x, i) => same(x, b[i] as T));
