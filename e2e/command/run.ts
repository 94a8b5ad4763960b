/** A set-up trained without a page, by the worker's own code: on one thread, or on a GPU. */
import { readFile } from "node:fs/promises";
import { modelValues, type RunConfig, section } from "../../src/catalog/config.ts";
import type { Dataset } from "../../src/domains/dataset.ts";
import { validate } from "../../src/evaluation/validation.ts";
import { createRecorder } from "../../src/training/recorder.ts";
import { type Built, build, loadData } from "../../src/worker/build.ts";

/** Steps between two reads of the losses. */
const ROUND = 20;

const read = async (path: string) => new Uint8Array(await readFile(new URL(`../../public/${path}`, import.meta.url)));

export const dataOf = (config: RunConfig): Promise<Dataset> => loadData(config, read, () => {});

/** By series, a number a step. */
export type Losses = Readonly<Record<string, readonly number[]>>;
/** Hears how many steps were made, and the last loss of each series. */
export type OnRound = (made: number, latest: Readonly<Record<string, number>>) => void;

/** Trains so many steps. Whoever asked disposes of `built`. */
export async function trainSteps(
  config: RunConfig,
  dataset: Dataset,
  steps: number,
  onRound: OnRound,
): Promise<{ readonly built: Built; readonly losses: Losses }> {
  const built = await build(dataset, () => config, Number.POSITIVE_INFINITY);
  const { trainer } = built;
  const recorder = createRecorder();
  const losses: Record<string, number[]> = {};
  while (trainer.step < steps) {
    const end = Math.min(steps, trainer.step + ROUND);
    while (trainer.step < end) {
      const metrics = trainer.advance();
      if (metrics) recorder.add(metrics);
    }
    for (const { series, steps: rows, values } of await recorder.take()) {
      for (const [column, id] of series.entries()) {
        if (!/^loss/.test(id)) continue;
        const line = Array.from(rows, (_, row) => values[row * series.length + column] as number);
        losses[id] = [...(losses[id] ?? []), ...line];
      }
    }
    onRound(trainer.step, Object.fromEntries(Object.entries(losses).map(([id, line]) => [id, line.at(-1) ?? 0])));
  }
  return { built, losses };
}

/** What the page would report now: the loss on the validation part, and what is made, judged. */
export async function measure(
  { model, batches, trainer, sampleMetrics }: Built,
  config: RunConfig,
): Promise<Readonly<Record<string, number>>> {
  const values = modelValues(config);
  const { metrics } = await validate(model, batches.validation, values, trainer.step, async () => {});
  const found = [await metrics, await sampleMetrics.evaluate(values, trainer.step, section(config, "sampling"))];
  return Object.fromEntries(
    found.flatMap((batch) => batch?.series.map((id, i) => [id, batch.values[i] as number] as const) ?? []),
  );
}
