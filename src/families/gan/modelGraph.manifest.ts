import { networkSizes } from "../../domains/sizes.ts";
import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { ModelGraph, ModelGraphEdge, ModelGraphNode } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import { type Objective, seenWidth, weightsByNode } from "./sizes.manifest.ts";

/** How many examples of a batch the picture of a node needs. */
const SHOWN = { items: 16, dots: 128 };
const ROWS = 16;

/** What each network minimises: D is the critic's score, x real, G(z) made, σ the sigmoid, h = log(1 + eˣ). */
const LOSSES: Readonly<Record<Objective, readonly [critic: string, generator: string]>> = {
  minimax: ["mean h(−D(x)) + mean h(D(G(z)))", "−mean h(D(G(z)))"],
  nonSaturating: ["mean h(−D(x)) + mean h(D(G(z)))", "mean h(−D(G(z)))"],
  leastSquares: ["½ mean (D(x) − 1)² + ½ mean D(G(z))²", "½ mean (D(G(z)) − 1)²"],
  wassersteinClip: ["mean D(G(z)) − mean D(x),  |w| ≤ c", "−mean D(G(z))"],
  wassersteinGp: ["mean D(G(z)) − mean D(x) + λ·mean (‖∇D(x̂)‖ − 1)²\nx̂ = ε·x + (1 − ε)·G(z)", "−mean D(G(z))"],
};

const forward = (from: string, to: string): ModelGraphEdge => ({ from, to, kind: "forward" });

/** noise → generator → fakes → critic → scores → the two losses; real examples join before the critic. */
export function modelGraph(values: Values, data: DataContext, batch: BatchShape): ModelGraph {
  const { traits } = data;
  const sizes = networkSizes(values, data);
  const weights = weightsByNode(sizes);
  const written = sizes.symbols > 0;
  const drawn = written && values.relaxation === "gumbel";
  const convolutional = sizes.inner.length > 0;
  const conditional = sizes.labels > 0;
  const [criticLoss, generatorLoss] = LOSSES[values.objective as Objective] ?? LOSSES.wassersteinGp;
  const shape = (...of: readonly number[]) => [batch.size, ...of].join(" × ");
  const layers = written
    ? ["model.layers", "model.width"]
    : ["model.architecture", ...(convolutional ? ["model.channels"] : ["model.layers", "model.width"])];
  const hidden = seenWidth(sizes);
  const examples = { picture: traits.picture, ...(written ? {} : { examples: SHOWN[traits.shownAs] }) };
  const shares = written ? [...sizes.shape, sizes.symbols] : sizes.shape;
  const numbers = { picture: "heatmap", examples: ROWS } as const;
  const scores = { picture: "bars", examples: ROWS } as const;
  const loss = { picture: "number", shape: "1", weights: 0 } as const;

  const nodes: ModelGraphNode[] = [
    {
      id: "noise",
      role: "neutral",
      column: 0,
      row: 0,
      ...numbers,
      shape: shape(sizes.latent),
      weights: 0,
      parameters: ["model.latent", "training.batchSize"],
      formula: "z ~ N(0, I)",
    },
    {
      id: "generator",
      role: "generator",
      column: 1,
      row: 0,
      ...numbers,
      shape: shape(hidden),
      weights: weights.generator,
      parameters: layers,
      formula: "h = relu(W·z + b)",
    },
    {
      id: "fakes",
      role: "generator",
      column: 2,
      row: 0,
      ...examples,
      shape: shape(...shares),
      weights: 0,
      parameters: written
        ? ["model.relaxation", ...(drawn ? ["model.gumbelTemperature", "model.gumbelEnd", "model.gumbelSteps"] : [])]
        : [],
      formula: written
        ? drawn
          ? "y = softmax((W·h + b + g) / τ)\nG(z) = max y"
          : "G(z) = softmax(W·h + b)"
        : traits.bounded
          ? "G(z) = sigmoid(W·h + b)"
          : "G(z) = W·h + b",
    },
    {
      id: "real",
      role: "truth",
      column: 2,
      row: 1,
      ...examples,
      shape: shape(...shares),
      weights: 0,
      parameters: ["training.batchSize"],
    },
    {
      id: "critic",
      role: "critic",
      column: 3,
      row: 0.5,
      ...numbers,
      shape: shape(hidden),
      weights: weights.critic,
      parameters: [
        ...["model.criticSteps", "model.criticOptimizer", "model.criticRate"],
        ...(traits.timed && convolutional ? ["model.phaseShuffle"] : []),
      ],
      formula: "h = leaky(W·x + b)",
    },
    {
      id: "opinionOfFakes",
      role: "generator",
      column: 4,
      row: 0,
      ...scores,
      shape: shape(),
      weights: 0,
      parameters: [],
      formula: "D(G(z)) = W·h + b",
    },
    {
      id: "opinionOfReal",
      role: "truth",
      column: 4,
      row: 1,
      ...scores,
      shape: shape(),
      weights: 0,
      parameters: [],
      formula: "D(x) = W·h + b",
    },
    {
      id: "loss.generator",
      role: "generator",
      column: 5,
      row: 0,
      ...loss,
      parameters: ["training.objective", "training.learningRate"],
      formula: generatorLoss,
    },
    {
      id: "loss.critic",
      role: "critic",
      column: 5,
      row: 1,
      ...loss,
      parameters: ["training.objective", "model.penalty", "model.clip", "model.labelSmoothing"],
      formula: criticLoss,
    },
  ];
  const edges = [
    forward("noise", "generator"),
    forward("generator", "fakes"),
    forward("fakes", "critic"),
    forward("real", "critic"),
    forward("critic", "opinionOfFakes"),
    forward("critic", "opinionOfReal"),
    forward("opinionOfFakes", "loss.generator"),
    forward("opinionOfFakes", "loss.critic"),
    forward("opinionOfReal", "loss.critic"),
  ];
  if (!conditional) return { nodes, edges };
  const label: ModelGraphNode = {
    id: "label",
    role: "truth",
    column: 0,
    row: 1,
    ...numbers,
    shape: shape(sizes.labelWidth),
    weights: weights.label,
    parameters: ["model.conditional"],
  };
  return { nodes: [...nodes, label], edges: [...edges, forward("label", "generator"), forward("label", "critic")] };
}
