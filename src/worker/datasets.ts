import type { RunConfig } from "../catalog/config.ts";
import { section } from "../catalog/config.ts";
import type { Dataset } from "../domains/dataset.ts";

/** Datasets that were loaded, so that the next run on the same data neither fetches nor unpacks anything. */
export interface DatasetStore {
  readonly get: (config: RunConfig, load: () => Promise<Dataset>) => Promise<Dataset>;
  /** Puts a dataset in the place of the one that the set-up has, with more known of it. */
  readonly replace: (config: RunConfig, dataset: Dataset) => void;
}

/** As many as a visitor goes back and forth between; the one that was not asked for longest gives way. */
const MOST = 4;

const keyOf = (config: RunConfig): string => JSON.stringify(Object.entries(section(config, "data")).sort());

export function createDatasetStore(most: number = MOST): DatasetStore {
  const kept = new Map<string, Dataset>();

  function keep(key: string, dataset: Dataset): void {
    kept.delete(key);
    kept.set(key, dataset);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }

  return {
    get: async (config, load) => {
      const key = keyOf(config);
      const dataset = kept.get(key) ?? (await load());
      keep(key, dataset);
      return dataset;
    },
    replace: (config, dataset) => {
      if (kept.has(keyOf(config))) keep(keyOf(config), dataset);
    },
  };
}
