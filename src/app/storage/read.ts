import { withChanges } from "../../catalog/change.ts";
import type { RunConfig } from "../../catalog/config.ts";
import { DEFAULT_PRESET, defaultConfig, presetById } from "../../catalog/presets.ts";
import { stepIndex } from "../../core/brands.ts";
import type { Fault } from "../../core/errors.ts";
import { SeriesStore } from "../../core/series/store.ts";
import type { Values } from "../../schema/parameter.ts";
import { BACKENDS, type Checkpoint } from "../../worker/api.ts";
import * as check from "./check.ts";
import type { StoredPart } from "./database.ts";
import { ENTRY_VERSION, type Entry, type Mark, type Moment, type ReadRun } from "./entry.ts";
import { migrated } from "./migrate.ts";
import { readView } from "./views.ts";

/** What reading gave, or why it gave nothing. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Fault };

const STEP_MAX = 2 ** 32;
const MAX_MARKS = 10_000;
const MAX_NAME = 200;

/** The header of a kept run, brought to today's version and today's parameters. Never throws. */
export function readEntry(id: string, stored: unknown): Read<Entry> {
  return guarded(() => entryOf(id, migrated(stored)));
}

/** Everything that was kept of a run. What it can do without is left out and named; never throws. */
export function readRun(id: string, stored: unknown, storedParts: readonly StoredPart[]): Read<ReadRun> {
  return guarded(() => {
    const raw = migrated(stored);
    const entry = entryOf(id, raw);
    const parts = raw.parts ?? storedParts;
    const lost: string[] = [];
    const lose = (field: string) => lost.push(field);
    const of = (kind: StoredPart["key"][0], steps?: readonly number[]) =>
      parts.filter(({ key }) => key[0] === kind && (steps?.includes(key[1]) ?? true));

    const checkpoints = of("checkpoint", entry.checkpoints)
      .map(({ key, value }) => check.leniently(() => readCheckpoint(value, key[1]), null, lose))
      .filter((checkpoint) => checkpoint !== null)
      .sort((a, b) => a.step - b.step);
    const checkpoint = checkpoints.at(-1);
    if (!checkpoint) throw new check.Unreadable(lost[0] ?? "checkpoint");

    const marks = check.leniently(() => readMarks(raw.entry.marks), [], lose);
    const timeline = of("moment", entry.moments)
      .map(({ key, value }) => check.leniently(() => readMoment(value, key[1]), null, lose))
      .filter((moment) => moment !== null)
      .sort((a, b) => a.step - b.step);
    const pieces = of("piece").map(({ value }) => value);
    const series =
      raw.series ??
      check.leniently(
        () => readSeries(raw.entry.series, pieces),
        new SeriesStore(),
        () => {},
      );
    if (series.rows === 0) lose("series");
    return {
      id,
      name: entry.name,
      config: entry.config,
      preset: entry.preset,
      backend: entry.backend,
      checkpoint,
      earlier: checkpoints.slice(0, -1),
      series,
      timeline,
      marks,
      lost: [...new Set(lost)],
    };
  });
}

function guarded<T>(read: () => T): Read<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof check.Newer) return { ok: false, problem: { code: "keptNewer", values: {} } };
    const field = error instanceof check.Unreadable ? error.field : String(error);
    return { ok: false, problem: { code: "keptUnreadable", values: { field } } };
  }
}

