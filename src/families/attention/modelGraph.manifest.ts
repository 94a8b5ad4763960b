import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { architecture, weightsByNode } from "./sizes.manifest.ts";

/** The nodes of the two halves of a block, counted from 0. */
export const attentionNode = (layer: number) => `attention${layer + 1}`;
export const feedForwardNode = (layer: number) => `feedForward${layer + 1}`;

export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const sizes = architecture(values, data, batch);
  const { masked, layers, width, labels, rotary, tied } = sizes;
  const weights = weightsByNode(sizes);
  const shape = (...last: number[]) => [batch.size, batch.length, ...last].join(" × ");
  const after = 2 + layers;

  const characters: ModelGraphNode = {
    ...{ id: "characters", role: "truth", column: 0, row: 0, picture: "characters", shape: shape(), weights: 0 },
    parameters: ["training.batchSize", "training.sequenceLength", ...(masked ? ["model.maskShare"] : [])],
    ...(masked ? { formula: "15%: 80% ▢, 10% another, 10% as it is" } : {}),
  };
  const label: ModelGraphNode = {
    ...{ id: "label", role: "truth", column: 0.5, row: 1, picture: "heatmap", shape: shape(width) },
    ...{ weights: weights.label, parameters: ["model.conditional"] },
  };
  const embedding: ModelGraphNode = {
    ...{ id: "embedding", role: "generator", column: 1, row: 0, picture: "heatmap", shape: shape(width) },
    ...{ weights: weights.embedding, parameters: ["model.width", "model.positions"] },
    formula: `x = E[character]${labels > 0 ? " + L[label]" : ""}${rotary ? "" : " + P[place]"}`,
  };
  const blocks = Array.from({ length: layers }, (_, layer): readonly ModelGraphNode[] => [
    {
      ...{ id: attentionNode(layer), role: "generator", column: 2 + layer, row: 0, picture: "heatmap" },
      ...{ shape: shape(width), weights: weights.attention },
      parameters: ["model.heads", "model.width", "model.layers", "model.dropout"],
      formula: `q, k, v = W·norm(x) + b${rotary ? ", q and k turned by place" : ""}\nx′ = x + W·softmax(q·kᵀ / √d)·v${masked ? "" : ", k up to q"}`,
    },
    {
      ...{ id: feedForwardNode(layer), role: "generator", column: 2.5 + layer, row: 1, picture: "heatmap" },
      ...{ shape: shape(width), weights: weights.feedForward },
      parameters: ["model.feedForward", "model.width", "model.layers", "model.dropout"],
      formula: "x′ = x + W·gelu(W·norm(x) + b) + b",
    },
  ]).flat();
  const logits: ModelGraphNode = {
    ...{ id: "logits", role: "generator", column: after, row: 0, picture: "bars", shape: shape(sizes.vocabulary) },
    weights: weights.logits,
    parameters: ["sampling.temperature", "sampling.topK", "sampling.topP", "model.tied"],
    formula: `logits = ${tied ? "E·norm(x)" : "W·norm(x)"} + b\np = softmax(logits)`,
  };
  const targets: ModelGraphNode = { ...characters, id: "targets", column: after + 1, row: 1, parameters: [] };
  const loss: ModelGraphNode = {
    ...{ id: "loss", role: "neutral", column: after + 1, row: 0, picture: "number", shape: "1", weights: 0 },
    parameters: ["training.learningRate"],
    formula: masked ? "loss = −mean(log p[hidden character])" : "loss = −mean(log p[next character])",
  };

  const chain = [characters, embedding, ...blocks, logits, loss];
  const { formula: _, ...plainTargets } = targets;
  return {
    nodes: [characters, ...(labels > 0 ? [label] : []), embedding, ...blocks, logits, plainTargets, loss],
    edges: [
      ...chain.slice(1).map((node, i) => ({ from: chain[i]?.id as string, to: node.id, kind: "forward" as const })),
      ...(labels > 0 ? [{ from: "label", to: "embedding", kind: "forward" as const }] : []),
      { from: "targets", to: "loss", kind: "forward" },
    ],
  };
}
