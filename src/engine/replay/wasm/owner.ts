/** From a piece of work that comes again and again to its recording. */
import type { Values } from "../../../schema/parameter.ts";
import type { Wasm } from "../../kernels/wasm/module.ts";
import type { Run, Work } from "../contract.ts";
import { runAsUsual } from "../index.ts";
import { Candidate } from "./candidate.ts";
import type { Pins } from "./pins.ts";

/** Kinds of a piece of work that are kept apart: another batch size, lanes that begin anew. */
const MOST_KINDS = 4;

export class Owner {
  private readonly wasm: Wasm;
  private readonly pins: Pins;
  private readonly candidates = new Map<string, Candidate>();
  private values: Values | null = null;
  private last = "";

  constructor(wasm: Wasm, pins: Pins) {
    this.wasm = wasm;
    this.pins = pins;
  }

  /** `null` where it has to run as usual. */
  replay<T>(work: Work<T>): Run<T> | null {
    if (!this.values || !sameValues(this.values, work.values)) {
      this.release();
      this.values = work.values;
    }
    const kind = kindOf(work);
    const again = kind === this.last;
    this.last = kind;
    let candidate = this.candidates.get(kind);
    if (!candidate && this.candidates.size < MOST_KINDS) {
      candidate = new Candidate(this.wasm, this.pins);
      this.candidates.set(kind, candidate);
    }
    return candidate?.replay(work, again) ?? null;
  }

  /** Runs what was not replayed, and learns from it. */
  run<T>(work: Work<T>): Run<T> {
    return this.candidates.get(this.last)?.run(work) ?? runAsUsual(work);
  }

  reasons(): string[] {
    return [...this.candidates.values()].flatMap(({ refused }) => refused ?? []);
  }

  release(): void {
    for (const candidate of this.candidates.values()) candidate.release();
    this.candidates.clear();
  }
}

function kindOf({ facts, inputs }: Work<unknown>): string {
  let kind = facts;
  for (const name in inputs) {
    const tensor = inputs[name];
    if (tensor) kind += `;${name} ${tensor.dtype} ${tensor.shape.join()}`;
  }
  return kind;
}

function sameValues(a: Values, b: Values): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
}
