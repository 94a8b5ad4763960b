import type { PlaneGaussian } from "../../schema/plane.ts";

/** Where a point lies before noise, and the number of its label (−1 for none). */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** A distribution of points as a pure function of uniforms, with its moments worked out. */
export interface PointShape {
  /** Ids of the labels in the order of their numbers. */
  readonly labels: readonly string[];
  /** From three independent uniforms in [0, 1): which component, and where in it. */
  readonly place: (component: number, u: number, v: number) => Place;
  /** Mean and covariance of the places. */
  readonly moments: PlaneGaussian;
  /** The centre of each mode, in the order of the labels; empty where the distribution is no mixture of Gaussians. */
  readonly centres: readonly (readonly [number, number])[];
  /** Own standard deviations of each mode, in place of the noise level. */
  readonly deviations?: readonly (readonly [number, number])[];
}

/** Before noise, every shape but GAN Lab's fills [−0.8, 0.8]² from edge to edge in one direction at least, mean near 0. */
const REACH = 0.8;

const numbered = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1));
const pick = (uniform: number, count: number) => Math.floor(uniform * count);

/** A mixture in equal parts of points; noise makes Gaussians of them. */
function mixture(centres: readonly (readonly [number, number])[], moments: PlaneGaussian): PointShape {
  return {
    labels: numbered(centres.length),
    centres,
    moments,
    place: (component) => {
      const label = pick(component, centres.length);
      const [x, y] = centres[label] as readonly [number, number];
      return { x, y, label };
    },
  };
}

/** Eight modes on a circle, from the east against the clock; Metz et al. 2016, scaled. Var cos = 1/2. */
const eight = mixture(
  Array.from({ length: 8 }, (_, k) => [REACH * Math.cos((Math.PI * k) / 4), REACH * Math.sin((Math.PI * k) / 4)]),
  { mean: [0, 0], covariance: [REACH ** 2 / 2, 0, REACH ** 2 / 2] },
);

/** 5 × 5 modes, row by row from the lower left; Gulrajani et al. 2017, scaled. Var = step² · (4 + 1 + 0 + 1 + 4) / 5. */
const step = REACH / 2;
const grid = mixture(
  Array.from({ length: 25 }, (_, k) => [step * ((k % 5) - 2), step * (Math.floor(k / 5) - 2)]),
  { mean: [0, 0], covariance: [2 * step ** 2, 0, 2 * step ** 2] },
);

/** A circle. */
const ring: PointShape = {
  labels: [],
  centres: [],
  moments: eight.moments,
  place: (_, u) => ({ x: REACH * Math.cos(2 * Math.PI * u), y: REACH * Math.sin(2 * Math.PI * u), label: -1 }),
};

/**
 * Two half circles that reach into each other, as scikit-learn's `make_moons`: (cos t, sin t) and (1 − cos t, ½ − sin t)
 * for t in [0, π], moved by (−½, −¼) and scaled by REACH / 1.5. With E sin t = 2/π: Var x = 3/4, Var y = 9/16 − 1/π,
 * Cov = 1/8 − 1/π.
 */
const moon = REACH / 1.5;
const moons: PointShape = {
  labels: ["upper", "lower"],
  centres: [],
  moments: {
    mean: [0, 0],
    covariance: [moon ** 2 * 0.75, moon ** 2 * (1 / 8 - 1 / Math.PI), moon ** 2 * (9 / 16 - 1 / Math.PI)],
  },
  place: (component, u) => {
    const label = pick(component, 2);
    const [cosine, sine] = [Math.cos(Math.PI * u), Math.sin(Math.PI * u)];
    return label === 0
      ? { x: moon * (cosine - 0.5), y: moon * (sine - 0.25), label }
      : { x: moon * (0.5 - cosine), y: moon * (0.25 - sine), label };
  },
};

/**
 * Two arms of an Archimedean spiral, r = REACH · t / T, one and a half turns (T = 3π), t = T√u so that the density along
 * an arm grows with the radius. With density 2t/T²: E t² cos² t = T²/4 + 3/4, E t² sin² t = T²/4 − 3/4,
 * E t² sin t cos t = 3/(4T) − T/2; all times (REACH / T)².
 */
const TURN = 3 * Math.PI;
const winding = REACH / TURN;
const spiral: PointShape = {
  labels: numbered(2),
  centres: [],
  moments: {
    mean: [0, 0],
    covariance: [
      winding ** 2 * (TURN ** 2 / 4 + 3 / 4),
      winding ** 2 * (3 / (4 * TURN) - TURN / 2),
      winding ** 2 * (TURN ** 2 / 4 - 3 / 4),
    ],
  },
  place: (component, u) => {
    const label = pick(component, 2);
    const t = TURN * Math.sqrt(u);
    const radius = winding * t * (label === 0 ? 1 : -1);
    return { x: radius * Math.cos(t), y: radius * Math.sin(t), label };
  },
};

/**
 * The eight squares of one colour of a 4 × 4 board, row by row from the lower left, which is one of them. Each coordinate
 * is uniform over 2 · REACH, hence REACH² / 3; Cov is the mean product of the squares' centres, 0.04 for REACH 0.8.
 */
const square = REACH / 2;
const checkerboard: PointShape = {
  labels: numbered(8),
  centres: [],
  moments: { mean: [0, 0], covariance: [REACH ** 2 / 3, square ** 2 / 4, REACH ** 2 / 3] },
  place: (component, u, v) => {
    const label = pick(component, 8);
    const row = Math.floor(label / 2);
    const column = 2 * (label % 2) + (row % 2);
    return { x: square * (column + u - 2), y: square * (row + v - 2), label };
  },
};

/** The two Gaussians of GAN Lab (Kahng et al. 2018), as published: in [0, 1]², with spreads of their own. */
const ganLab: PointShape = {
  ...mixture(
    [
      [0.3, 0.7],
      [0.7, 0.4],
    ],
    { mean: [0.5, 0.55], covariance: [0.04, -0.03, 0.0225] },
  ),
  deviations: [
    [0.1, 0.1],
    [0.05, 0.2],
  ],
};

export const SHAPES = { eight, grid, ring, moons, spiral, checkerboard, "gan-lab": ganLab } as const satisfies Record<
  string,
  PointShape
>;
