import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { type Architecture, architecture, recurrentNode, weightsByNode } from "./manifest.ts";

const FORMULAS: Readonly<Record<Architecture["cell"], string>> = {
  simple: "h′ = tanh(W·x + U·h + b)",
  lstm: "i, f, o = σ(W·x + U·h + b)\nc̃ = tanh(W·x + U·h + b)\nc′ = f ⊙ c + i ⊙ c̃\nh′ = o ⊙ tanh(c′)",
  gru: "z, r = σ(W·x + U·h + b)\nh̃ = tanh(W·x + r ⊙ (U·h + b))\nh′ = z ⊙ h + (1 − z) ⊙ h̃",
  "gru-reset-before": "z, r = σ(W·x + U·h + b)\nh̃ = tanh(W·x + U·(r ⊙ h) + b)\nh′ = z ⊙ h + (1 − z) ⊙ h̃",
};

export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const sizes = architecture(values, data);
  const weights = weightsByNode(sizes);
  const conditional = sizes.labels > 0;
  const shape = (...last: number[]) => [batch.size, batch.length, ...last].join(" × ");
  const after = 2 + sizes.units.length;

  const characters: ModelGraphNode = {
    id: "characters",
    role: "truth",
    column: 0,
    row: 0,
    picture: "characters",
    shape: shape(),
    weights: 0,
    parameters: ["training.batchSize", "training.sequenceLength"],
  };
  const labelNode: ModelGraphNode = {
    id: "label",
    role: "truth",
    column: 1,
    row: 1,
    picture: "heatmap",
    shape: shape(sizes.labelEmbedding),
    weights: weights.label,
    parameters: ["model.conditional"],
  };
  const embedding: ModelGraphNode = {
    id: "embedding",
    role: "generator",
    column: 1,
    row: 0,
    picture: "heatmap",
    shape: shape(sizes.embedding),
    weights: weights.embedding,
    parameters: ["model.embedding"],
    formula: conditional ? "x = [E[character], L[label]]" : "x = E[character]",
  };
  const recurrent = sizes.units.map(
    (width, layer): ModelGraphNode => ({
      id: recurrentNode(layer),
      role: "generator",
      column: 2 + layer,
      row: 0,
      picture: "heatmap",
      shape: shape(width),
      weights: weights.recurrent[layer] as number,
      parameters: ["model.cell", "model.units", "model.layers", "model.dropout"],
      formula: FORMULAS[sizes.cell],
    }),
  );
  const logits: ModelGraphNode = {
    id: "logits",
    role: "generator",
    column: after,
    row: 0,
    picture: "bars",
    shape: shape(sizes.vocabulary),
    weights: weights.readout,
    parameters: ["sampling.temperature", "sampling.topK", "sampling.topP"],
    formula: "logits = W·h + b\np = softmax(logits)",
  };
  const targets: ModelGraphNode = { ...characters, id: "targets", column: after, row: 1, parameters: [] };
  const loss: ModelGraphNode = {
    id: "loss",
    role: "neutral",
    column: after + 1,
    row: 0,
    picture: "number",
    shape: "1",
    weights: 0,
    parameters: ["training.learningRate"],
    formula: "loss = −mean(log p[next character])",
  };

  const carried = sizes.cell === "lstm" ? "h, c" : "h";
  const chain = [characters, embedding, ...recurrent, logits, loss];
  return {
    nodes: [characters, ...(conditional ? [labelNode] : []), embedding, ...recurrent, logits, targets, loss],
    edges: [
      ...chain.slice(1).map((node, i) => ({ from: chain[i]?.id as string, to: node.id, kind: "forward" as const })),
      ...(conditional ? [{ from: "label", to: recurrentNode(0), kind: "forward" as const }] : []),
      ...recurrent.map(({ id }) => ({ from: id, to: id, kind: "carry" as const, label: carried })),
      { from: "targets", to: "loss", kind: "forward" },
    ],
  };
}
