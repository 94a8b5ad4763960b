import { readFile } from "node:fs/promises";
import { withChanges } from "../../catalog/change.ts";
import { modelValues, type RunConfig, section } from "../../catalog/config.ts";
import { InklingError } from "../../core/errors.ts";
import type { Dataset, FileReader } from "../../domains/dataset.ts";
import { VALIDATION_EVERY, validate } from "../../evaluation/validation.ts";
import type { Alarm } from "../../schema/alarm.ts";
import type { MetricsBatch } from "../../schema/metrics.ts";
import type { Values } from "../../schema/parameter.ts";
import { createHistory } from "../../training/history.ts";
import { createRecorder } from "../../training/recorder.ts";
import { type Built, build, loadData } from "../build.ts";

/** Reads the files that ship with the page. */
export const readPublic: FileReader = async (path) => {
  const file = readFile(new URL(`../../../public/${path}`, import.meta.url));
  return new Uint8Array(
    await file.catch(() => {
      throw new InklingError("dataUnreadable", { path });
    }),
  );
};

/** A run without a worker around it: no clock, no port, nothing but steps. */
export interface BareRun {
  readonly built: Built;
  /** The last value of each reported series, `validation.*` and `samples.*` among them. */
  readonly latest: Readonly<Record<string, number>>;
  /** The first alarm of each kind so far. */
  readonly raised: ReadonlyMap<Alarm["id"], Alarm>;
  /** The alarms that stand now. */
  readonly standing: () => readonly Alarm[];
  /** The mean of a series' last `count` points. */
  readonly recent: (series: string, count: number) => number;
  /** Live changes of the set-up. */
  readonly change: (changes: Values) => void;
  /** Trains on; every {@link VALIDATION_EVERY} steps it validates, evaluates samples and asks the detectors, as a worker does. */
  readonly train: (steps: number) => Promise<void>;
}

/** Builds a set-up on the backend that is open, on its own data unless other is given. Whoever asked disposes of `built`. */
export async function bareRun(first: RunConfig, other?: Dataset): Promise<BareRun> {
  let config = first;
  const dataset = other ?? (await loadData(config, readPublic, () => {}));
  const built = await build(dataset, () => config, Number.POSITIVE_INFINITY);
  const { trainer, detectors, sampleMetrics, model, batches } = built;
  const history = createHistory();
  const recorder = createRecorder();
  const latest: Record<string, number> = {};
  const raised = new Map<Alarm["id"], Alarm>();
  const view = () => history.view(trainer.step, config);
  const standing = () => detectors.flatMap((detector) => detector(view()) ?? []);

  function add(batches: readonly MetricsBatch[]): void {
    for (const batch of batches) {
      history.add(batch);
      for (const [i, id] of batch.series.entries()) {
        latest[id] = batch.values.at(i - batch.series.length) as number;
      }
    }
  }

  async function look(): Promise<void> {
    const { step } = trainer;
    const values = modelValues(config);
    const { metrics } = await validate(model, batches.validation, values, step, async () => {});
    const evaluated = sampleMetrics.evaluate(values, step, section(config, "sampling"));
    add([...(await recorder.take()), await metrics, ...(evaluated ? [await evaluated] : [])]);
    for (const alarm of standing()) if (!raised.has(alarm.id)) raised.set(alarm.id, alarm);
  }

  return {
    built,
    latest,
    raised,
    standing,
    recent: (series, count) => {
      const points = view().series[series]?.slice(-count) ?? [];
      return points.reduce((sum, { value }) => sum + value, 0) / points.length;
    },
    change: (changes) => {
      config = withChanges(config, changes);
    },
    train: async (steps) => {
      const end = trainer.step + steps;
      while (trainer.step < end) {
        const metrics = trainer.advance();
        if (!metrics) continue;
        recorder.add(metrics);
        if (trainer.step % VALIDATION_EVERY === 0) await look();
      }
    },
  };
}
