import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fetchModule, PAUSES_MS } from "./fetchModule.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Fails so many times; what it says names no address, so that it is called again itself. */
function failing(times: number) {
  const tries: number[] = [];
  return {
    tries,
    load: async () => {
      tries.push(Date.now());
      if (tries.length <= times) throw new Error(`no. ${tries.length}`);
      return "module";
    },
  };
}

it("tries again after a short pause, and after a longer one for a network that changes hands", async () => {
  const start = Date.now();
  const { load, tries } = failing(2);
  const found = fetchModule(load);
  await vi.runAllTimersAsync();
  expect(await found).toBe("module");
  expect(tries.map((at) => at - start)).toEqual([0, 300, 1800]);
});

it("gives up with what the last try said", async () => {
  const { load, tries } = failing(Number.POSITIVE_INFINITY);
  const found = fetchModule(load).catch(String);
  await vi.runAllTimersAsync();
  expect(await found).toBe(`Error: no. ${PAUSES_MS.length}`);
  expect(tries).toHaveLength(PAUSES_MS.length);
});

it("waits for nothing where the first try succeeds", async () => {
  const { load, tries } = failing(0);
  expect(await fetchModule(load)).toBe("module");
  expect(tries).toHaveLength(1);
});
