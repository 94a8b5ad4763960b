import { afterEach, beforeAll, expect, it } from "vitest";
import { type Evidence, foundBy, holds } from "../app/state/lessons.ts";
import { withChanges } from "../catalog/change.ts";
import { isLive } from "../catalog/parameters.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { finish } from "../core/sliced.ts";
import { domains } from "../domains/index.ts";
import { open } from "../families/recurrent/testing/fixture.ts";
import type { Condition } from "../schema/lesson.ts";
import type { Values } from "../schema/parameter.ts";
import { type BareRun, bareRun } from "../worker/testing/train.ts";
import { lessons } from "./index.ts";

beforeAll(() => open("wasm"));

let run: BareRun | undefined;
afterEach(() => {
  run?.built.dispose();
  run = undefined;
});

/** No step of a lesson waits longer. */
const PATIENCE = 2400;
/** What a prediction has to come to, by lesson. */
const FOUND = { "first-steps": "yes", "by-heart": "apart", "empty-code": "nothing", collapse: "few" };

it("every lesson has its truth here", () => {
  expect(Object.keys(FOUND).toSorted()).toEqual(lessons.map(({ id }) => id).toSorted());
});

it.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  "%s: whoever does what it says sees what it says",
  async (id, lesson) => {
    let preset = lesson.preset;
    let config = defaultConfig(preset);
    run = await bareRun(config);

    const { dataset } = run.built;
    const fitting = domains[dataset.facts.domain.kind].baselines?.(dataset as never);
    const baselines = fitting ? finish(fitting) : [];
    /** A view is the page's to show. */
    const evidence = (now: BareRun): Evidence => ({
      step: now.built.trainer.step,
      preset,
      applied: config,
      alarms: new Set(now.standing().map((alarm) => alarm.id)),
      hasSeen: () => true,
      figure: (series) => now.latest[series] ?? null,
      baseline: (of) => baselines.find((baseline) => baseline.id === of)?.value ?? null,
    });

    async function doWhat(conditions: readonly Condition[]): Promise<void> {
      const changes: Values = Object.fromEntries(
        conditions.flatMap((condition) => (condition.kind === "setup" ? [[condition.key, condition.value]] : [])),
      );
      const other = conditions.find((condition) => condition.kind === "preset");
      const next = other ? defaultConfig(other.id) : withChanges(config, changes);
      const changed = Object.keys(next).filter((key) => next[key] !== config[key]);
      if (other) preset = other.id;
      const structural = changed.some((key) => !isLive(config, key));
      config = next;
      if (structural) {
        run?.built.dispose();
        run = await bareRun(config);
      } else run?.change(changes);
    }

    const found: Record<string, string | null> = {};
    for (const step of lesson.steps) {
      if (!("until" in step)) continue;
      await doWhat(step.until);
      const now = run;
      const reached = () => step.until.every((condition) => holds(condition, evidence(now)));
      const begun = now.built.trainer.step;
      while (!reached() && now.built.trainer.step < begun + PATIENCE) await now.train(10);
      expect(reached(), step.id).toBe(true);
      if (step.answers) found[step.answers.prediction] = foundBy(step, evidence(now));
    }
    expect(Object.values(found)).toEqual([FOUND[id as keyof typeof FOUND]]);
  },
  300_000,
);