/** What the page may go on without, such as a thumbnail, is forgiven here; without the rest nothing can be resumed. */
function entryOf(id: string, { entry }: ReturnType<typeof migrated>): Entry {
  const ignore = () => {};
  const step = check.count(entry.step, "step", STEP_MAX);
  const preset = typeof entry.preset === "string" ? (presetById(entry.preset)?.id ?? DEFAULT_PRESET) : DEFAULT_PRESET;
  return {
    version: ENTRY_VERSION,
    id,
    owner: typeof entry.owner === "string" ? entry.owner : "",
    name: typeof entry.name === "string" ? entry.name.slice(0, MAX_NAME) : "",
    config: readConfig(entry.config, preset),
    preset,
    backend: check.leniently(() => check.oneOf(entry.backend, "backend", BACKENDS), "wasm", ignore),
    step,
    elapsedMs: check.leniently(() => check.number(entry.elapsedMs, "elapsedMs", 0), 0, ignore),
    savedAt: check.leniently(() => check.number(entry.savedAt, "savedAt", 0), 0, ignore),
    bytes: check.leniently(() => check.number(entry.bytes, "bytes", 0), 0, ignore),
    checkpoints: check.list(entry.checkpoints, "checkpoints", (each, field) => check.count(each, field, STEP_MAX)),
    moments: check.leniently(() => check.list(entry.moments, "moments", check.count), [], ignore),
    marks: check.leniently(() => readMarks(entry.marks), [], ignore),
    series: entry.series,
    thumbnail: check.leniently(() => (entry.thumbnail ? readView(entry.thumbnail, "thumbnail") : null), null, ignore),
  };
}

/** The set-up in today's parameters. What says nothing of dataset and family is no set-up. */
function readConfig(value: unknown, preset: string): RunConfig {
  const config = check.object(value, "config");
  for (const key of ["data.set", "model.family"]) check.text(config[key], `config.${key}`);
  const known = ["number", "string", "boolean"];
  const values = Object.entries(config).filter(([, each]) => known.includes(typeof each));
  const read = withChanges(defaultConfig(preset), Object.fromEntries(values) as Values);
  for (const key of ["data.set", "model.family"]) {
    if (read[key] !== config[key]) throw new check.Unreadable(`config.${key}`);
  }
  return read;
}

function readCheckpoint(value: unknown, step: number): Checkpoint {
  const checkpoint = check.object(value, "checkpoint");
  if (check.count(checkpoint.step, "checkpoint.step", STEP_MAX) !== step) throw new check.Unreadable("checkpoint.step");
  const tensors = check.list(checkpoint.tensors, "checkpoint.tensors", readTensor);
  if (tensors.length === 0) throw new check.Unreadable("checkpoint.tensors");
  return {
    step: stepIndex(step),
    elapsedMs: check.leniently(
      () => check.number(checkpoint.elapsedMs, "checkpoint.elapsedMs", 0),
      0,
      () => {},
    ),
    tensors,
    bytes: tensors.reduce((sum, { data }) => sum + data.byteLength, 0),
  };
}

function readTensor(value: unknown, field: string): Checkpoint["tensors"][number] {
  const tensor = check.object(value, field);
  const shape = check.list(tensor.shape, `${field}.shape`, check.count);
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    name: check.text(tensor.name, `${field}.name`),
    shape,
    data: check.floats(tensor.data, `${field}.data`, size),
  };
}

/** More pieces than a level ever holds. */
const MAX_PIECES = 4096;

function readSeries(header: unknown, pieces: readonly unknown[]): SeriesStore {
  for (const level of check.array(check.object(header, "series").levels, "series")) {
    const [first, end] = check.list(check.object(level, "series").pieces, "series", check.count);
    // The pieces between are looked for one by one.
    if (first === undefined || end === undefined || end - first > MAX_PIECES) throw new check.Unreadable("series");
  }
  return SeriesStore.restore(header, pieces);
}

function readMoment(value: unknown, step: number): Moment {
  const moment = check.object(value, "timeline");
  if (check.count(moment.step, "timeline.step", STEP_MAX) !== step) throw new check.Unreadable("timeline.step");
  return { step, view: readView(moment.view, "timeline.view") };
}

function readMarks(value: unknown): readonly Mark[] {
  return check.list(check.array(value, "marks").slice(0, MAX_MARKS), "marks", (each, field) => {
    const mark = check.object(each, field);
    return {
      step: check.count(mark.step, `${field}.step`, STEP_MAX),
      key: check.text(mark.key, `${field}.key`),
      from: check.parameterValue(mark.from, `${field}.from`),
      to: check.parameterValue(mark.to, `${field}.to`),
    };
  });
}
