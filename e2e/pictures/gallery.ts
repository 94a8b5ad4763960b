/**
 * Records every preset for the gallery: trains it in this process on wasm, notes after how many steps it is good (or
 * goes wrong, where it is meant to), what a step costs here, and what it makes at the end.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Browser, chromium } from "playwright";
import { findBrowser, quietArguments } from "../../.config/browser.ts";
import type { Recorded } from "../../src/app/ui/gallery/recorded.ts";
import { defaultConfig, presets } from "../../src/catalog/presets.ts";
import {
  type ImagesView,
  type ScatterView,
  type TextSample,
  type ViewData,
  type WavesView,
  waveOf,
} from "../../src/schema/view.ts";
import { type TestWorkerApi, testWorkerApi } from "../../src/worker/testing/open.ts";

const FILE = "src/app/ui/gallery/recorded.json";
const PICTURES = "public/gallery";

/** As many steps as show where a preset goes, for those that are not told below. */
const STEPS = 1000;
const STEPS_OF: Readonly<Record<string, number>> = {
  "names-chinese": 2000,
  "names-lstm": 800,
  "places-overfit": 600,
  "code-lstm": 600,
  "glyphs-vae-map": 2000,
  "glyphs-vae": 2000,
  "glyphs-vae-label": 2000,
  "moons-vae": 2500,
  "spiral-vae": 3000,
  "emoji-vae": 800,
  "moons-vae-collapse": 800,
  "eight-gan": 3000,
  "eight-gan-collapse": 4000,
  "grid-gan": 3000,
  "two-gan": 2000,
  "glyphs-gan": 2500,
  "emoji-gan": 1000,
};
/** A run is looked at this often. */
const STRIDE = 50;

/** Nineteen twentieths of the way from the first measurement to the best one count as good. */
const GOOD = 0.95;

type Point = readonly [step: number, value: number];

/** What tells how good a run is, larger is better: what the domain and the family measure on data that was held out. */
async function qualityOf(api: TestWorkerApi, preset: string): Promise<readonly Point[]> {
  const near = await api.series("samples.near");
  if (near.length > 0) {
    const covered = new Map(await api.series("samples.coverage"));
    return near.map(([step, share]) => [step, share * (covered.get(step) ?? 0)]);
  }
  if (defaultConfig(preset)["model.family"] !== "gan") {
    // The untrained model's loss on points is so high that hardly any way would be left after it.
    const losses = (await api.series("validation.loss")).filter(([step]) => step > 0);
    return losses.map(([step, nats]) => [step, -nats]);
  }
  const pairs = await api.series("samples.variation");
  if (pairs.length > 0) return pairs.map(([step, distance]) => [step, -distance]);
  // As varied as real pictures, and no farther from the data than unseen ones: 1 at best, 0 for blanks and for noise.
  const distance = new Map(await api.series("samples.novelty"));
  const variety = await api.series("samples.diversity");
  return variety.map(([step, share]) => [step, Math.min(1, share) / Math.max(1, distance.get(step) ?? Infinity)]);
}

/** The first step at which the run has come so far. */
export function goodAfter(quality: readonly Point[]): number {
  const values = quality.map(([, value]) => value);
  const [first = 0] = values;
  const best = Math.max(...values);
  return quality.find(([, value]) => value >= first + GOOD * (best - first))?.[0] ?? 0;
}

async function record(preset: string): Promise<{ recorded: Recorded; view: ViewData | null }> {
  const fails = presets.some(({ id, group }) => id === preset && group === "fail");
  const api = await testWorkerApi();
  try {
    await api.open(defaultConfig(preset));
    const before = process.cpuUsage();
    const limit = STEPS_OF[preset] ?? STEPS;
    let step = 0;
    while (step < limit && !(fails && api.of("alarm").length > 0)) {
      await api.api.step(STRIDE);
      step += STRIDE;
    }
    const { user, system } = process.cpuUsage(before);
    await api.arrived();
    const reached = fails ? step : goodAfter(await qualityOf(api, preset));
    await api.api.sample({ task: 7, sampling: { "sampling.label": "" } });
    const { view } = await api.next("samples", (event) => event.task === 7 && event.finished);
    const recorded = {
      steps: reached,
      msPerStep: Number(((user + system) / 1000 / step).toPrecision(2)),
      ...(view.kind === "text" ? { lines: linesOf(view.samples) } : {}),
      ...(view.kind === "scatter" ? { points: pointsOf(view) } : {}),
      ...(view.kind === "waves" ? { waves: swingsOf(view) } : {}),
    };
    return { recorded, view };
  } finally {
    await api.end();
  }
}

