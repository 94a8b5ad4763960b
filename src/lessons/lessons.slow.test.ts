import { afterAll, beforeAll, expect, it } from "vitest";
import { type Evidence, foundBy, holds } from "../app/state/lessons.ts";
import { withChanges } from "../catalog/change.ts";
import { modelValues, type RunConfig, section } from "../catalog/config.ts";
import { isLive } from "../catalog/parameters.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { randomStream } from "../core/random.ts";
import { finish } from "../core/sliced.ts";
import { domains } from "../domains/index.ts";
import { open } from "../families/recurrent/testing/fixture.ts";
import type { Condition } from "../schema/lesson.ts";
import type { Values } from "../schema/parameter.ts";
import type { TextSample } from "../schema/view.ts";
import { type BareRun, bareRun } from "../worker/testing/train.ts";
import { lessons } from "./index.ts";

beforeAll(() => open("wasm"));

/** One, unless more are asked for: `INKLING_SEEDS=1,2,3` also prints what each step found. */
const SEEDS = process.env.INKLING_SEEDS?.split(",").map(Number) ?? [42];

/** No step of a lesson waits longer. */
const PATIENCE = 2400;
/** What the predictions have to come to, by lesson. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  "first-steps": ["yes"],
  surprise: ["ten"],
  temperature: ["same"],
  counting: ["pairs"],
  "by-heart": ["apart"],
  optimizers: ["good"],
  "empty-code": ["nothing"],
  price: ["more", "rough"],
  critic: ["half", "stays"],
  collapse: ["few"],
  denoise: ["middle"],
  attention: ["sharp"],
  creative: ["many"],
};

it("every lesson has its truth here", () => {
  expect(Object.keys(FOUND)).toEqual(lessons.map(({ id }) => id));
});

let kept: { readonly run: BareRun; config: RunConfig } | undefined;
afterAll(() => kept?.run.built.dispose());

/** A run of this set-up. One of a lesson before that differs by live settings alone goes on, so that lessons share a training. */
async function runOf(config: RunConfig, fresh: boolean) {
  const changed = Object.keys(config).filter((key) => kept?.config[key] !== config[key]);
  if (!fresh && kept && changed.every((key) => isLive(config, key))) {
    kept.run.change(Object.fromEntries(changed.map((key) => [key, config[key]] as [string, never])));
    kept.config = config;
    return kept.run;
  }
  kept?.run.built.dispose();
  kept = undefined;
  const run = await bareRun(config);
  kept = { run, config };
  return run;
}

async function textsOf({ built }: BareRun, config: RunConfig): Promise<readonly TextSample[] | null> {
  const { model, dataset, domain, examples } = built;
  const request = {
    values: section(config, "sampling"),
    model: modelValues(config),
    stream: randomStream(Number(config.seed), "sampling"),
    known: (text: string) => domain.has?.(dataset, text) ?? false,
    examples,
  };
  let texts: readonly TextSample[] | null = null;
  for await (const view of model.sample(request, new AbortController().signal)) {
    if (view.kind === "text") texts = view.samples;
  }
  return texts;
}

/** Left to those who ask for seeds: it trains for a minute, to an alarm that a page test waits for as well. */
const DEAR = ["by-heart"];

const cases = SEEDS.flatMap((seed) =>
  lessons.flatMap((lesson) =>
    DEAR.includes(lesson.id) && !process.env.INKLING_SEEDS ? [] : [[lesson.id, seed, lesson] as const],
  ),
);

it.each(cases)(
  "%s: whoever does what it says sees what it says (seed %i)",
  async (id, seed, lesson) => {
    let { preset } = lesson;
    let config = withChanges(defaultConfig(preset), { ...lesson.changes, seed });
    let run = await runOf(config, false);
    let texts: readonly TextSample[] | null = null;

    const { dataset } = run.built;
    const fitting = domains[dataset.facts.domain.kind].baselines?.(dataset as never);
    const baselines = fitting ? finish(fitting) : [];
    /** A view is the page's to show. */
    const evidence = (): Evidence => ({
      step: run.built.trainer.step,
      preset,
      applied: config,
      alarms: new Set(run.standing().map((alarm) => alarm.id)),
      hasSeen: () => true,
      figure: (series) => run.latest[series] ?? null,
      baseline: (of) => baselines.find((baseline) => baseline.id === of)?.value ?? null,
      texts,
    });

    async function doWhat(conditions: readonly Condition[]): Promise<void> {
      const changes: Values = Object.fromEntries(
        conditions.flatMap((condition) => (condition.kind === "setup" ? [[condition.key, condition.value]] : [])),
      );
      const other = conditions.find((condition) => condition.kind === "preset");
      const before = config;
      if (other) preset = other.id;
      config = other ? withChanges(defaultConfig(preset), { seed }) : withChanges(config, changes);
      run = await runOf(
        config,
        Object.keys(config).some((key) => before[key] !== config[key] && !isLive(config, key)),
      );
    }

    const found: string[] = [];
    for (const step of lesson.steps) {
      if (!("until" in step)) continue;
      await doWhat(step.until);
      const writes = step.until.some(({ kind }) => kind === "texts");
      const reached = async () => {
        if (step.until.some((condition) => condition.kind !== "texts" && !holds(condition, evidence()))) return false;
        if (writes) texts = await textsOf(run, config);
        return step.until.every((condition) => holds(condition, evidence()));
      };
      const begun = run.built.trainer.step;
      while (!(await reached()) && run.built.trainer.step < begun + PATIENCE) await run.train(10);
      if (process.env.INKLING_SEEDS) report(`${id}/${step.id}`, seed, step.until, evidence());
      expect(await reached(), step.id).toBe(true);
      if (step.answers) {
        const right = foundBy(step, evidence());
        if (process.env.INKLING_SEEDS) {
          report(
            `${id}/${step.id} → ${right}`,
            seed,
            step.answers.choices.flatMap(({ when }) => when),
            evidence(),
          );
        }
        found.push(right ?? "");
      }
    }
    expect(found).toEqual(FOUND[id]);
  },
  300_000,
);

/** The numbers behind conditions, for whoever writes a lesson. */
function report(where: string, seed: number, conditions: readonly Condition[], evidence: Evidence): void {
  const numbers = conditions.flatMap((condition) => {
    if (condition.kind === "figure")
      return [`${condition.series} ${evidence.figure(condition.series)?.toPrecision(4)}`];
    if (condition.kind !== "texts") return [];
    const texts = evidence.texts ?? [];
    const counted =
      condition.share === "distinct" ? new Set(texts.map(({ text }) => text)) : texts.filter((t) => t.copied);
    return [`${condition.share} ${"size" in counted ? counted.size : counted.length} of ${texts.length}`];
  });
  process.stdout.write(`seed ${seed} ${where} step ${evidence.step}: ${[...new Set(numbers)].join(", ")}\n`);
}
