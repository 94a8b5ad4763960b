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
  /** Of the page's main thread: by the clock, and by the processor time of the thread itself, which other programs don't touch. */
  readonly longestTaskMs: number;
  readonly tasksOver50Ms: number;
  readonly longestTaskCpuMs: number;
  readonly tasksOver50CpuMs: number;
}

type SeenByPage = Omit<PageFigures, "longestTaskMs" | "tasksOver50Ms" | "longestTaskCpuMs" | "tasksOver50CpuMs">;

const RUNS = 3;
const PORT = Number(process.env.INKLING_PORT ?? 4183);

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

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and of the thread's own processor time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the page's main thread in a Chromium trace. */
function mainThreadTasks(trace: Buffer) {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const tasks = traceEvents.filter(({ name, ph }) => ph === "X" && name === "RunTask");
  const mains = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(key));
  // The playground's renderer is the one whose main thread did most; a browser keeps a spare one.
  const busy = new Map<string, TraceEvent[]>();
  for (const task of tasks.filter((each) => mains.has(key(each)))) {
    busy.set(key(task), [...(busy.get(key(task)) ?? []), task]);
  }
  const [longest = []] = [...busy.values()].sort((a, b) => b.length - a.length);
  const wall = longest.map(({ dur = 0 }) => dur / 1000);
  const cpu = longest.map(({ tdur = 0 }) => tdur / 1000);
  return {
    longestTaskMs: Math.round(Math.max(0, ...wall)),
    tasksOver50Ms: wall.filter((ms) => ms > 50).length,
    longestTaskCpuMs: Math.round(Math.max(0, ...cpu)),
    tasksOver50CpuMs: cpu.filter((ms) => ms > 50).length,
  };
}

async function once(browser: Browser): Promise<PageFigures> {
  const page: Page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`http://localhost:${PORT}/?backend=wasm#v=1&lang=en`);
    await page.getByRole("row", { name: "Trigram" }).waitFor({ timeout: 60_000 });
    // Everything that the page loads after its first paint has come, as it has for a person who looks before pressing.
    await page.waitForTimeout(1500);
    await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
    const seen = await page.evaluate(watchTheFirstTenSeconds);
    return { ...seen, ...mainThreadTasks(await browser.stopTracing()) };
  } finally {
    await page.close();
  }
}

/** Three visits, each in a fresh tab; the median of every figure. */
export async function bench(): Promise<{ readonly machine: string; readonly runs: readonly PageFigures[] }> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  // Whoever ran Vite in this process before may have left it in development, which React would be built for.
  process.env.NODE_ENV = "production";
  await build({ logLevel: "error", mode: "production" });
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
      longestTaskMs: "≤ 50 by the clock",
      tasksOver50Ms: "0",
      longestTaskCpuMs: "≤ 50 of processor time",
      tasksOver50CpuMs: "0",
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
