import { SeriesStore } from "../../core/series/store.ts";
import * as check from "./check.ts";
import type { StoredPart } from "./database.ts";
import { ENTRY_VERSION } from "./entry.ts";

/** An entry of today's version, of which nothing but the version is checked. */
interface Migrated {
  readonly entry: Readonly<Record<string, unknown>>;
  /** Instead of what lies beside the entry. */
  readonly parts?: readonly StoredPart[];
  readonly series?: SeriesStore;
}

/** By the version that it starts from. */
const MIGRATIONS: Readonly<Record<number, (before: Migrated) => Migrated>> = {
  0: fromSlot,
  // Runs had no names.
  1: (before) => ({ ...before, entry: { ...before.entry, name: "" } }),
};

/** Brings a stored entry to today's version. Throws `Unreadable` or `Newer`. */
export function migrated(stored: unknown): Migrated {
  const entry = check.object(stored, "entry");
  const version = check.count(entry.version, "version");
  if (version > ENTRY_VERSION) throw new check.Newer();
  let result: Migrated = { entry };
  for (let from = version; from < ENTRY_VERSION; from++) result = MIGRATIONS[from]?.(result) ?? result;
  return result;
}

/** The one slot of an older Inkling, which held a whole run in one value and its series as plain numbers. */
function fromSlot({ entry: slot }: Migrated): Migrated {
  const checkpoint = check.object(slot.checkpoint, "checkpoint");
  const step = check.count(checkpoint.step, "checkpoint.step");
  const moments = Array.isArray(slot.timeline) ? slot.timeline : [];
  const timeline = moments.flatMap((value): StoredPart[] => {
    const at = typeof value === "object" && value !== null ? (value as { step?: unknown }).step : undefined;
    return typeof at === "number" ? [{ key: ["moment", at, 0], value }] : [];
  });
  return {
    entry: {
      ...slot,
      step,
      elapsedMs: checkpoint.elapsedMs,
      checkpoints: [step],
      moments: timeline.map(({ key }) => key[1]),
      thumbnail: (moments.at(-1) as { view?: unknown } | undefined)?.view,
    },
    parts: [{ key: ["checkpoint", step, 0], value: checkpoint }, ...timeline],
    series: check.leniently(
      () => seriesOf(slot.series),
      new SeriesStore(),
      () => {},
    ),
  };
}

function seriesOf(value: unknown): SeriesStore {
  const lines = Object.entries(check.object(value, "series")).map(([id, line]) => {
    const { steps, values } = check.object(line, "series");
    const numbers = (each: unknown) => check.list(each, "series", (one, field) => check.number(one, field));
    return [id, { steps: numbers(steps), values: numbers(values) }] as const;
  });
  return SeriesStore.of(Object.fromEntries(lines));
}
