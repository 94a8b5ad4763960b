import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { architecture, layerWeights, nodeOfLayer, weightsByNode } from "./sizes.manifest.ts";

export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const sizes = architecture(values, data);
  const { blocks, dilations, channels, labels, vocabulary, kernelSize } = sizes;
  const weights = weightsByNode(sizes);
  const shape = (...last: number[]) => [batch.size, batch.length, ...last].join(" × ");

  const characters: ModelGraphNode = {
    ...{ id: "characters", role: "truth", column: 0, row: 0, picture: "characters", shape: shape(), weights: 0 },
    parameters: ["training.batchSize", "training.sequenceLength"],
  };
  const label: ModelGraphNode = {
    ...{ id: "label", role: "truth", column: 1, row: 1, picture: "heatmap", shape: shape(2 * channels) },
    ...{ weights: weights.label, parameters: ["model.conditional"] },
  };
  const embedding: ModelGraphNode = {
    ...{ id: "embedding", role: "generator", column: 1, row: 0, picture: "heatmap", shape: shape(channels) },
    ...{ weights: weights.embedding, parameters: ["model.channels"], formula: "x = E[character]" },
  };
  const ids = [...new Set(dilations.map((_, layer) => nodeOfLayer(sizes, layer)))];
  const stack = ids.map((id, i): ModelGraphNode => {
    const own = dilations.flatMap((dilation, layer) => (nodeOfLayer(sizes, layer) === id ? [{ dilation, layer }] : []));
    const steps = own.map(({ dilation }) => dilation).join(", ");
    return {
      ...{ id, role: "generator", column: 2 + i, row: 0, picture: "heatmap", shape: shape(channels) },
      weights: own.reduce((sum, { layer }) => sum + layerWeights(sizes, layer), 0),
      parameters: ["model.dilations", "model.blocks", "model.channels", "model.kernelSize", "model.dropout"],
      formula: `z = tanh(W ∗ x + b${labels > 0 ? " + L[label]" : ""}) ⊙ σ(…)\nx′ = x + R·z, skip = S·z\n∗ joins ${kernelSize}, ${steps} apart`,
    };
  });
  const after = 2 + stack.length;
  const skips: ModelGraphNode = {
    ...{ id: "skips", role: "generator", column: after, row: 0, picture: "heatmap", shape: shape(channels) },
    ...{ weights: weights.skips, parameters: ["model.channels"], formula: "y = relu(W·relu(Σ skip) + b)" },
  };
  const logits: ModelGraphNode = {
    ...{ id: "logits", role: "generator", column: after + 1, row: 0, picture: "bars", shape: shape(vocabulary) },
    weights: weights.logits,
    parameters: ["sampling.temperature", "sampling.topK", "sampling.topP"],
    formula: "logits = W·y + b\np = softmax(logits)",
  };
  const targets: ModelGraphNode = { ...characters, id: "targets", column: after + 1, row: 1, parameters: [] };
  const loss: ModelGraphNode = {
    ...{ id: "loss", role: "neutral", column: after + 2, row: 0, picture: "number", shape: "1", weights: 0 },
    parameters: ["training.learningRate"],
    formula: "loss = −mean(log p[next character])",
  };

  const chain = [characters, embedding, ...stack, skips, logits, loss];
  return {
    nodes: [characters, ...(labels > 0 ? [label] : []), embedding, ...stack, skips, logits, targets, loss],
    edges: [
      ...chain.slice(1).map((node, i) => ({ from: chain[i]?.id as string, to: node.id, kind: "forward" as const })),
      ...(labels > 0 ? [{ from: "label", to: ids[0] as string, kind: "forward" as const }] : []),
      // What a block has read goes with it to the next batch.
      ...(blocks > 1 ? ids : ids.slice(-1)).map((id) => ({ from: id, to: id, kind: "carry" as const, label: "x" })),
      { from: "targets", to: "loss", kind: "forward" },
    ],
  };
}
