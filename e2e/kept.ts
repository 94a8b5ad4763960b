import type { Page } from "@playwright/test";

/** Steps that a run can be gone on from after the page is closed, by the run's name. */
export type Kept = Readonly<Record<string, number>>;

/** What the browser keeps, read where the page keeps it. A run whose newest weights are missing counts as step 0. */
export const keptRuns = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Asking for a database makes it.
    if (!(await indexedDB.databases()).some(({ name }) => name === "inkling-runs")) return {};
    const database = await settled(indexedDB.open("inkling-runs"));
    const transaction = database.transaction(["entries", "parts"]);
    const entries = await settled<{ id: string; step: number }[]>(transaction.objectStore("entries").getAll());
    const parts = transaction.objectStore("parts");
    const kept = entries.map(async ({ id, step }) => {
      const weights = await settled(parts.count([id, "checkpoint", step, 0]));
      return [id, weights > 0 ? step : 0] as const;
    });
    const steps = Object.fromEntries(await Promise.all(kept));
    database.close();
    return steps;
  });

/** Puts copies of a kept run beside it, as runs of earlier visits are. */
export const copyKeptRun = (page: Page, copies: number): Promise<void> =>
  page.evaluate(async (count) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open("inkling-runs"));
    const transaction = database.transaction(["entries", "parts"], "readwrite");
    const [entries, parts] = [transaction.objectStore("entries"), transaction.objectStore("parts")];
    const [entry] = await settled<{ id: string }[]>(entries.getAll());
    if (!entry) throw new Error("no run is kept");
    const whole = IDBKeyRange.bound([entry.id], [entry.id, []]);
    const [keys, values] = await Promise.all([settled(parts.getAllKeys(whole)), settled(parts.getAll(whole))]);
    for (let copy = 0; copy < count; copy++) {
      const id = `${entry.id}-${copy}`;
      for (const [i, key] of keys.entries()) parts.put(values[i], [id, ...(key as IDBValidKey[]).slice(1)]);
      entries.put({ ...entry, id, owner: "another" }, id);
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, copies);
