import type { Detector, RunHistory } from "../../schema/alarm.ts";

type Points = RunHistory["series"][string];

const GUIDANCE = "sampling.guidance";

/** Up to this, guidance is what it is for. */
const USUAL = 2.5;
/** Evaluations that must agree. */
const LOOKS = 3;
/** The share of points near a mode that is left of what there was; how much further pictures lie from real ones. */
const LOST = 0.6;
const STRAYED = 1.25;

const meanOf = (points: Points) => points.reduce((sum, { value }) => sum + value, 0) / points.length;

/**
 * Guidance pushes samples past the data (Ho & Salimans 2022, figure 3): far fewer points lie near a mode than once did, or
 * pictures lie further from any real one than held-out pictures do.
 */
export const guidanceTooStrong: Detector = ({ series, values }) => {
  const guidance = values[GUIDANCE];
  if (values["model.conditional"] !== true || typeof guidance !== "number" || guidance <= USUAL) return null;
  const near = series["samples.near"] ?? [];
  const [measured, strays] =
    near.length > 0
      ? [near, (late: Points) => meanOf(late) < LOST * Math.max(...near.map(({ value }) => value))]
      : [series["samples.novelty"] ?? [], (late: Points) => meanOf(late) > STRAYED];
  const late = measured.slice(-LOOKS);
  const [first] = late;
  if (!first || late.length < LOOKS || !strays(late)) return null;
  return {
    id: "guidanceTooStrong",
    severity: "warning",
    step: first.step,
    values: { guidance },
    remedies: [{ id: "lowerGuidance", change: { [GUIDANCE]: 1.5 } }],
  };
};
