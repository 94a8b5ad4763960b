export { openContentStorage } from "./contents.ts";

import { createRunDatabase } from "./indexedDb.ts";
import { createRunLocks } from "./locks.ts";
import { createRunStorage, type RunStorage, type Surroundings } from "./runStorage.ts";

/** The browser's own storage and locks. */
export const openRunStorage = (page: Pick<Surroundings, "page" | "tab">): RunStorage =>
  createRunStorage({
    ...page,
    database: createRunDatabase(),
    locks: createRunLocks(),
    today: () => Date.now(),
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
  });
