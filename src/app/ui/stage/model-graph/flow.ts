import type { ModelGraph, Probe, Trace, TracePhase } from "../../../../schema/modelGraph.ts";

/** What the picture shows: the run as it is, or one phase of a step taken apart. */
export type Flow =
  | { readonly kind: "live"; readonly probes: readonly Probe[] }
  | { readonly kind: "slow"; readonly phase: TracePhase; readonly trace: Trace };

/** The values inside a node, and whether they are gradients. */
export function probeOf(flow: Flow, node: string): { readonly probe: Probe; readonly gradient: boolean } | null {
  const [probes, gradient] =
    flow.kind === "live"
      ? [flow.probes, false]
      : flow.phase === "forward" || flow.phase === "loss"
        ? [flow.trace.forward, false]
        : [flow.trace.backward, true];
  const probe = probes.find((one) => one.node === node);
  if (probe) return { probe, gradient };
  // A node that no gradient reaches, such as the data, keeps what went through it.
  const kept = flow.kind === "slow" ? flow.trace.forward.find((one) => one.node === node) : undefined;
  return kept ? { probe: kept, gradient: false } : null;
}

/** The loss of a trace: the term called `loss` or `total`, else the sum of its terms. */
export function totalLoss({ loss }: Trace): number {
  return loss.loss ?? loss.total ?? Object.values(loss).reduce((sum, value) => sum + value, 0);
}

/** What a loss's box says in a trace: its own term, or the whole where there is no such term and the forward pass ends in it. */
export function lossOf(trace: Trace, node: string, last: boolean): number | undefined {
  return trace.loss[node] ?? (last ? totalLoss(trace) : undefined);
}

/** How far the weights of each node moved, root mean square over all of a node's weights that are named in the trace. */
export function changeByNode(trace: Trace): ReadonlyMap<string, number> {
  const squares = new Map<string, { sum: number; count: number }>();
  for (const { node, change } of trace.weights) {
    const known = squares.get(node) ?? { sum: 0, count: 0 };
    squares.set(node, { sum: known.sum + change * change, count: known.count + 1 });
  }
  return new Map([...squares].map(([node, { sum, count }]) => [node, Math.sqrt(sum / count)]));
}

/** Nodes where the forward pass ends: losses, as a rule. */
export function lastNodes(graph: ModelGraph): ReadonlySet<string> {
  const left = new Set(graph.edges.filter(({ kind }) => kind === "forward").map(({ from }) => from));
  return new Set(graph.nodes.filter(({ id }) => !left.has(id)).map(({ id }) => id));
}

/** Of the nodes where the forward pass ends, those that this turn reached: each network has a loss of its own. */
export function lastOfTurn(trace: Trace, last: ReadonlySet<string>): ReadonlySet<string> {
  const reached = trace.forward.filter(({ node }) => last.has(node)).map(({ node }) => node);
  return reached.length > 0 ? new Set(reached) : last;
}

/** Edges along which a gradient can return: those that lead, over nodes that a gradient reaches, to a weight. */
export function gradientReaches(trace: Trace, graph: ModelGraph, from: string, to: string): boolean {
  const reached = new Set([...trace.backward.map(({ node }) => node), ...trace.weights.map(({ node }) => node)]);
  return reached.has(from) && (reached.has(to) || lastNodes(graph).has(to));
}

/** Edges are between these widths in pixels, for what is a thirtieth of the most and for the most. */
const WIDTHS = [1.25, 5.75] as const;
const DECADES = 1.5;

/**
 * How wide each edge is drawn, by the size (root mean square) of what leaves its node: a decade less leaves a third of it.
 * Characters have no size, and take the middle.
 */
export function edgeWidths(graph: ModelGraph, probes: readonly Probe[]): readonly number[] {
  const named = new Map(graph.nodes.map((node) => [node.id, node]));
  const sizes = new Map(probes.map(({ node, values }) => [node, rootMeanSquare(values)]));
  const sized = graph.edges.map(({ from }) =>
    named.get(from)?.picture === "characters" ? undefined : sizes.get(from),
  );
  const most = Math.max(...sized.map((size) => size ?? 0));
  return sized.map((size) => {
    const share = size === undefined || !(most > 0) ? 0.4 : Math.max(0, 1 + Math.log10(size / most) / DECADES);
    return WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * Math.min(1, share);
  });
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value * value;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

/** What flows through a node for one example: the first of several, of a text what came last. */
export function oneExample({ values, shape }: Probe, examples: number | undefined): Float32Array {
  if (examples !== undefined)
    return values.subarray(
      0,
      shape.slice(1).reduce((product, side) => product * side, 1),
    );
  return shape.length > 1 ? values.subarray(-(shape.at(-1) ?? values.length)) : values;
}
