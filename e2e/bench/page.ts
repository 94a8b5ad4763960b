import { cpus } from "node:os";
import { type Browser, chromium, type Page } from "playwright";
import { build, preview } from "vite";
import { findBrowser, quietArguments } from "../../.config/browser.ts";

/** What a visitor waits for after pressing Play on wasm, and how free the page's main thread stays. */
export interface PageFigures {
  readonly firstLossMs: number;
  readonly firstSampleMs: number;
  readonly lossAfter10s: number;
  readonly validationAfter10s: number;
  readonly trigram: number;
  readonly stepsAfter10s: number;
  readonly longestTaskMs: number;
  readonly tasksOver50Ms: number;
}

const RUNS = 3;
const PORT = 4183;

/** Runs in the page: watches the loss table and the stage once a frame from the press on Play. */
async function watchTheFirstTenSeconds(): Promise<PageFigures> {
  const row = (name: string) =>
    [...document.querySelectorAll("figure table tr")].find(
      (tr) => tr.querySelector("th")?.textContent?.trim() === name,
    );
  const value = (name: string) => Number.parseFloat(row(name)?.querySelector("td")?.textContent ?? "");
  const stage = () => document.querySelector("[role=tabpanel]")?.textContent ?? "";
  const play = [...document.querySelectorAll("button")].find((button) => button.getAttribute("aria-label") === "Play");
  if (!play) throw new Error("there is no Play button");

  const before = stage();
  const lossBefore = value("Training");
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ entryTypes: ["longtask"] });
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
      if (Number.isNaN(firstSampleMs) && stage() !== before) firstSampleMs = elapsed;
      if (elapsed < 10_000) requestAnimationFrame(look);
      else resolve();
    };
    requestAnimationFrame(look);
  });
  observer.disconnect();
  const clock = document.querySelector("[role=status][aria-live=off]")?.textContent ?? "";
  return {
    firstLossMs: Math.round(firstLossMs),
    firstSampleMs: Math.round(firstSampleMs),
    lossAfter10s: value("Training"),
    validationAfter10s: value("Validation"),
    trigram: value("Trigram"),
    stepsAfter10s: Number((/^[\d,]+/.exec(clock)?.[0] ?? "NaN").replaceAll(",", "")),
    longestTaskMs: Math.round(Math.max(0, ...tasks)),
    tasksOver50Ms: tasks.length,
  };
}

async function once(browser: Browser): Promise<PageFigures> {
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`http://localhost:${PORT}/?backend=wasm#v=1&lang=en`);
    await page.getByRole("row", { name: "Trigram" }).waitFor({ timeout: 60_000 });
    // Everything that the page loads after its first paint has come, as it has for a person who looks before pressing.
    await page.waitForTimeout(1500);
    return await page.evaluate(watchTheFirstTenSeconds);
  } finally {
    await page.close();
  }
}

/** Three visits, each in a fresh tab; the median of every figure. */
export async function bench(): Promise<{ readonly machine: string; readonly runs: readonly PageFigures[] }> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  await build({ logLevel: "error" });
  const server = await preview({ preview: { port: PORT, strictPort: true, host: "localhost" }, logLevel: "error" });
  const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments] });
  try {
    const runs: PageFigures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await once(browser));
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Chromium ${browser.version()}`;
    console.log(`\nThe first ten seconds after Play on wasm (${machine}; median of ${RUNS} visits)`);
    const goals: Record<keyof PageFigures, string> = {
      firstLossMs: "≤ 2,000",
      firstSampleMs: "≤ 3,000",
      lossAfter10s: "",
      validationAfter10s: "below the trigram's",
      trigram: "",
      stepsAfter10s: "",
      longestTaskMs: "≤ 50",
      tasksOver50Ms: "0",
    };
    for (const [figure, goal] of Object.entries(goals)) {
      const values = runs.map((run) => run[figure as keyof PageFigures]).sort((a, b) => a - b);
      console.log(`${figure.padEnd(20)} ${String(values[1]).padStart(8)}   ${goal}`);
    }
    return { machine, runs };
  } finally {
    await browser.close();
    await server.close();
  }
}
