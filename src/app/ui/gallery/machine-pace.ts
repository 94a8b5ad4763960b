import type { State } from "../../state/state.ts";
import { homeOf } from "../recipe/defaults.ts";
import { differencesOf } from "../shell/differences.ts";
import type { App } from "../store.ts";
import { recordedOf } from "./recorded.ts";

const KEY = "inkling.pace";
/** A rate that has stood for so many steps is worth remembering. */
const ENOUGH_STEPS = 20;
const LOOK_EVERY_MS = 2000;

/** How long a step takes here for each millisecond that it took where the presets were recorded. */
export interface MachinePace {
  /** Milliseconds a step of presets that have run here. */
  readonly own: Readonly<Record<string, number>>;
  readonly ratio: number;
}

let pace: MachinePace | null = remembered();

function remembered(): MachinePace | null {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "null") as { ratio?: unknown } | null;
    const ratio = value?.ratio;
    return typeof ratio === "number" && ratio > 0 && Number.isFinite(ratio) ? { own: {}, ratio } : null;
  } catch {
    return null;
  }
}

/** What a run says of this machine: `null` where its set-up is no preset as it was recorded, or it has hardly begun. */
export function paceOf(state: Pick<State, "config" | "preset" | "step" | "stepsPerSecond">, recordedMs: number | null) {
  if (recordedMs === null || state.step < ENOUGH_STEPS || !(state.stepsPerSecond > 0)) return null;
  const changed = differencesOf(state.config, homeOf(state)).some((key) => COSTS.test(key));
  return changed ? null : { msPerStep: 1000 / state.stepsPerSecond, ratio: 1000 / state.stepsPerSecond / recordedMs };
}

/** Settings that change what a step costs. */
const COSTS = /^(data\.|model\.|training\.(optimizer|batchSize|sequenceLength|objective))/;

/** Seconds until a preset is good here, or `null` where nothing is known of this machine. */
export function secondsUntilGood(preset: string, known: MachinePace | null = pace): number | null {
  const recorded = recordedOf(preset);
  if (!recorded || !known) return null;
  const own = Object.hasOwn(known.own, preset) ? known.own[preset] : undefined;
  return (recorded.steps * (own ?? recorded.msPerStep * known.ratio)) / 1000;
}

/** Seconds that one may say aloud: fives below a minute, then quarters of a minute and whole ones. */
export function rounded(seconds: number): number {
  const grain = seconds < 20 ? 5 : seconds < 60 ? 10 : seconds < 180 ? 30 : 60;
  return Math.max(5, Math.round(seconds / grain) * grain);
}

/** Learns the machine's pace from what trains on it, until the answer is called. */
export function learnPace(store: App["store"]): () => void {
  const timer = setInterval(() => {
    const state = store.getState();
    if (state.phase.kind !== "playing") return;
    const seen = paceOf(state, recordedOf(state.preset)?.msPerStep ?? null);
    if (!seen) return;
    pace = { own: { ...pace?.own, [state.preset]: seen.msPerStep }, ratio: seen.ratio };
    try {
      localStorage.setItem(KEY, JSON.stringify({ ratio: seen.ratio }));
    } catch {
      // A browser that keeps nothing knows its pace for the visit alone.
    }
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** What is known of this machine now. */
export const machinePace = (): MachinePace | null => pace;
