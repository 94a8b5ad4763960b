/** Runs handed out to processes, one at a time to each. */
import { type ChildProcess, fork } from "node:child_process";
import type { RunConfig } from "../../src/catalog/config.ts";
import { InklingError } from "../../src/core/errors.ts";
import type { DatasetFacts } from "../../src/schema/domain.ts";
import { open } from "./backend.ts";
import { dataOf, measure, trainSteps } from "./run.ts";

export interface Order {
  readonly config: RunConfig;
  readonly steps: number;
}

export interface Made {
  /** Where the run stands at its end: the last losses, those on the validation part, and figures of samples. */
  readonly latest: Readonly<Record<string, number>>;
  readonly facts: DatasetFacts;
  readonly seconds: number;
}

export type Answer =
  | { readonly kind: "progress"; readonly step: number }
  | { readonly kind: "made"; readonly made: Made }
  | { readonly kind: "failed"; readonly reason: string };

/** What the pool needs of a process. */
export type Runner = Pick<ChildProcess, "send" | "on" | "kill">;

/** A process of this command that trains what it is sent, until nobody is there to send. */
export const startRunner = (): Runner =>
  fork(new URL("../../.config/command.mjs", import.meta.url), ["runs"], {
    serialization: "advanced",
    // Not the flags of whoever runs this, a test's among them.
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

/**
 * Trains all of them, `jobs` at a time; `onAnswer` hears of each by its number. A process that dies has failed its run, and another takes
 * its place.
 */
export async function trainAll(
  orders: readonly Order[],
  jobs: number,
  onAnswer: (at: number, answer: Answer) => void,
  start: () => Runner = startRunner,
): Promise<void> {
  const waiting = [...orders.entries()];
  async function work(): Promise<void> {
    let runner: ReturnType<typeof listenTo> | null = null;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, order] = next;
      runner ??= listenTo(start());
      await runner.train(order, (answer) => onAnswer(at, answer));
      if (!runner.alive()) runner = null;
    }
    runner?.end();
  }
  await Promise.all(Array.from({ length: Math.min(jobs, orders.length) }, work));
}

function listenTo(runner: Runner) {
  let alive = true;
  let hear: (answer: Answer) => void = () => {};
  runner.on("message", (message) => hear(message as Answer));
  runner.on("exit", (code, signal) => {
    alive = false;
    hear({ kind: "failed", reason: `its process ended (${signal ?? code})` });
  });
  return {
    alive: () => alive,
    end: () => runner.kill(),
    /** Resolves once the run has ended. */
    train: (order: Order, onAnswer: (answer: Answer) => void): Promise<void> =>
      new Promise((resolve) => {
        hear = (answer) => {
          onAnswer(answer);
          if (answer.kind === "progress") return;
          hear = () => {};
          resolve();
        };
        runner.send(order);
      }),
  };
}

/** What a runner does: trains what it is sent. Ends when whoever sends is gone. */
export async function serveRuns(): Promise<number> {
  await open("wasm");
  let data: { readonly key: string; readonly dataset: ReturnType<typeof dataOf> } | null = null;
  const answer = (message: Answer) => process.send?.(message);
  async function make({ config, steps }: Order): Promise<void> {
    const key = JSON.stringify(Object.entries(config).filter(([name]) => name.startsWith("data.")));
    if (data?.key !== key) data = { key, dataset: dataOf(config) };
    const start = performance.now();
    const dataset = await data.dataset;
    let latest: Readonly<Record<string, number>> = {};
    const { built } = await trainSteps(config, dataset, steps, (step, losses) => {
      latest = losses;
      if (!Object.values(losses).every(Number.isFinite)) throw new InklingError("notFinite", { step });
      answer({ kind: "progress", step });
    });
    latest = { ...latest, ...(await measure(built, config)) };
    built.dispose();
    answer({ kind: "made", made: { latest, facts: dataset.facts, seconds: (performance.now() - start) / 1000 } });
  }
  process.on("message", (order) => {
    make(order as Order).catch((error: unknown) => {
      const diverged = error instanceof InklingError && error.code === "notFinite";
      const reason = diverged ? `no longer finite by step ${error.values.step}` : String(error);
      answer({ kind: "failed", reason });
    });
  });
  await new Promise((resolve) => process.on("disconnect", resolve));
  return 0;
}
