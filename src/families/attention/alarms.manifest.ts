import type { Detector, RunHistory } from "../../schema/alarm.ts";
import { type AttentionValues, widthOf } from "./sizes.manifest.ts";

type Points = RunHistory["series"][string];

const LEARNING_RATE = "training.learningRate";
const CLIP_NORM = "training.clipNorm";

/** Beyond it a softmax over a few hundred places is one and zeros: e⁻³⁰ of the weight is left for the rest. */
const SATURATED = 100;
/** How many validations in a row must be beyond it. */
const IN_A_ROW = 3;

const median = (points: Points) => points.map(({ value }) => value).sort((a, b) => a - b)[points.length >> 1] ?? 0;

/**
 * Scores of attention have grown until each head sees one place alone: its softmax has no slope any more, so that nothing
 * brings them back (Zhai et al. 2023, "entropy collapse"; Wortsman et al. 2023, section 3.1).
 */
export const attentionExplodes: Detector = ({ series, values }) => {
  const scores = series["validation.attentionScore"] ?? [];
  const recent = scores.slice(-IN_A_ROW);
  if (recent.length < IN_A_ROW || !recent.every(({ value }) => value > SATURATED)) return null;
  const last = scores.findLastIndex(({ value }) => !(value > SATURATED));
  const first = scores[last + 1] as Points[number];
  return {
    id: "attentionExplodes",
    severity: "warning",
    step: first.step,
    values: { score: median(recent) },
    remedies: slower(values, Math.max(0, first.step - 1)),
  };
};

/** How many steps are looked at, and how many times the usual gradient is too much. */
const WINDOW = 20;
const TIMES = 20;

/** The gradient has become many times what it was, and stays so. Pascanu et al. 2013. */
export const gradientExplodes: Detector = ({ series, values }) => {
  const norms = series.gradientNorm ?? [];
  if (norms.length < 6 * WINDOW) return null;
  const recent = norms.slice(-WINDOW);
  const usual = median(norms.slice(WINDOW, -WINDOW));
  const now = median(recent);
  if (!(usual > 0) || !(now > TIMES * usual) || !(now > 1)) return null;
  const { step } = recent[0] as Points[number];
  return {
    id: "gradientExplodes",
    severity: "warning",
    step,
    values: { usual, now },
    remedies: slower(values, Math.max(0, step - 1)),
  };
};

/** Back to before it began, with smaller steps; clipped where they were not. */
function slower(values: RunHistory["values"], before: number) {
  const rate = Number(values[LEARNING_RATE]);
  const clip = Number(values[CLIP_NORM]);
  const change = { [LEARNING_RATE]: Number((rate / 3).toPrecision(2)) };
  return [
    { id: "goBack", restore: before, change },
    { id: "lowerLearningRate", change },
    ...(clip > 0 && clip <= 1 ? [] : [{ id: "clipGradients", change: { [CLIP_NORM]: 1 } }]),
  ];
}

/** The width does not fall into the heads: what is built is the next one that does. */
export const unevenHeads: Detector = ({ values }) => {
  const own = { heads: values["model.heads"], width: values["model.width"], positions: values["model.positions"] };
  const width = Number(own.width);
  const built = widthOf(own as AttentionValues);
  if (!Number.isFinite(built) || built === width) return null;
  return {
    id: "unevenHeads",
    severity: "notice",
    step: 0,
    values: { width, heads: Number(own.heads), built },
    remedies: [{ id: "evenWidth", change: { "model.width": built }, restart: true }],
  };
};
