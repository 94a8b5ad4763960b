import { hiddenNumbers, type NetworkSizes, networkSizes } from "../../domains/sizes.ts";
import type { DomainTraits } from "../../schema/domain.ts";
import type { BatchShape, DataContext, Estimate, FamilyManifest } from "../../schema/manifest.ts";
import { integer, label, type Parameters, type Values, type ValuesOf } from "../../schema/parameter.ts";
import type { FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { type GanValues, OBJECTIVES, operations, parameters, weightsByNode } from "./sizes.manifest.ts";

const sampling = {
  count: integer(64, { min: 1, max: 1024, scale: "log", live: true }),
  label: label({ live: true }),
} satisfies Parameters;

export type GanSampling = ValuesOf<typeof sampling>;

const FLOAT = 4;
const MULTIPLY_ADD = 2;

/**
 * How many copies of a weight and of an example's activations a step holds at its peak: the moments of Adam, made
 * examples, scores of real and made ones, their gradients; with a penalty, its pass, the gradient and the gradient of
 * that. A test has measured them.
 */
function copies({ objective }: GanValues, network: "dense" | "convolutional" | "text") {
  if (objective === "wassersteinGp")
    return { weights: 8, examples: { dense: 20, convolutional: 20, text: 36 }[network] };
  return { weights: 5.5, examples: { dense: 10, convolutional: 12, text: 22 }[network] };
}

/** Numbers of an example as the critic sees it, and of one network's hidden layers. */
function numbersPerExample(sizes: NetworkSizes): number {
  if (sizes.symbols === 0) return sizes.inputs + hiddenNumbers(sizes);
  return sizes.inputs * (sizes.symbols + sizes.widths.reduce((sum, width) => sum + width, 0));
}

function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = networkSizes(values, data);
  const weights = Object.values(weightsByNode(sizes)).reduce((sum, count) => sum + count, 0);
  const network = sizes.symbols > 0 ? "text" : sizes.inner.length === 0 ? "dense" : "convolutional";
  const held = copies(values as GanValues, network);
  const numbers = held.weights * weights + batch.size * held.examples * numbersPerExample(sizes);
  return {
    weights,
    bytes: Math.round(FLOAT * numbers),
    flops: batch.size * flopsPerExample(values as GanValues, data),
  };
}

/**
 * Of a whole step: each of the critic's turns makes examples, and judges them and real ones, forward and with two gradients;
 * the penalty judges a mixture, takes its gradient, and the gradient of that. The generator's turn goes through both.
 */
function flopsPerExample(values: GanValues, data: DataContext): number {
  const { generator, critic } = operations(networkSizes(values, data));
  const penalty = values.objective === "wassersteinGp" ? 6 : 0;
  return MULTIPLY_ADD * (values.criticSteps * (generator + (6 + penalty) * critic) + 3 * (generator + critic));
}

const isWasserstein = ({ objective }: Values) => objective === "wassersteinGp" || objective === "wassersteinClip";

const series = (values: Values): readonly SeriesSpec[] => [
  { id: "loss.generator", chart: "losses", role: "generator" },
  { id: "loss.critic", chart: "losses", role: "critic" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
  ...(isWasserstein(values)
    ? [{ id: "wasserstein", chart: "losses", role: "critic", dashed: true } as const]
    : [{ id: "accuracy", chart: "training", role: "critic", dashed: true } as const]),
  ...(values.objective === "wassersteinGp"
    ? [{ id: "penalty", chart: "training", role: "critic", dashed: true } as const]
    : []),
  { id: "gradientNorm.generator", chart: "training", role: "generator" },
  { id: "gradientNorm.critic", chart: "training", role: "critic" },
  ...(values.relaxation === "gumbel"
    ? [{ id: "gumbelTemperature", chart: "training", role: "generator", dashed: true, exact: true } as const]
    : []),
  { id: "learningRate", chart: "training", role: "neutral", dashed: true, exact: true },
];

const reported = (id: string) => (latest: Readonly<Record<string, number>>) => latest[id] ?? null;

const figures: readonly FigureSpec[] = [
  {
    id: "wasserstein",
    better: "less",
    digits: 3,
    of: reported("wasserstein"),
    applies: ({ values }) => isWasserstein(values),
  },
  {
    id: "accuracy",
    digits: 2,
    of: reported("accuracy"),
    applies: ({ values }) => !isWasserstein(values),
    anchors: () => ({ worst: 1, best: 0.5, worstIs: "sure", bestIs: "guess" }),
  },
];

/** Dots share a plane that the critic judges everywhere; an item has neighbours that it may be copied from. */
const views = (_: Values, { view, shownAs, together, symbols }: DomainTraits): readonly ViewSpec[] => [
  { id: "samples", kind: view, source: "sampling" },
  ...(symbols ? [{ id: "scores", kind: "scores", source: "text" } as const] : []),
  ...(shownAs === "dots" ? [{ id: "field", kind: view, source: "model" } as const] : []),
  { id: "sliders", kind: "latent", source: "latent" },
  { id: "interpolation", kind: together, source: "model" },
  ...(shownAs === "items"
    ? ([
        { id: "nearest", kind: together, source: "model" },
        { id: "together", kind: "coded", source: "codes" },
      ] as const)
    : []),
  { id: "machine", kind: "machine", source: "machine" },
];

/** Momentum makes the two networks chase each other in circles, hence a small β₁. Radford et al. 2016; Gulrajani et al. 2017. */
const training = ({ shownAs, symbols }: DomainTraits, optimizer: string): Values => ({
  batchSize: shownAs === "dots" ? 256 : 64,
  clipNorm: 0,
  ...(optimizer === "adam" || optimizer === "adamw"
    ? { learningRate: shownAs === "dots" || symbols ? 0.001 : 0.0005, beta1: 0.5, beta2: 0.9 }
    : {}),
});

/**
 * The generative adversarial network. Goodfellow et al. 2014; least squares: Mao et al. 2017; Wasserstein: Arjovsky et al.
 * 2017, with gradient penalty: Gulrajani et al. 2017; one-sided label smoothing: Salimans et al. 2016.
 */
export const manifest = {
  id: "gan",
  order: 30,
  accepts: ["points", "image", "tokens", "audio"],
  whole: true,
  parameters,
  sampling,
  objectives: () => OBJECTIVES,
  training,
  series,
  figures,
  views,
  estimate,
} satisfies FamilyManifest;
