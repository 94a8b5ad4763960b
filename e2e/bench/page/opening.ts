import type { Browser, Page } from "playwright";
import { type MainThread, watchMainThread } from "./trace.ts";

/** What a visitor waits for after pressing Play on wasm, and how free the page's main thread stays. */
interface OpeningFigures {
  readonly firstLossMs: number;
  readonly firstSampleMs: number;
  readonly lossAfter10s: number;
  readonly validationAfter10s: number;
  readonly trigram: number;
  readonly stepsAfter10s: number;
  readonly mainThreadPercent: number;
  /** Of the page's main thread: by the clock, and by the processor time of the thread itself, which other programs don't touch. */
  readonly longestTaskMs: number;
  readonly tasksOver50Ms: number;
  readonly longestTaskCpuMs: number;
  readonly tasksOver50CpuMs: number;
}

type SeenByPage = Omit<OpeningFigures, keyof MainThread | "mainThreadPercent">;

const RUNS = 3;

/** Runs in the page: watches the loss table and the stage once a frame from the press on Play. */
async function watchTheFirstTenSeconds(): Promise<SeenByPage> {
  const row = (name: string) =>
    [...document.querySelectorAll("figure table tr")].find(
      (tr) => tr.querySelector("th")?.textContent?.trim() === name,
    );
  const value = (name: string) => Number.parseFloat(row(name)?.querySelector("td")?.textContent ?? "");
  const stage = () => document.querySelector("[role=tabpanel]")?.textContent ?? "";
  // The stage names the step that its samples are from.
  const sampled = () => Number.parseInt(/step (\d+)/.exec(stage())?.[1] ?? "0", 10) > 0;
  const play = [...document.querySelectorAll("button")].find((button) => button.getAttribute("aria-label") === "Play");
  if (!play) throw new Error("there is no Play button");

  const lossBefore = value("Training");
  const start = performance.now();
  let firstLossMs = Number.NaN;
  let firstSampleMs = Number.NaN;
  play.click();
  await new Promise<void>((resolve) => {
    const look = () => {
      const elapsed = performance.now() - start;
      if (Number.isNaN(firstLossMs) && Number.isFinite(value("Training")) && value("Training") !== lossBefore) {
        firstLossMs = elapsed;
      }
      if (Number.isNaN(firstSampleMs) && sampled()) firstSampleMs = elapsed;
      if (elapsed < 10_000) requestAnimationFrame(look);
      else resolve();
    };
    requestAnimationFrame(look);
  });
  const clock = document.querySelector("[role=status][aria-live=off]")?.textContent ?? "";
  return {
    firstLossMs: Math.round(firstLossMs),
    firstSampleMs: Math.round(firstSampleMs),
    lossAfter10s: value("Training"),
    validationAfter10s: value("Validation"),
    trigram: value("Trigram"),
    stepsAfter10s: Number((/^[\d,]+/.exec(clock)?.[0] ?? "NaN").replaceAll(",", "")),
  };
}

async function visit(browser: Browser, address: string): Promise<OpeningFigures> {
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`${address}?backend=wasm#v=1&lang=en`);
    await page.getByRole("row", { name: "Trigram" }).waitFor({ timeout: 60_000 });
    // Everything that the page loads after its first paint has come, as it has for a person who looks before pressing.
    await page.waitForTimeout(1500);
    const [seen, { share, ...tasks }] = await watchMainThread(browser, page, () =>
      page.evaluate(watchTheFirstTenSeconds),
    );
    return { ...seen, mainThreadPercent: Math.round(100 * share), ...tasks };
  } finally {
    await page.close();
  }
}

const GOALS: Readonly<Record<keyof OpeningFigures, string>> = {
  firstLossMs: "≤ 2,000",
  firstSampleMs: "≤ 3,000",
  lossAfter10s: "",
  validationAfter10s: "below the trigram's",
  trigram: "",
  stepsAfter10s: "",
  mainThreadPercent: "≤ 25 of a core",
  longestTaskMs: "≤ 50 by the clock",
  tasksOver50Ms: "0",
  longestTaskCpuMs: "≤ 50 of processor time",
  tasksOver50CpuMs: "0",
};

/** Three visits, each in a fresh tab; prints the median of every figure. */
export async function benchOpening(browser: Browser, address: string): Promise<readonly OpeningFigures[]> {
  const runs: OpeningFigures[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await visit(browser, address));
  console.log(`\nThe first ten seconds after Play on wasm (median of ${RUNS} visits)`);
  for (const [figure, goal] of Object.entries(GOALS)) {
    const values = runs.map((run) => run[figure as keyof OpeningFigures]).sort((x, y) => x - y);
    console.log(`${figure.padEnd(20)} ${String(values[1]).padStart(8)}   ${goal}`);
  }
  return runs;
}
