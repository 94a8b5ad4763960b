import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { type Answer, type Runner, trainAll } from "../../e2e/command/pool.ts";
import { fileOf, outcomeOf, planOf, tableOf } from "../../e2e/command/sweep.ts";
import type { DatasetFacts } from "../schema/domain.ts";

const LINK = "https://example.org/inkling/#preset=names-gru";
const plan = (...words: string[]) => planOf([LINK, ...words]);
const UNITS = ["--over", "model.units=32,64,128"] as const;

/** As a run answers at its end. */
const made = (loss: number, seconds = 1): Answer => ({
  kind: "made",
  made: { latest: { loss, "validation.loss": loss }, facts: {} as DatasetFacts, seconds },
});

describe("a sweep from the command line", () => {
  it("trains every combination, on all cores unless it is told", () => {
    const { cells, steps, jobs, out } = plan(...UNITS, "--over", "seed=1, 2", "--steps", "20", "--jobs", "3");
    expect(cells.map(({ values }) => values)).toEqual([
      ...[
        [32, 1],
        [32, 2],
        [64, 1],
        [64, 2],
        [128, 1],
        [128, 2],
      ],
    ]);
    expect([steps, jobs, out]).toEqual([20, 3, null]);
    expect(plan(...UNITS).jobs).toBeGreaterThan(0);
  });

  it.each([
    ["how it is used", [], /^Usage: npm run sweep/],
    ["a setting of another name", ["--over", "optimizer.learningRate=0.1"], /Did you mean training\.learningRate\?/],
    [
      "what a value would be corrected to",
      ["--over", "model.units=64,5000"],
      /5000 is out of its bounds \(16 to 1024\); .* 1024/,
    ],
    ["which choices there are", ["--over", "model.cell=gru,rnn"], /no value rnn: there are simple, lstm, gru/],
    ["that data is no axis", ["--over", "data.set=points"], /data\.set: runs on other data cannot be compared/],
    ["that a setting changes nothing", ["--over", "training.scheduleSteps=10,20"], /changes nothing/],
    ["what an axis looks like", ["--over", "model.units"], /KEY=VALUE,VALUE and not “model.units”/],
    ["which files there are", [...UNITS, "--out", "a.txt"], /FILE\.csv or a FILE\.json/],
    ["which figures there are", [...UNITS, "--by", "beauty"], /There are bitsPerCharacter, /],
    ["that steps are whole", [...UNITS, "--steps", "0"], /--steps takes a whole number/],
  ])("says %s", (_, words, said) => {
    expect(() => plan(...words)).toThrow(said);
  });

  it("says what it corrected in the link", () => {
    expect(planOf([`${LINK}&model.layers=9`, ...UNITS]).notes).toEqual([
      "model.layers 9 is out of its bounds (1 to 3); the set-up would have 3.",
    ]);
  });

  it("sorts by the figure, and puts what failed at the end with its reason", () => {
    const grid = plan(...UNITS);
    const failed: Answer = { kind: "failed", reason: "no longer finite by step 20" };
    const outcome = outcomeOf(
      grid,
      new Map([
        [0, failed],
        [1, made(2 * Math.LN2)],
        [2, made(Math.LN2, 2)],
      ]),
    );
    expect(outcome.figures[0]?.id).toBe("bitsPerCharacter");
    expect(outcome.rows.map(({ cell, values }) => [cell.values[0], values[0]])).toEqual([
      [128, 1],
      [64, 2],
      [32, null],
    ]);
    expect(tableOf(grid, outcome).split("\n")).toEqual([
      "model.units  bitsPerCharacter  perplexity  seconds",
      "128                      1.00        2.00      2.0",
      "64                       2.00        4.00      1.0",
      "32                          –           –        –  no longer finite by step 20",
    ]);
    const [head, best] = fileOf(grid, outcome, "csv").split("\n");
    expect(head).toBe("model.units,bitsPerCharacter,perplexity,steps,seconds,failed,link,loss,validation.loss");
    expect(best).toMatch(/^128,1,2,\d+,2,,#v=1&preset=names-gru/);
    expect(JSON.parse(fileOf(grid, outcome, "json"))[1]).toMatchObject({ "model.units": 64, bitsPerCharacter: 2 });
  });

  it("sorts by the figure that it was asked for", () => {
    const grid = plan(...UNITS, "--by", "perplexity");
    expect(outcomeOf(grid, new Map([[0, made(1)]])).figures.map(({ id }) => id)).toEqual([
      "perplexity",
      "bitsPerCharacter",
    ]);
  });
});

describe("runs on several processes", () => {
  /** Answers by the steps that it is told; dies where they are none. */
  class Fake extends EventEmitter {
    static started: Fake[] = [];
    trained: number[] = [];
    killed = false;
    send(order: { steps: number }): boolean {
      this.trained.push(order.steps);
      queueMicrotask(() => {
        if (order.steps === 0) return this.emit("exit", null, "SIGKILL");
        this.emit("message", { kind: "progress", step: 1 });
        return this.emit("message", made(order.steps));
      });
      return true;
    }
    kill(): boolean {
      this.killed = true;
      return true;
    }
  }
  const start = () => {
    const fake = new Fake();
    Fake.started.push(fake);
    return fake as unknown as Runner;
  };

  it("each get the next run when they are done, and one that died is replaced", async () => {
    const answers: [number, Answer["kind"]][] = [];
    const orders = [5, 0, 7, 8, 9].map((steps) => ({ config: {}, steps }));
    await trainAll(orders, 2, (at, { kind }) => answers.push([at, kind]), start);
    const ended = answers.filter(([, kind]) => kind !== "progress").sort(([a], [b]) => a - b);
    expect(ended).toEqual([
      [0, "made"],
      [1, "failed"],
      [2, "made"],
      [3, "made"],
      [4, "made"],
    ]);
    expect(Fake.started.flatMap(({ trained }) => trained).sort()).toEqual([0, 5, 7, 8, 9]);
    expect(Fake.started).toHaveLength(3);
    expect(Fake.started.filter(({ killed }) => killed)).toHaveLength(2);
  });
});
