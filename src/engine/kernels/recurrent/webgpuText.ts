/** The pieces of WGSL that the recurrent shaders are put together from: reading and writing several sequences at once. */
import { gateCount, type RecurrentCell } from "./contract.ts";

/** What the forward pass keeps for the backward pass, in blocks of H: gates, and what their gradients need. */
export const reserveCount: Readonly<Record<RecurrentCell, 0 | 3 | 4 | 5>> = {
  simple: 0,
  lstm: 5,
  gru: 4,
  "gru-reset-before": 3,
};

type Sequences = 1 | 2 | 4;

/** The least that every WebGPU device has. */
const WORKGROUP_BYTES = 16_384;

/** How many sequences share a workgroup: as many as there are, up to four, if their states have room. */
export function sequencesFor(batch: number, floatsEach: number): Sequences {
  const fits = ([4, 2, 1] as const).find((count) => count <= batch && count * floatsEach * 4 <= WORKGROUP_BYTES);
  return fits ?? 1;
}

export const lanesFor = (units: number) => Math.min(256, Math.ceil(units / 32) * 32);

/** One shader's text for `R` sequences of `H` units. */
export class Writer {
  readonly cell: RecurrentCell;
  readonly units: number;
  readonly sequences: Sequences;

  constructor(cell: RecurrentCell, units: number, sequences: Sequences) {
    this.cell = cell;
    this.units = units;
    this.sequences = sequences;
  }

  private each(f: (r: number) => string): string[] {
    return Array.from({ length: this.sequences }, (_, r) => f(r));
  }

  get declarations(): string {
    const lanes = lanesFor(this.units);
    return `
alias V = ${this.sequences === 1 ? "f32" : `vec${this.sequences}<f32>`};
const H = ${this.units}u;
const LANES = ${lanes}u;
const OWN = ${Math.ceil(this.units / lanes)}u;
const GH = ${this.units * gateCount[this.cell]}u;
const KEPT = ${this.units * reserveCount[this.cell]}u;
// Through exponentials of what is not positive, so that nothing overflows.
fn sigmoid(x: V) -> V { let e = exp(-abs(x)); return select(e, V(1.0), x >= V(0.0)) / (V(1.0) + e); }
fn tangent(x: V) -> V { let e = exp(-2.0 * abs(x)); return sign(x) * (V(1.0) - e) / (V(1.0) + e); }`;
  }

  /** The sequences of this group; those beyond the last read it again and write nothing. */
  get sequenceNumbers(): string {
    return this.each(
      (r) => `
  let number${r} = group.x * ${this.sequences}u + ${r}u;
  let b${r} = min(number${r}, uniforms.batch - 1u);`,
    ).join("");
  }

  rows(time: string): string {
    return this.each((r) => `let row${r} = b${r} * uniforms.time + ${time};`).join(" ");
  }

  /** One number of each sequence's row `time` in a tensor [B, T, width]. */
  read(name: string, width: string, place: string): string {
    return `V(${this.each((r) => `${name}[row${r} * ${width} + ${place}]`).join(", ")})`;
  }

  write(name: string, width: string, place: string, value: string): string {
    return this.store((r) => `${name}[row${r} * ${width} + ${place}]`, value);
  }

  /** The same for a state [B, H]. */
  readState(name: string): string {
    return `V(${this.each((r) => `${name}[b${r} * H + j]`).join(", ")})`;
  }

  writeState(name: string, value: string): string {
    return this.store((r) => `${name}[b${r} * H + j]`, value);
  }

  private store(place: (r: number) => string, value: string): string {
    const component = (r: number) => (this.sequences === 1 ? value : `${value}.${"xyzw"[r]}`);
    return this.each((r) => `if (number${r} < uniforms.batch) { ${place(r)} = ${component(r)}; }`).join(" ");
  }
}

/** The same for each unit j of this lane, its s-th. */
export const eachUnit = (body: string) => `
    for (var s = 0u; s < OWN; s++) {
      let j = lane + s * LANES;
      if (j < H) { ${body} }
    }`;
