import { denoiserHidden } from "../../domains/sizes.ts";
import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphEdge, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { type Objective, sizesOf, TOLD, weightsByNode } from "./sizes.manifest.ts";

/** How many examples of a batch the picture of a node needs. */
const SHOWN = { items: 9, dots: 128 };
const ROWS = 16;

const TARGETS: Readonly<Record<Objective, string>> = {
  noise: "ε",
  sample: "x",
  velocity: "v = α·ε − σ·x",
  flow: "v = ε − x",
};

const forward = (from: string, to: string): ModelGraphEdge => ({ from, to, kind: "forward" });

/** x and ε are mixed to x_t; the network is told the time and the label or the caption, and its prediction is held against the target. */
export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const { traits } = data;
  const sizes = sizesOf(values, data);
  const weights = weightsByNode(sizes);
  const dense = sizes.inner.length === 0;
  const flow = values.objective === "flow";
  const shape = (...of: readonly number[]) => [batch.size, ...of].join(" × ");
  const example = { picture: traits.picture, examples: SHOWN[traits.shownAs], shape: shape(...sizes.shape) };
  const numbers = { picture: "heatmap", examples: ROWS } as const;

  const nodes: ModelGraphNode[] = [
    {
      ...{ id: "input", role: "truth", column: 0, row: 1, ...example, weights: 0 },
      parameters: ["training.batchSize"],
    },
    {
      ...{ id: "noise", role: "neutral", column: 0, row: 0, ...example, weights: 0, parameters: [] },
      formula: "ε ~ N(0, I)",
    },
    {
      ...{ id: "noisy", role: "neutral", column: 1, row: 1, ...example, weights: 0 },
      parameters: flow ? ["training.objective"] : ["model.noiseSchedule"],
      formula: flow ? "x_t = (1 − t)·x + t·ε" : "x_t = α(t)·x + σ(t)·ε,  α² + σ² = 1",
    },
    {
      ...{ id: "time", role: "encoder", column: 1, row: 2, ...numbers, shape: shape(TOLD), weights: weights.time },
      parameters: [],
      formula: "h = gelu(W·[sin ωt, cos ωt] + b)",
    },
    {
      ...{ id: "network", role: "generator", column: 2, row: 1, ...numbers, weights: weights.network },
      shape: shape(denoiserHidden(sizes)),
      parameters: dense
        ? ["model.architecture", "model.layers", "model.width"]
        : ["model.architecture", "model.channels"],
      formula: dense ? "h ← h + W·gelu(h + U·told) + b" : "h ← h + W ∗ gelu(norm(V ∗ gelu(norm h)) + U·told)",
    },
    {
      ...{ id: "prediction", role: "generator", column: 3, row: 1, ...example, weights: weights.prediction },
      parameters: ["model.average"],
    },
    {
      ...{ id: "target", role: "truth", column: 3, row: 0, ...example, weights: 0 },
      parameters: ["training.objective"],
      formula: TARGETS[values.objective as Objective] ?? TARGETS.velocity,
    },
    {
      ...{ id: "loss", role: "generator", column: 4, row: 0.5, picture: "number", shape: "1", weights: 0 },
      parameters: ["training.learningRate"],
      formula: "mean (prediction − target)²",
    },
  ];
  const edges = [
    forward("input", "noisy"),
    forward("noise", "noisy"),
    forward("noisy", "network"),
    forward("time", "network"),
    forward("network", "prediction"),
    forward("prediction", "loss"),
    forward("target", "loss"),
    ...(values.objective === "sample" ? [] : [forward("noise", "target")]),
    ...(values.objective === "noise" ? [] : [forward("input", "target")]),
  ];
  if (sizes.labelWidth === 0) return { nodes, edges };
  const id = sizes.words > 0 ? "caption" : "label";
  const told: ModelGraphNode = {
    ...{ id, role: "truth", column: 0, row: 2, ...numbers, weights: weights[id] },
    shape: shape(sizes.labelWidth),
    parameters: ["model.conditional", "model.condition", "sampling.guidance"],
    ...(sizes.words > 0 ? { formula: "c = Σ wᵢ / √n" } : {}),
  };
  return { nodes: [...nodes, told], edges: [...edges, forward(id, "time")] };
}