const LINES = 6;
const WIDTH = 34;

/** Whole short texts, or the first lines of a long one. */
function linesOf(samples: readonly TextSample[]): string[] {
  const texts = samples.map(({ text }) => text.replace(/\n$/, ""));
  const long = texts.some((text) => text.length > 40);
  const lines = long ? (texts[0] ?? "").split("\n") : [...new Set(texts)];
  return lines
    .filter((line) => line.trim() !== "")
    .slice(0, LINES)
    .map((line) => line.slice(0, WIDTH));
}

const POINTS = 160;
const GRAIN = 200;

/** Places of points in thousandths of the plane, "x,y" each, from the left and from the top. */
function pointsOf({ layers, bounds: [left, bottom, right, top] }: ScatterView): string {
  const made = layers.find(({ role }) => role === "generator")?.points ?? new Float32Array();
  const places: string[] = [];
  for (let i = 0; i < Math.min(POINTS, made.length / 2); i++) {
    const x = ((made[2 * i] as number) - left) / (right - left);
    const y = (top - (made[2 * i + 1] as number)) / (top - bottom);
    places.push(`${Math.round(x * GRAIN)},${Math.round(y * GRAIN)}`);
  }
  return places.join(" ");
}

const SOUNDS = 12;
const STRETCHES = 26;

/** How far each of the first sounds swings in each of a few stretches: a digit each, 9 at full scale. */
function swingsOf(view: WavesView): string[] {
  return Array.from({ length: Math.min(SOUNDS, view.count) }, (_, index) => {
    const wave = waveOf(view, index);
    const most = new Float32Array(STRETCHES);
    for (const [i, value] of wave.entries()) {
      const stretch = Math.floor((i * STRETCHES) / wave.length);
      most[stretch] = Math.max(most[stretch] as number, Math.abs(value));
    }
    return Array.from(most, (swing) => Math.min(9, Math.round(9 * swing))).join("");
  });
}

const COLUMNS = 6;
const ROWS = 3;

/** A grid of pictures as a WebP file, by the browser's encoder. */
async function writePicture(browser: Browser, preset: string, view: ImagesView): Promise<void> {
  const { width, height, channels, pixels } = view;
  const size = width * height * channels;
  const scale = pixels instanceof Uint8Array ? 1 : 255;
  const bytes = Array.from(pixels.subarray(0, size * COLUMNS * ROWS), (value) => Math.round(value * scale));
  const page = await browser.newPage();
  const url = await page.evaluate(
    ({ width, height, channels, bytes, columns, rows }) => {
      const canvas = document.createElement("canvas");
      canvas.width = columns * width;
      canvas.height = rows * height;
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      for (let i = 0; i < columns * rows; i++) {
        const picture = new ImageData(width, height);
        for (let p = 0; p < width * height; p++) {
          for (let c = 0; c < 3; c++) {
            picture.data[4 * p + c] = bytes[(i * width * height + p) * channels + (channels === 3 ? c : 0)] ?? 0;
          }
          picture.data[4 * p + 3] = 255;
        }
        context.putImageData(picture, (i % columns) * width, Math.floor(i / columns) * height);
      }
      return canvas.toDataURL("image/webp", 0.8);
    },
    { width, height, channels, bytes, columns: COLUMNS, rows: ROWS },
  );
  await page.close();
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(`${PICTURES}/${preset}.webp`, Buffer.from(url.split(",")[1] as string, "base64"));
}

/** Records the presets of these ids, or all of them, each as soon as it is done. */
export async function recordGallery(only: readonly string[] = []): Promise<void> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  const ids = presets.map(({ id }) => id).filter((id) => only.length === 0 || only.includes(id));
  for (const id of ids) {
    const { recorded, view } = await record(id);
    if (view?.kind === "images") {
      const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments] });
      await writePicture(browser, id, view).finally(() => browser.close());
    }
    const all = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
    all[id] = recorded;
    const sorted = Object.fromEntries(
      presets.filter((preset) => all[preset.id]).map((preset) => [preset.id, all[preset.id]]),
    );
    writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
    console.log(`${id}: after ${recorded.steps} steps, ${recorded.msPerStep} ms each`);
  }
}
