import file from "./recorded.json";

/** What `npm run pictures -- gallery` found out about a preset by training it. */
export interface Recorded {
  /** After how many steps it is good: nearly all of the way to its best. Where it is meant to fail, when the alarm came. */
  readonly steps: number;
  /** Of one core of the machine that recorded it: what counts is how presets compare. */
  readonly msPerStep: number;
  /** What it wrote at the end. */
  readonly lines?: readonly string[];
  /** Where its points lay at the end: "x,y" each, 0 to 200 from the left and from the top. */
  readonly points?: string;
  /** How far each of its sounds swung over time at the end: a digit a stretch, 9 at full scale. */
  readonly waves?: readonly string[];
}

const entries: Readonly<Record<string, Recorded>> = file;

/** What was recorded of a preset, or `undefined`. */
export const recordedOf = (preset: string): Recorded | undefined =>
  Object.hasOwn(entries, preset) ? entries[preset] : undefined;
