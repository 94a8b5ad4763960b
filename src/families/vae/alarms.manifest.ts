import type { Detector, RunHistory } from "../../schema/alarm.ts";

type Points = RunHistory["series"][string];

const BETA = "model.beta";
const WARMUP = "model.warmup";

/** How long no unit must have been active before anybody speaks of a collapse. */
const STEPS = 200;
const POINTS = 20;
/** The whole code says less than this, in nats. */
const LITTLE = 0.1;
/** The reconstruction got better by less than this share of itself, or than three standard errors: it is stuck. */
const STUCK = 0.01;
const ERRORS = 3;

const meanOf = (points: Points) => points.reduce((sum, { value }) => sum + value, 0) / points.length;
/** The standard error of the mean. */
const errorOf = (points: Points) => {
  const mean = meanOf(points);
  return Math.sqrt(points.reduce((sum, { value }) => sum + (value - mean) ** 2, 0)) / points.length;
};
const numberOf = (values: RunHistory["values"], key: string) => (typeof values[key] === "number" ? values[key] : 0);

/** The latest points at which no unit was active. */
function silence(active: Points): Points {
  const last = active.findLastIndex(({ value }) => !(value < 0.5));
  return active.slice(last + 1);
}

/**
 * The posterior has collapsed (Bowman et al. 2016; Lucas et al. 2019): for a long while q(z|x) was N(0, I) whatever x is,
 * so that the decoder sees noise alone, and the reconstruction gets no better.
 */
export const klCollapse: Detector = ({ series, values }) => {
  const silent = silence(series.activeUnits ?? []);
  const [first, last] = [silent[0], silent.at(-1)];
  if (!first || !last || silent.length < POINTS || last.step - first.step < STEPS) return null;
  const within = (points: Points | undefined) => (points ?? []).filter(({ step }) => step >= first.step);
  // The first half may still be on its way there.
  const kl = within(series.kl);
  if (!(meanOf(kl.slice(kl.length >> 1)) < LITTLE)) return null;
  const reconstruction = within(series.reconstruction);
  const later = reconstruction.slice(reconstruction.length >> 1);
  const middle = later.length >> 1;
  if (middle === 0) return null;
  const [earlier, latest] = [later.slice(0, middle), later.slice(middle)];
  const now = meanOf(latest);
  const noise = ERRORS * Math.hypot(errorOf(earlier), errorOf(latest));
  if (!(meanOf(earlier) - now < Math.max(STUCK * Math.abs(now), noise))) return null;

  const beta = numberOf(values, BETA);
  // A tenth, and no more than the objective of Kingma and Welling puts in the balance.
  const lower = Number(Math.min(1, beta / 10).toPrecision(2));
  const change = { [BETA]: lower };
  return {
    id: "klCollapse",
    severity: "warning",
    step: first.step,
    values: { kl: meanOf(kl.slice(kl.length >> 1)), beta },
    remedies: [
      { id: "lowerBeta", change },
      {
        id: "anneal",
        restart: true,
        change: { [BETA]: Math.min(1, beta), [WARMUP]: Math.max(2000, 2 * numberOf(values, WARMUP)) },
      },
      // A run that never spoke has nothing to go back to.
      ...(first.step > STEPS ? [{ id: "goBack", restore: first.step - 1, change }] : []),
    ],
  };
};
