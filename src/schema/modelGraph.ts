import type { Role } from "./role.ts";

/** The method drawn as a picture: what the model graph and slow motion are made of. */
export interface ModelGraph {
  readonly nodes: readonly ModelGraphNode[];
  readonly edges: readonly ModelGraphEdge[];
}

export interface ModelGraphNode {
  /** Also the name under which the model taps the tensor that flows through it, and the key of its words. */
  readonly id: string;
  readonly role: Role;
  /** Where it stands: columns from left to right in the order of the forward pass, rows from top to bottom. Halves are fine. */
  readonly column: number;
  readonly row: number;
  /** How what flows through it is drawn. */
  readonly picture: "characters" | "heatmap" | "bars" | "number" | "images" | "scatter";
  /** How many examples of the batch the picture needs; absent means the first alone, without the batch's dimension. */
  readonly examples?: number;
  /** The shape of what flows, as text, e.g. `"32 × 64 × 128"`. */
  readonly shape: string;
  /** Weights that live in it; 0 for a node that has none. */
  readonly weights: number;
  /** The parameters that open on a click, as link keys. */
  readonly parameters: readonly string[];
  /** A formula in plain mathematical text, e.g. `h′ = (1 − z) ⊙ h̃ + z ⊙ h`. */
  readonly formula?: string;
}

export interface ModelGraphEdge {
  readonly from: string;
  readonly to: string;
  /** `carry`: a state that travels on to the next character (drawn as a loop when `from` is `to`). */
  readonly kind: "forward" | "carry";
  readonly label?: string;
}

/** What flows through one node now: the first example of the batch (or the first few, see `examples`), small enough to draw. */
export interface Probe {
  readonly node: string;
  /** Row by row; for `characters`, token numbers. */
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** One training step taken apart. `forward`: activations. `backward`: their gradients. `update`: change of the weights. */
export interface Trace {
  /** The step that this was: the model has now made `step` steps. */
  readonly step: number;
  readonly update: string;
  readonly forward: readonly Probe[];
  readonly loss: Readonly<Record<string, number>>;
  readonly backward: readonly Probe[];
  /** For each weight of the update: which node it lives in, and how far it moved (root mean square). */
  readonly weights: readonly {
    readonly node: string;
    readonly name: string;
    readonly change: number;
    readonly norm: number;
  }[];
}

export const TRACE_PHASES = ["forward", "loss", "backward", "update"] as const;
export type TracePhase = (typeof TRACE_PHASES)[number];
