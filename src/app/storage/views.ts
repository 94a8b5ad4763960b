import type { Role } from "../../schema/role.ts";
import type { ImagesView, ScatterLayer, ScatterView, TextSample, ViewData, WavesView } from "../../schema/view.ts";
import { array, column, count, flag, list, number, object, oneOf, optional, text, Unreadable } from "./check.ts";

const ROLES: readonly Role[] = ["generator", "critic", "encoder", "truth", "gradient", "neutral"];
/** The largest picture, and the most of them, that a family makes; what says more is no picture of ours. */
const MAX_SIDE = 4096;
const MAX_COUNT = 65_536;
/** What browsers play, in values a second, and ten minutes of that. */
const MIN_RATE = 3000;
const MAX_RATE = 192_000;
const MAX_LENGTH = 600 * MAX_RATE;

/** Samples that were read back, checked as far as drawing them relies on it. Throws {@link Unreadable}. */
export function readView(value: unknown, field: string): ViewData {
  const view = object(value, field);
  switch (view.kind) {
    case "text":
      list(view.samples, `${field}.samples`, readText);
      break;
    case "images":
      readImages(view, field);
      break;
    case "waves":
      readWaves(view, field);
      break;
    case "scatter":
      readScatter(view, field);
      break;
    default:
      // Timelines hold nothing else.
      throw new Unreadable(`${field}.kind`);
  }
  return value as ViewData;
}

function readText(value: unknown, field: string): TextSample {
  const sample = object(value, field);
  const { length } = text(sample.text, `${field}.text`);
  count(sample.promptLength, `${field}.promptLength`, length);
  list(sample.confidence, `${field}.confidence`, probability);
  optional(sample.label, `${field}.label`, text);
  optional(sample.copied, `${field}.copied`, flag);
  flag(sample.finished, `${field}.finished`);
  return value as TextSample;
}

/** Of a run that diverged it may be no number. */
function probability(value: unknown, field: string): number {
  if (typeof value !== "number") throw new Unreadable(field);
  return value;
}

function readImages(view: Readonly<Record<string, unknown>>, field: string): void {
  const height = count(view.height, `${field}.height`, MAX_SIDE);
  const width = count(view.width, `${field}.width`, MAX_SIDE);
  const channels = oneOf(view.channels, `${field}.channels`, [1, 3]);
  const pictures = count(view.count, `${field}.count`, MAX_COUNT);
  const length = pictures * height * width * channels;
  if (!(view.pixels instanceof Uint8Array)) column(view.pixels, `${field}.pixels`, length);
  else if (view.pixels.length !== length) throw new Unreadable(`${field}.pixels`);
  optional(view.columns, `${field}.columns`, count);
  optional(view.roles, `${field}.roles`, (value, at) => list(value, at, (each, name) => oneOf(each, name, ROLES)));
  optional(view.labels, `${field}.labels`, (value, at) => list(value, at, text));
}

function readWaves(view: Readonly<Record<string, unknown>>, field: string): void {
  number(view.rate, `${field}.rate`, MIN_RATE, MAX_RATE);
  const length = count(view.length, `${field}.length`, MAX_LENGTH);
  const sounds = count(view.count, `${field}.count`, MAX_COUNT);
  if (!(view.values instanceof Uint8Array)) column(view.values, `${field}.values`, sounds * length);
  else if (view.values.length !== sounds * length) throw new Unreadable(`${field}.values`);
  optional(view.columns, `${field}.columns`, count);
  optional(view.roles, `${field}.roles`, (value, at) => list(value, at, (each, name) => oneOf(each, name, ROLES)));
  optional(view.labels, `${field}.labels`, (value, at) => list(value, at, text));
}

function readScatter(view: Readonly<Record<string, unknown>>, field: string): void {
  if (list(view.bounds, `${field}.bounds`, number).length !== 4) throw new Unreadable(`${field}.bounds`);
  list(view.layers, `${field}.layers`, readLayer);
  optional(view.field, `${field}.field`, (value, at) => {
    const grid = object(value, at);
    const cells = count(grid.columns, `${at}.columns`, MAX_SIDE) * count(grid.rows, `${at}.rows`, MAX_SIDE);
    column(grid.values, `${at}.values`, cells);
    oneOf(grid.role, `${at}.role`, ROLES);
    if (list(grid.range, `${at}.range`, number).length !== 2) throw new Unreadable(`${at}.range`);
  });
  optional(view.arrows, `${field}.arrows`, column);
  optional(view.paths, `${field}.paths`, (value, at) => list(value, at, column));
  optional(view.mesh, `${field}.mesh`, (value, at) => {
    const mesh = object(value, at);
    const corners = count(mesh.columns, `${at}.columns`, MAX_SIDE) * count(mesh.rows, `${at}.rows`, MAX_SIDE);
    column(mesh.points, `${at}.points`, 2 * corners);
  });
}

function readLayer(value: unknown, field: string): ScatterLayer {
  const layer = object(value, field);
  oneOf(layer.role, `${field}.role`, ROLES);
  const points = column(layer.points, `${field}.points`);
  if (points.length % 2 !== 0) throw new Unreadable(`${field}.points`);
  const labels = optional(layer.labels, `${field}.labels`, array);
  for (const label of labels ?? []) text(label, `${field}.labels`);
  return value as ScatterLayer;
}

/** What a thumbnail shows at most. */
const THUMBNAIL_TEXTS = 3;
const THUMBNAIL_PICTURES = 6;
const THUMBNAIL_SOUNDS = 2;
const THUMBNAIL_POINTS = 150;

/** Samples cut down to what a row of a list can show; `null` of what it cannot. */
export function thumbnailOf(view: ViewData): ViewData | null {
  switch (view.kind) {
    case "text":
      return {
        kind: "text",
        samples: view.samples.slice(0, THUMBNAIL_TEXTS).map((sample) => ({
          text: sample.text.slice(0, 24),
          promptLength: 0,
          confidence: [],
          finished: true,
        })),
      };
    case "images":
      return fewPictures(view);
    case "waves":
      return fewSounds(view);
    case "scatter":
      return fewPoints(view);
    default:
      return null;
  }
}

function fewPictures({ height, width, channels, count: all, pixels }: ImagesView): ImagesView {
  const kept = Math.min(all, THUMBNAIL_PICTURES);
  const few = pixels.subarray(0, kept * height * width * channels);
  const bytes = few instanceof Uint8Array ? few.slice() : Uint8Array.from(few, (value) => 255 * clamp(value));
  return { kind: "images", height, width, channels, count: kept, pixels: bytes };
}

function fewSounds({ rate, length, count: all, values }: WavesView): WavesView {
  const kept = Math.min(all, THUMBNAIL_SOUNDS);
  return { kind: "waves", rate, length, count: kept, values: values.slice(0, kept * length) };
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

function fewPoints({ bounds, layers }: ScatterView): ScatterView {
  return {
    kind: "scatter",
    bounds,
    layers: layers.map(({ role, points }) => ({ role, points: points.slice(0, 2 * THUMBNAIL_POINTS) })),
  };
}
