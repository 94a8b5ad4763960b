import { openDB } from "idb";
import { describe, expect, it } from "vitest";
import { createRunDatabase } from "./indexedDb.ts";
import { createRunLocks } from "./locks.ts";

let named = 0;
const fresh = () => `test-runs-${++named}`;
const always = () => true;
const put = (step: number, value: object) => ({ key: ["checkpoint", step, 0] as const, value });

describe("the database of runs", () => {
  it("keeps entries and their parts for another page, bit for bit, each run apart", async () => {
    const name = fresh();
    const data = Float32Array.of(1.5, -0, 1e-40);
    const one = createRunDatabase(name, fresh());
    const change = { entry: { step: 7 }, puts: [put(7, { data })], drops: [] };
    expect(await one.write("a", always, change)).toBe(true);
    await one.write("ab", always, { entry: { step: 9 }, puts: [put(9, { data })], drops: [] });
    const other = createRunDatabase(name, fresh());
    expect(await other.entries()).toEqual([
      { id: "a", entry: { step: 7 } },
      { id: "ab", entry: { step: 9 } },
    ]);
    const parts = [{ key: ["checkpoint", 7, 0], value: { data } }];
    expect(await other.read("a")).toEqual({ entry: { step: 7 }, parts });
    await other.remove("a");
    expect(await one.read("a")).toBeUndefined();
    expect((await one.read("ab"))?.parts).toHaveLength(1);
  });

  it("drops a range of parts, and writes nothing where the entry may not be replaced", async () => {
    const database = createRunDatabase(fresh(), fresh());
    const puts = [1, 2, 3, 4].map((step) => put(step, {}));
    await database.write("a", always, { entry: { owner: "one" }, puts, drops: [] });
    const drops = [[["checkpoint", 2, 0] as const, ["checkpoint", 4, 0] as const] as const];
    const mine = (entry: unknown) => (entry as { owner: string }).owner === "two";
    expect(await database.write("a", mine, { entry: {}, puts: [], drops })).toBe(false);
    expect((await database.read("a"))?.parts).toHaveLength(4);
    await database.write("a", always, { entry: {}, puts: [], drops });
    expect((await database.read("a"))?.parts.map(({ key }) => key[1])).toEqual([1, 4]);
  });

  it("takes back all of a save of which one part cannot be written", async () => {
    const database = createRunDatabase(fresh(), fresh());
    await database.write("a", always, { entry: { step: 1 }, puts: [put(1, {})], drops: [] });
    const puts = [put(2, {}), put(3, { broken: () => {} })];
    const drops = [[["checkpoint", 1, 0] as const, ["checkpoint", 2, 0] as const] as const];
    await expect(database.write("a", always, { entry: { step: 3 }, puts, drops })).rejects.toThrow();
    expect(await database.read("a")).toMatchObject({ entry: { step: 1 }, parts: [{ key: ["checkpoint", 1, 0] }] });
  });

  it("is opened again after it was closed from outside, and after it could not be opened", async () => {
    const name = fresh();
    const newer = await openDB(name, 2);
    const database = createRunDatabase(name, fresh());
    await expect(database.entries()).rejects.toThrow();
    newer.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
    await database.write("a", always, { entry: {}, puts: [], drops: [] });
    // The visitor clears the site's data.
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
    expect(await database.entries()).toEqual([]);
    await database.write("a", always, { entry: {}, puts: [], drops: [] });
    expect(await database.entries()).toHaveLength(1);
  });

  it("moves what lies in the slot of an older Inkling, once, and makes no slot where there is none", async () => {
    const old = fresh();
    const slot = await openDB(old, 1, { upgrade: (database) => void database.createObjectStore("runs") });
    await slot.put("runs", { preset: "names-gru", savedAt: 7 }, "newest");
    const database = createRunDatabase(fresh(), old);
    const moved = { id: "earlier", entry: { id: "earlier", version: 0, preset: "names-gru", savedAt: 7 } };
    expect(await database.entries()).toEqual([moved]);
    expect(await slot.get("runs", "newest")).toBeUndefined();
    slot.close();
    await database.remove("earlier");
    expect(await database.entries()).toEqual([]);

    const none = fresh();
    await createRunDatabase(fresh(), none).entries();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(none);
  });
});

it("a lock belongs to one holder, is seen by all, and is had by whoever waits once it is let go of", async () => {
  const [one, two] = [createRunLocks(), createRunLocks()];
  const release = await one.take("a");
  expect(release).not.toBeNull();
  expect(await two.take("a")).toBeNull();
  expect(await two.take("a", 50)).toBeNull();
  expect((await two.taken()).has("a")).toBe(true);
  const waiting = two.take("a", 5_000);
  release?.();
  const second = await waiting;
  expect(second).not.toBeNull();
  second?.();
  await expect.poll(async () => (await one.taken()).has("a")).toBe(false);
});
