import type { RunConfig } from "../catalog/config.ts";
import type { Alarm, Detector } from "../schema/alarm.ts";
import type { History } from "../training/history.ts";
import type { Emit } from "./emit.ts";

/** Asks the detectors, and tells of what began and of what is over. */
export interface Alarms {
  /** Answers whether an alarm stops the run. */
  readonly check: (step: number, config: RunConfig) => boolean;
}

export function createAlarms(detectors: readonly Detector[], history: History, emit: Emit): Alarms {
  const standing = new Map<string, Alarm>();
  return {
    check: (step, config) => {
      const view = history.view(step, config);
      const found = new Map(detectors.flatMap((detector) => detector(view) ?? []).map((alarm) => [alarm.id, alarm]));
      for (const id of [...standing.keys()]) {
        if (found.has(id)) continue;
        standing.delete(id);
        emit({ type: "cleared", alarm: id });
      }
      for (const [id, alarm] of found) {
        if (standing.has(id)) continue;
        standing.set(id, alarm);
        emit({ type: "alarm", alarm });
      }
      return [...found.values()].some(({ severity }) => severity === "stopped");
    },
  };
}
