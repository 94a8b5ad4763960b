import type { ChartLines } from "./lines.ts";
import { logTicks, niceTicks } from "./scale.ts";

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export interface ChartAxes {
  readonly x: Axis;
  readonly y: Axis;
  readonly logarithmic: boolean;
}

/** Room to the right of the last step when an axis is chosen, and the room at which it is chosen anew. */
const ROOM = 1.05;
const MOST_ROOM = 1.1;
/** An axis this many times as high as it need be is chosen anew. */
const SLACK = 1.25;
const SHORTEST = 10;

/**
 * The axes that hold the lines: the ones before as long as they fit, and the very same objects then, so that while
 * lines grow into the room that is left nothing but the lines is drawn again.
 */
export function fitAxes(before: ChartAxes | null, lines: ChartLines, logarithmic: boolean): ChartAxes {
  const same = before?.logarithmic === logarithmic ? before : null;
  const x = fitSteps(same?.x, Math.max(lines.lastStep, SHORTEST));
  const y = fitValues(same?.y, lines, logarithmic);
  return same && same.x === x && same.y === y ? same : { x, y, logarithmic };
}

function fitSteps(before: Axis | undefined, last: number): Axis {
  const [, end] = before?.domain ?? [0, 0];
  if (before && last <= end && (end <= last * MOST_ROOM || end === SHORTEST)) return before;
  const next = last === SHORTEST ? SHORTEST : Math.ceil(last * ROOM);
  return { domain: [0, next], ticks: niceTicks(0, next, 4) };
}

function fitValues(before: Axis | undefined, { range, domain }: ChartLines, logarithmic: boolean): Axis {
  const size = ([low, high]: readonly [number, number]) => (logarithmic ? Math.log(high / low) : high - low);
  if (before) {
    const [low, high] = before.domain;
    const holds = range[0] > range[1] || (low <= range[0] && range[1] <= high);
    if (holds && size(before.domain) <= SLACK * size(domain)) return before;
  }
  return { domain, ticks: logarithmic ? logTicks(...domain) : niceTicks(...domain, 4) };
}
