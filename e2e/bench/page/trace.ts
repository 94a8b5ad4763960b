import type { Browser, Page } from "playwright";

/** What a page's main thread did while it was watched; times in milliseconds. */
export interface MainThread {
  /** The part of one core that it took, by its own processor time, which other programs don't touch. */
  readonly share: number;
  /** By the clock, and by the processor time of the thread itself. */
  readonly longestTaskMs: number;
  readonly tasksOver50Ms: number;
  readonly longestTaskCpuMs: number;
  readonly tasksOver50CpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and of the thread's own processor time. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Does something with a page and watches its main thread meanwhile. */
export async function watchMainThread<T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<[T, MainThread]> {
  // Tasks alone: the tools' own timeline costs the page a quarter more.
  await browser.startTracing(page, { categories: ["toplevel"] });
  const result = await work();
  return [result, mainThreadTasks(await browser.stopTracing())];
}

/** The tasks of the page's main thread in a Chromium trace. */
function mainThreadTasks(trace: Buffer): MainThread {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const tasks = traceEvents.filter(({ name, ph }) => ph === "X" && name === "ThreadControllerImpl::RunTask");
  const mains = new Set(traceEvents.filter(({ args }) => args?.name === "CrRendererMain").map(key));
  // The playground's renderer is the one whose main thread did most; a browser keeps a spare one.
  const busy = new Map<string, TraceEvent[]>();
  for (const task of tasks.filter((each) => mains.has(key(each)))) {
    busy.set(key(task), [...(busy.get(key(task)) ?? []), task]);
  }
  const [longest = []] = [...busy.values()].sort((a, b) => b.length - a.length);
  const wall = longest.map(({ dur = 0 }) => dur / 1000);
  const cpu = longest.map(({ tdur = 0 }) => tdur / 1000);
  const from = longest.reduce((least, { ts }) => Math.min(least, ts), Number.POSITIVE_INFINITY) / 1000;
  const to = longest.reduce((most, { ts, dur = 0 }) => Math.max(most, ts + dur), 0) / 1000;
  return {
    share: cpu.reduce((sum, ms) => sum + ms, 0) / Math.max(1, to - from),
    longestTaskMs: Math.round(Math.max(0, ...wall)),
    tasksOver50Ms: wall.filter((ms) => ms > 50).length,
    longestTaskCpuMs: Math.round(Math.max(0, ...cpu)),
    tasksOver50CpuMs: cpu.filter((ms) => ms > 50).length,
  };
}
