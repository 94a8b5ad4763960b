import { stepIndex } from "../core/brands.ts";
import { type Capture, createCapture } from "../training/capture.ts";
import type { StepMetrics, Trainer } from "../training/trainer.ts";
import type { Emit } from "./emit.ts";

/** Shows what flows through the watched nodes, about four times a second; costs nothing while nobody watches. */
export interface Probes {
  readonly watch: (nodes: readonly string[]) => void;
  /** `trainer.advance`, seen by whoever watches. */
  readonly advance: () => StepMetrics | null;
  /** One peek at the batch that comes next, without a step. */
  readonly peek: () => Promise<void>;
}

const EVERY_MS = 250;

export function createProbes(
  trainer: Trainer,
  examples: ReadonlyMap<string, number>,
  now: () => number,
  emit: Emit,
): Probes {
  let watched: ReadonlySet<string> = new Set();
  let shownAt = Number.NEGATIVE_INFINITY;
  let reading = false;

  async function show(step: number, capture: Capture): Promise<void> {
    reading = true;
    try {
      const { forward: probes } = await capture.read();
      emit({ type: "probe", step: stepIndex(step), probes });
    } finally {
      reading = false;
      shownAt = now();
    }
  }

  return {
    watch: (nodes) => {
      watched = new Set(nodes);
      shownAt = Number.NEGATIVE_INFINITY;
    },
    advance: () => {
      if (watched.size === 0 || reading || now() - shownAt < EVERY_MS) return trainer.advance();
      const capture = createCapture({ nodes: watched, gradients: false, examples });
      const metrics = trainer.advance([capture]);
      // A lost device ends the run in other ways; here it only means that there is nothing to show.
      show(trainer.step, capture).catch(() => {});
      return metrics;
    },
    peek: async () => {
      if (watched.size === 0) return;
      const capture = createCapture({ nodes: watched, gradients: false, examples });
      trainer.peek(capture);
      await show(trainer.step, capture);
    },
  };
}
