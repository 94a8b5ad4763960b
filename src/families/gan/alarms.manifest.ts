import type { Alarm, Detector, Remedy, RunHistory } from "../../schema/alarm.ts";
import type { ParameterValue } from "../../schema/parameter.ts";

type Points = RunHistory["series"][string];
type Changes = Readonly<Record<string, ParameterValue>>;

const OBJECTIVE = "training.objective";
const LEARNING_RATE = "training.learningRate";
const CLIP_NORM = "training.clipNorm";
const CRITIC_STEPS = "model.criticSteps";
const CRITIC_RATE = "model.criticRate";

/** The objective that neither collapses nor saturates, with the critic that it needs. */
const ROBUST: Changes = { [OBJECTIVE]: "wassersteinGp", [CRITIC_STEPS]: 5, [CRITIC_RATE]: 1 };

const meanOf = (points: Points) => points.reduce((sum, { value }) => sum + value, 0) / points.length;
const medianOf = (points: Points) => points.map(({ value }) => value).sort((a, b) => a - b)[points.length >> 1] ?? 0;
const numberOf = (values: RunHistory["values"], key: string) => (typeof values[key] === "number" ? values[key] : 0);
const rounded = (value: number) => Number(value.toPrecision(2));

/** What puts the critic on its feet, or the generator; the objective that is in force is not offered again. */
function restarts(values: RunHistory["values"]): readonly Remedy[] {
  if (values[OBJECTIVE] !== "wassersteinGp") return [{ id: "otherObjective", restart: true, change: ROBUST }];
  const steps = numberOf(values, CRITIC_STEPS);
  const more = Math.min(10, Math.max(5, 2 * steps));
  return more > steps ? [{ id: "moreCriticSteps", restart: true, change: { [CRITIC_STEPS]: more } }] : [];
}

const slower = (values: RunHistory["values"]): Changes => ({
  [LEARNING_RATE]: rounded(numberOf(values, LEARNING_RATE) / 10),
});

/** How long samples must stay poor before anybody speaks: time to spread out, and then some. Words spread within hundreds of steps. */
const SPREAD_STEPS = { "samples.coverage": 1500, "samples.diversity": 1500, "samples.distinct": 500 } as const;
const LOOKS = 8;
/** Fewer modes than this share; less than this share of the variance of real pictures; fewer different words than this share. */
const POOR = { "samples.coverage": 0.6, "samples.diversity": 0.3, "samples.distinct": 0.5 } as const;
const MEASURES = ["samples.coverage", "samples.diversity", "samples.distinct"] as const;

/**
 * Samples reach few modes (or differ little from one another) long after they should have spread.
 * Goodfellow 2016, 5.1.1.
 */
export const modeCollapse: Detector = ({ series, values }) => {
  const measure = MEASURES.find((id) => series[id]) ?? "samples.diversity";
  const variety = series[measure] ?? [];
  const late = variety.filter(({ step }) => step >= SPREAD_STEPS[measure]).slice(-LOOKS);
  const [first] = late;
  if (!first || late.length < LOOKS || late.some(({ value }) => !(value < POOR[measure]))) return null;
  const before = variety.filter(({ value }) => value >= POOR[measure]).at(-1);
  const remedies: Remedy[] = [...restarts(values)];
  if (before && before.step < first.step) remedies.push({ id: "goBack", restore: before.step, change: slower(values) });
  return alarm("modeCollapse", first.step, { share: meanOf(late) }, remedies);
};

/** The last stretch of a series, long enough to mean something. */
const STRETCH = 60;
const CERTAIN = 0.99;

/**
 * The critic is hardly ever wrong, so that its score is flat where the samples are and says nothing about where to go.
 * Arjovsky & Bottou 2017.
 */
export const criticWins: Detector = ({ series, values }) => {
  const late = (series.accuracy ?? []).slice(-STRETCH);
  const [first] = late;
  if (!first || late.length < STRETCH || first.step < 100 || !(meanOf(late) > CERTAIN)) return null;
  const rate = numberOf(values, CRITIC_RATE);
  const remedies: Remedy[] = [...restarts(values)];
  if (rate > 0.1) remedies.push({ id: "weakerCritic", change: { [CRITIC_RATE]: rounded(rate / 10) } });
  return alarm("criticWins", first.step, { accuracy: meanOf(late) }, remedies);
};

const NETWORKS = ["generator", "critic"] as const;
const VANISHED = 1e-5;

/** The generator gets no gradient to speak of: it stands still whatever it makes. */
export const vanishingGradients: Detector = ({ series, values }) => {
  const late = (series["gradientNorm.generator"] ?? []).slice(-STRETCH);
  const [first] = late;
  if (!first || late.length < STRETCH || late.some(({ value }) => !(value < VANISHED))) return null;
  return alarm("vanishingGradients", first.step, { norm: meanOf(late) }, restarts(values));
};

const EXPLODED = { times: 100, least: 100 };

/** A gradient has become a hundred times as long as it used to be, and stays so. */
export const explodingGradients: Detector = ({ series, values }) => {
  for (const network of NETWORKS) {
    const norms = series[`gradientNorm.${network}`] ?? [];
    const [before, late] = [norms.slice(0, STRETCH), norms.slice(STRETCH).slice(-STRETCH / 2)];
    const [first] = late;
    if (!first || late.length < STRETCH / 2) continue;
    const bound = Math.max(EXPLODED.least, EXPLODED.times * medianOf(before));
    if (late.some(({ value }) => !(value > bound))) continue;
    const clip = Math.max(0.1, rounded(medianOf(before)));
    return alarm("explodingGradients", first.step, { norm: meanOf(late), usual: medianOf(before) }, [
      { id: "clipGradients", change: { [CLIP_NORM]: clip } },
      { id: "goBack", restore: Math.max(0, first.step - 1), change: { ...slower(values), [CLIP_NORM]: clip } },
    ]);
  }
  return null;
};

const alarm = (id: string, step: number, values: Alarm["values"], remedies: readonly Remedy[]): Alarm => ({
  id,
  severity: "warning",
  step,
  values,
  remedies,
});
