import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphEdge, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { sizesOf, WORD_WIDTH, weightsByNode } from "./sizes.manifest.ts";

const SHOWN = 9;
const ROWS = 16;
const forward = (from: string, to: string): ModelGraphEdge => ({ from, to, kind: "forward" });

/** Picture → cells; word before → decoder, which looks at the cells; both together say the next word. */
export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const sizes = sizesOf(values, data);
  const weights = weightsByNode(sizes);
  const shape = (...of: readonly number[]) => [batch.size, ...of].join(" × ");
  const numbers = { picture: "heatmap", examples: ROWS } as const;
  const { length: T } = sizes;
  const nodes: ModelGraphNode[] = [
    {
      ...{ id: "input", role: "truth", column: 0, row: 0, picture: data.traits.picture, examples: SHOWN, weights: 0 },
      shape: shape(...sizes.network.shape),
      parameters: ["training.batchSize"],
    },
    {
      ...{ id: "encoder", role: "encoder", column: 1, row: 0, ...numbers, weights: weights.encoder },
      shape: shape(sizes.cells, sizes.seen),
      parameters: ["model.channels"],
      formula: "h = relu(W ∗ x + b)",
    },
    {
      ...{ id: "before", role: "truth", column: 0, row: 1, ...numbers, weights: weights.before },
      shape: shape(T, WORD_WIDTH),
      parameters: [],
    },
    {
      ...{ id: "decoder", role: "generator", column: 1, row: 1, ...numbers, weights: weights.decoder },
      shape: shape(T, sizes.units),
      parameters: ["model.units"],
      formula: "s₀ = tanh(W·h + b)\ns′ = GRU(s, wₜ₋₁)",
    },
    {
      ...{ id: "attention", role: "encoder", column: 2, row: 0.5, ...numbers, weights: weights.attention },
      shape: shape(T, sizes.cells),
      parameters: [],
      formula: "α = softmax(s·(K·h))\nc = Σ α·h",
    },
    {
      ...{ id: "word", role: "generator", column: 3, row: 1, ...numbers, weights: weights.word },
      shape: shape(T, sizes.words),
      parameters: ["model.dropout", "sampling.temperature"],
      formula: "p = softmax(V·tanh(U·[s, c]))",
    },
    {
      ...{ id: "loss", role: "generator", column: 4, row: 1, picture: "number", shape: "1", weights: 0 },
      parameters: ["training.learningRate"],
      formula: "loss = −mean log p(wₜ | w₁ … wₜ₋₁, x)",
    },
  ];
  return {
    nodes,
    edges: [
      ...[forward("input", "encoder"), forward("encoder", "decoder"), forward("encoder", "attention")],
      ...[forward("before", "decoder"), forward("decoder", "attention"), forward("decoder", "word")],
      ...[forward("attention", "word"), forward("word", "loss")],
    ],
  };
}
