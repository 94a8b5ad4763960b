/** A grid of short runs, queued over as many workers as the machine has cores and memory for. */
import { createStore } from "zustand/vanilla";
import type { RunConfig } from "../../../catalog/config.ts";
import { cellsOf, figuresOfCells } from "../../../catalog/sweep.ts";
import type { Sweep as SweepSetup } from "../../../catalog/sweepLink.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { RunBeside } from "../beside.ts";
import { bytesOf, type Machine, room } from "../race/race.ts";
import type { PastRun, State } from "../state.ts";

const STOP_AT = "training.stopAt";
/** Bytes of what runs have learned that are held, so that one can be gone on with; beyond, a cell opens its set-up anew. */
const KEPT_BYTES = 200e6;

/** What became of a cell. */
export type Outcome = "waits" | "trains" | "done" | "stopped";

export interface SweptCell {
  readonly values: readonly ParameterValue[];
  readonly config: RunConfig;
  readonly outcome: Outcome;
  readonly step: number;
  /** By series, as they were last reported; empty before. */
  readonly latest: Readonly<Record<string, number>>;
  /** What it has learned, once it is through. */
  readonly past: PastRun | null;
}

export interface SweepState {
  readonly playing: boolean;
  readonly cells: readonly SweptCell[];
}

export interface SweepOptions {
  /** The page's state as the sweep begins. */
  readonly page: State;
  readonly runBeside: RunBeside;
  readonly config: RunConfig;
  readonly sweep: SweepSetup;
  readonly machine: Machine;
}

export type Sweep = ReturnType<typeof createSweep>;

/** One worker, which takes one cell after the other. */
interface Slot {
  readonly run: ReturnType<RunBeside>;
  /** The place of the cell that it has open. */
  at: number | null;
}

export function createSweep({ page, runBeside, config, sweep, machine }: SweepOptions) {
  const cells = cellsOf(config, sweep.axes);
  const workers = Math.min(cells.length, Math.max(1, machine.cores));
  const dearest = cells.map((cell) => bytesOf(cell.config, page)).sort((a, b) => b - a);
  const memory = room(dearest.slice(0, workers), machine);
  const threads = 1;
  const store = createStore<SweepState>(() => ({
    playing: false,
    cells: cells.map((cell) => ({ ...cell, outcome: "waits", step: 0, latest: {}, past: null })),
  }));
  const { getState: get, setState: set } = store;
  const slots: Slot[] = [];
  let kept = 0;
  let closed = false;

  const put = (at: number, change: Partial<SweptCell>): void =>
    set({ cells: get().cells.map((cell, i) => (i === at ? { ...cell, ...change } : cell)) });

  function addSlot(): Slot {
    const run = runBeside(page, config, threads);
    const slot: Slot = { run, at: null };
    run.session.want(page.backend?.kind ?? "wasm");
    run.store.subscribe(() => look(slot));
    slots.push(slot);
    return slot;
  }

  /** What has become of the cell that a worker has open. */
  function look(slot: Slot): void {
    const { at, run } = slot;
    if (at === null || closed) return;
    const { step, series, phase, fault } = run.store.getState();
    if (step !== get().cells[at]?.step) put(at, { step, latest: series.values() });
    const finished = phase.kind === "finished" ? phase.why : null;
    if (!finished && !fault) return;
    slot.at = null;
    const outcome = fault || finished === "alarm" ? "stopped" : "done";
    put(at, { outcome, step, latest: series.values() });
    void take(slot, at).then(() => next(slot));
  }

  /** What it has learned, as a run of its own, without the end that the sweep set it. */
  async function take({ run }: Slot, at: number): Promise<void> {
    const cell = get().cells[at];
    if (cell?.outcome !== "done") return;
    const checkpoint = await run.session.checkpoint();
    if (!checkpoint || kept + checkpoint.bytes > KEPT_BYTES) return;
    kept += checkpoint.bytes;
    const { step, elapsedMs, series, timeline, marks, backend: used } = run.store.getState();
    const { id, preset, backend: wanted } = run.session.run;
    const past: PastRun = {
      ...{ id, preset, config: cell.config, step, elapsedMs, timeline, marks, backend: used?.kind ?? wanted },
      ...{ series: series.snapshot(), checkpoint },
    };
    put(at, { past });
  }

  /** Has a worker that is free take the next cell. */
  async function next(slot: Slot): Promise<void> {
    if (closed || !get().playing || slot.at !== null) return;
    const at = get().cells.findIndex(({ outcome }) => outcome === "waits");
    if (at < 0) {
      if (slots.every((each) => each.at === null)) set({ playing: false });
      return;
    }
    const cell = get().cells[at] as SweptCell;
    put(at, { outcome: "trains" });
    const asked = { ...cell.config, [STOP_AT]: sweep.steps };
    slot.run.store.setState({ config: asked });
    const opened = slot.run.session.open({ config: asked, preset: page.preset, play: true });
    // Until the call was made the run before stood there, at its end.
    slot.at = at;
    await opened;
  }

  return {
    store,
    setup: sweep,
    machine,
    /** How many are trained at a time. */
    workers: Math.min(workers, Math.max(1, memory.fits)),
    figures: (facts: State["facts"]): readonly FigureSpec[] => figuresOfCells(cells, sweep.axes, facts),
    play(): void {
      if (closed || get().cells.every(({ outcome }) => outcome === "done" || outcome === "stopped")) return;
      set({ playing: true });
      while (slots.length < Math.min(workers, Math.max(1, memory.fits))) addSlot();
      for (const slot of slots) void (slot.at === null ? next(slot) : slot.run.session.play());
    },
    async pause(): Promise<void> {
      set({ playing: false });
      await Promise.all(slots.map(({ at, run }) => (at === null ? undefined : run.session.pause())));
    },
    /** Ends every run and its worker. */
    close(): void {
      closed = true;
      for (const { run } of slots) run.session.close();
    },
  };
}

/** The best cell by a figure among those that are through; `null` before there is one. */
export function bestCell(
  cells: readonly SweptCell[],
  { of, better }: Pick<FigureSpec, "of" | "better">,
): number | null {
  const sign = better === "more" ? -1 : 1;
  let best: { readonly at: number; readonly value: number } | null = null;
  for (const [at, { outcome, latest }] of cells.entries()) {
    const value = outcome === "done" ? of(latest) : null;
    if (value === null || !Number.isFinite(value)) continue;
    if (!best || sign * value < sign * best.value) best = { at, value };
  }
  return best?.at ?? null;
}
