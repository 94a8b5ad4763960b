import { decodedWidth, encodedWidth } from "../../domains/sizes.ts";
import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphEdge, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { sizesOf, weightsByNode } from "./sizes.manifest.ts";

/** How many examples of a batch the picture of a node needs. */
const SHOWN = { items: 9, dots: 128 };
const ROWS = 16;

const forward = (from: string, to: string, label?: string): ModelGraphEdge => ({
  from,
  to,
  kind: "forward",
  ...(label === undefined ? {} : { label }),
});

/**
 * input → encoder → μ and σ → one draw of z → decoder → output, with the two losses where they arise. Where the model is
 * conditioned, the label or the caption joins before μ and σ and before the decoder.
 */
export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const { traits } = data;
  const sizes = sizesOf(values, data);
  const weights = weightsByNode(sizes);
  const written = sizes.symbols > 0;
  const dense = sizes.inner.length === 0;
  const shape = (...of: readonly number[]) => [batch.size, ...of].join(" × ");
  const layers = written
    ? ["model.layers", "model.width"]
    : dense
      ? ["model.architecture", "model.layers", "model.width"]
      : ["model.architecture", "model.channels"];
  const shown = (picture: ModelGraphNode["picture"], examples?: number) => ({
    picture,
    ...(examples === undefined ? {} : { examples }),
  });
  const example = written ? shown(traits.picture) : shown(traits.picture, SHOWN[traits.shownAs]);

  const nodes: ModelGraphNode[] = [
    {
      id: "input",
      role: "truth",
      column: 0,
      row: 1,
      ...example,
      shape: shape(...sizes.shape),
      weights: 0,
      parameters: ["training.batchSize"],
    },
    {
      id: "encoder",
      role: "encoder",
      column: 1,
      row: 1,
      ...shown("heatmap", ROWS),
      shape: shape(encodedWidth(sizes)),
      weights: weights.encoder,
      parameters: layers,
      formula: written ? "h′ = GRU(h, xₜ),  t = T … 1" : dense ? "h = relu(W·x + b)" : "h = relu(W ∗ x + b)",
    },
    {
      id: "mean",
      role: "encoder",
      column: 2,
      row: 0.5,
      ...shown("bars"),
      shape: shape(sizes.latent),
      weights: weights.mean,
      parameters: ["model.latent"],
      formula: "μ = W·h + b",
    },
    {
      id: "spread",
      role: "encoder",
      column: 2,
      row: 1.5,
      ...shown("bars"),
      shape: shape(sizes.latent),
      weights: weights.spread,
      parameters: ["model.latent"],
      formula: "σ = softplus(W·h + b)",
    },
    {
      id: "draw",
      role: "neutral",
      column: 3,
      row: 1,
      ...shown("bars"),
      shape: shape(sizes.latent),
      weights: 0,
      parameters: ["sampling.temperature"],
      formula: "z = μ + σ·ε,  ε ~ N(0, I)",
    },
    {
      id: "kl",
      role: "encoder",
      column: 3,
      row: 0,
      ...shown("number"),
      shape: "1",
      weights: 0,
      parameters: ["model.beta", "model.warmup", "model.freeBits"],
      formula: "KL = ½ Σ (μ² + σ² − 1 − log σ²)\nloss = reconstruction + β·KL",
    },
    {
      id: "decoder",
      role: "generator",
      column: 4,
      row: 1,
      // Of a text the units at each of its places, of anything else those for each of a few examples.
      ...(written ? shown("heatmap") : shown("heatmap", ROWS)),
      shape: written ? shape(...sizes.shape, decodedWidth(sizes)) : shape(decodedWidth(sizes)),
      weights: weights.decoder,
      parameters: written ? [...layers, "model.wordDropout"] : layers,
      formula: written ? "h₀ = tanh(W·z + b)\nh′ = GRU(h, [xₜ₋₁, z])" : "h = relu(W·z + b)",
    },
    {
      id: "output",
      role: "generator",
      column: 5,
      row: 1,
      ...(written ? shown("heatmap") : example),
      shape: written ? shape(...sizes.shape, sizes.symbols) : shape(...sizes.shape),
      weights: weights.output,
      parameters: written ? ["sampling.boldness"] : ["model.spread", "model.deviation"],
      formula: written ? "p = softmax(W·h + b)" : traits.bounded ? "x̂ = sigmoid(W·h + b)" : "x̂ = W·h + b",
    },
    {
      id: "reconstruction",
      role: "generator",
      column: 5,
      row: 2,
      ...shown("number"),
      shape: "1",
      weights: 0,
      parameters: ["training.objective"],
      formula: written
        ? "−Σₜ log p(xₜ | x₁ … xₜ₋₁, z)"
        : values.objective === "bernoulli"
          ? "−Σ (x·log x̂ + (1 − x)·log(1 − x̂))"
          : "Σ ((x − x̂)² / 2s² + log s + ½ log 2π)",
    },
  ];
  const edges = [
    forward("input", "encoder"),
    forward("encoder", "mean"),
    forward("encoder", "spread"),
    forward("mean", "draw"),
    forward("spread", "draw"),
    forward("mean", "kl"),
    forward("spread", "kl"),
    forward("draw", "decoder"),
    forward("decoder", "output"),
    forward("output", "reconstruction"),
    forward("input", "reconstruction"),
    // While it trains, the decoder reads the text along.
    ...(written ? [forward("input", "decoder")] : []),
  ];
  if (sizes.labelWidth === 0) return { nodes, edges };
  const id = sizes.words > 0 ? "caption" : "label";
  const told: ModelGraphNode = {
    id,
    role: "truth",
    column: 1,
    row: 2,
    ...shown("bars"),
    shape: shape(sizes.labelWidth),
    weights: weights[id],
    parameters: ["model.conditional", "model.condition"],
    ...(sizes.words > 0 ? { formula: "c = Σ wᵢ / √n" } : {}),
  };
  return {
    nodes: [...nodes, told],
    edges: [...edges, forward(id, "mean"), forward(id, "spread"), forward(id, "decoder")],
  };
}
