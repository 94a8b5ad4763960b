/** Judges a model by what it makes: series `samples.*`, whatever the family. */
import { randomStream } from "../core/random.ts";
import type { SampleJudge } from "../domains/contract.ts";
import type { Model } from "../engine/model.ts";
import type { MetricsBatch } from "../schema/metrics.ts";
import type { Values } from "../schema/parameter.ts";

export interface SampleMetrics {
  /**
   * New samples of the weights as they stand, evaluated; `null` where the model or the data gives nothing to evaluate by. The
   * device is asked at once; the answer is a read that is still under way.
   */
  readonly evaluate: (values: Values, step: number, sampling?: Values) => Promise<MetricsBatch> | null;
  readonly dispose: () => void;
}

export function createSampleMetrics(
  { generate, asked }: Model,
  judge: SampleJudge | null,
  seed: number,
): SampleMetrics {
  if (!generate || !judge) return { evaluate: () => null, dispose: () => {} };
  const stream = randomStream(seed, "evaluate");
  return {
    evaluate: async (values, step, sampling) => {
      const made = generate(judge.count, stream, values, sampling);
      const found = await judge.judge(made, asked?.(judge.count));
      return {
        series: Object.keys(found),
        steps: Uint32Array.of(step),
        values: Float32Array.from(Object.values(found)),
      };
    },
    dispose: judge.dispose,
  };
}
