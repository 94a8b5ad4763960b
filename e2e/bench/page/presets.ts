import type { Browser, Page, Worker } from "playwright";
import { presetById } from "../../../src/catalog/presets.ts";
import { installPainterProbe, installProbe, type PainterProbe, type Showing } from "./probe.ts";
import { type MainThread, watchMainThread } from "./trace.ts";

/** What the stage shows and what drawing costs, while a preset trains. */
export interface PresetFigures extends Pick<MainThread, "longestTaskMs" | "longestTaskCpuMs"> {
  readonly preset: string;
  /** From the press on Play. */
  readonly firstSampleMs: number;
  readonly firstValidationMs: number;
  readonly repaintsPerSecond: number;
  readonly freshPerSecond: number;
  readonly mainThreadPercent: number;
  readonly stepsPerSecond: Readonly<Record<Showing, number>>;
  /** Steps per second drawn by those undrawn, each turn held against its neighbour: the median. */
  readonly drawnShare: number;
  /** After 20,000 steps; absent where they were not waited for or did not come in time. */
  readonly far?: { readonly step: number; readonly repaintsPerSecond: number; readonly freshPerSecond: number };
}

export interface PresetOptions {
  readonly presets: readonly string[];
  /** How long the stage is watched. */
  readonly seconds: number;
  /** How long to wait for 20,000 steps of a preset on points; 0 is not at all. */
  readonly farSeconds: number;
}

const FAR = 20_000;
/** Turns are short and alternate, so that what else the machine does falls on drawn and undrawn alike. */
const TURN_SECONDS = 1.2;
const HIDDEN_TURNS = 2;

export async function openPlayground(browser: Browser, address: string, hash: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(installProbe);
  page.on("worker", (worker) => {
    if (paints(worker)) worker.evaluate(installPainterProbe).catch(() => {});
  });
  await page.goto(`${address}?backend=wasm#v=1&lang=en${hash}`);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => window.inklingBench.fresh > 0, undefined, { timeout: 120_000 });
  await page.waitForTimeout(1500);
  return page;
}

/** Whether it is the worker that paints the stage; there is none where nothing is painted. */
const paints = (worker: Worker): boolean => worker.url().includes("painter-worker");
const painterOf = (page: Page): Worker | undefined => page.workers().find(paints);

type PainterScope = typeof globalThis & { readonly inklingPainter?: PainterProbe };

async function painterRepaints(page: Page): Promise<number> {
  return (await painterOf(page)?.evaluate(() => (globalThis as PainterScope).inklingPainter?.repaints ?? 0)) ?? 0;
}

/** Shows or withholds what is drawn, on the page's thread and on the one that paints. */
async function show(page: Page, how: Showing): Promise<void> {
  await page.evaluate((showing) => window.inklingBench.show(showing), how);
  await painterOf(page)?.evaluate((showing) => (globalThis as PainterScope).inklingPainter?.show(showing), how);
}

/** Counts over so many seconds, each divided by them. */
async function perSecond(page: Page, seconds: number) {
  const paintedBefore = await painterRepaints(page);
  const began = performance.now();
  const counted = await countedPerSecond(page, seconds);
  const painted = ((await painterRepaints(page)) - paintedBefore) / ((performance.now() - began) / 1000);
  // What is painted by the worker is what moves; words that change beside it are no picture.
  return painted > 0 ? { ...counted, repaints: painted } : counted;
}

async function countedPerSecond(page: Page, seconds: number) {
  return page.evaluate(async (ms) => {
    const probe = window.inklingBench;
    const before = { ...probe };
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, ms));
    const passed = (performance.now() - start) / 1000;
    return {
      fresh: (probe.fresh - before.fresh) / passed,
      repaints: (probe.repaints - before.repaints) / passed,
    };
  }, seconds * 1000);
}

/** Steps per second while it is shown so, between the first and the last report that arrive in one turn. */
async function turnOf(page: Page, how: Showing): Promise<number> {
  await show(page, how);
  await page.waitForTimeout(300);
  return page.evaluate(async (ms) => {
    const { step, stepAt } = window.inklingBench;
    await new Promise((resolve) => setTimeout(resolve, ms));
    const passed = window.inklingBench.stepAt - stepAt;
    return passed > 0 ? ((window.inklingBench.step - step) * 1000) / passed : 0;
  }, TURN_SECONDS * 1000);
}

async function compareShowings(
  page: Page,
  seconds: number,
): Promise<Pick<PresetFigures, "stepsPerSecond" | "drawnShare">> {
  const rates: Record<Showing, number[]> = { drawn: [], undrawn: [], hidden: [] };
  const turns = Math.max(2, Math.round(seconds / TURN_SECONDS));
  for (let turn = 0; turn < turns; turn++) {
    // The first of two is not always the same one.
    const pair = ["drawn", "undrawn"] as const;
    for (const how of turn % 2 === 0 ? pair : pair.toReversed()) rates[how].push(await turnOf(page, how));
  }
  for (let turn = 0; turn < HIDDEN_TURNS; turn++) rates.hidden.push(await turnOf(page, "hidden"));
  await show(page, "drawn");
  return {
    stepsPerSecond: { drawn: median(rates.drawn), undrawn: median(rates.undrawn), hidden: median(rates.hidden) },
    drawnShare: median(rates.drawn.map((rate, turn) => rate / (rates.undrawn[turn] ?? Number.NaN))),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

async function waitForSteps(page: Page, seconds: number): Promise<number> {
  await show(page, "hidden");
  const enough = page.waitForFunction((far) => window.inklingBench.step >= far, FAR, {
    timeout: seconds * 1000,
    polling: 500,
  });
  await enough.catch(() => {});
  await show(page, "drawn");
  await page.waitForTimeout(1000);
  return page.evaluate(() => window.inklingBench.step);
}

async function measure(
  browser: Browser,
  address: string,
  preset: string,
  options: PresetOptions,
): Promise<PresetFigures> {
  const page = await openPlayground(browser, address, `&preset=${preset}`);
  try {
    const pressed = await page.evaluate(() => performance.now());
    await page.getByRole("button", { name: "Play", exact: true }).click();
    const [rates, thread] = await watchMainThread(browser, page, () => perSecond(page, options.seconds));
    const compared = await compareShowings(page, options.seconds);
    const { firstSampleAt, firstValidationAt } = await page.evaluate(() => ({ ...window.inklingBench }));
    const figures = {
      preset,
      firstSampleMs: firstSampleAt - pressed,
      firstValidationMs: firstValidationAt - pressed,
      repaintsPerSecond: rates.repaints,
      freshPerSecond: rates.fresh,
      mainThreadPercent: 100 * thread.share,
      longestTaskMs: thread.longestTaskMs,
      longestTaskCpuMs: thread.longestTaskCpuMs,
      ...compared,
    };
    if (options.farSeconds === 0 || presetById(preset)?.group !== "points") return figures;
    const step = await waitForSteps(page, options.farSeconds);
    if (step < FAR) return figures;
    const { repaints, fresh } = await perSecond(page, options.seconds);
    return { ...figures, far: { step, repaintsPerSecond: repaints, freshPerSecond: fresh } };
  } finally {
    await page.close();
  }
}

const HEAD = [
  ["preset", ""],
  ["first sample ms", "≤ 3,000"],
  ["first validation ms", "≤ 3,000"],
  ["repaints/s", "≥ 20 points"],
  ["fresh/s", "≥ 4, 2 pictures"],
  ["main thread %", "≤ 25"],
  ["longest task ms", "≤ 50"],
  ["by its own time", "≤ 50"],
  ["steps/s drawn", ""],
  ["undrawn", ""],
  ["hidden", ""],
  ["drawn/undrawn", "≥ 0.90"],
  ["far: repaints/s", "≥ 20"],
  ["fresh/s", "≥ 4"],
] as const;

function rowOf({ stepsPerSecond: steps, ...figures }: PresetFigures): string[] {
  const whole = (value: number) => (Number.isFinite(value) ? Math.round(value).toLocaleString("en") : "–");
  const short = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? "–" : value.toPrecision(3);
  return [
    figures.preset,
    whole(figures.firstSampleMs),
    whole(figures.firstValidationMs),
    short(figures.repaintsPerSecond),
    short(figures.freshPerSecond),
    short(figures.mainThreadPercent),
    whole(figures.longestTaskMs),
    whole(figures.longestTaskCpuMs),
    short(steps.drawn),
    short(steps.undrawn),
    short(steps.hidden),
    figures.drawnShare.toFixed(2),
    short(figures.far?.repaintsPerSecond),
    short(figures.far?.freshPerSecond),
  ];
}

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** Each preset in a fresh tab, a row as soon as it is measured; the second row has the goals. */
export async function benchPresets(
  browser: Browser,
  address: string,
  options: PresetOptions,
): Promise<readonly PresetFigures[]> {
  console.log(`\nPresets on wasm, watched for ${options.seconds} s each`);
  console.log(line(HEAD.map(([name]) => name)));
  console.log(line(HEAD.map(() => "---")));
  console.log(line(HEAD.map(([, goal]) => goal)));
  const all: PresetFigures[] = [];
  for (const preset of options.presets) {
    const figures = await measure(browser, address, preset, options);
    all.push(figures);
    console.log(line(rowOf(figures)));
  }
  return all;
}
