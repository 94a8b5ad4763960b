import { describe, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { modelValues } from "../catalog/config.ts";
import { chosen, parametersOf, viewsOf } from "../catalog/parameters.ts";
import { defaultConfig, presetById } from "../catalog/presets.ts";
import { registry } from "../catalog/registry.ts";
import type { Condition } from "../schema/lesson.ts";
import { LANGUAGES } from "../schema/words.ts";
import { lessons, lessonWords } from "./index.ts";

const conditionsOf = (steps: (typeof lessons)[number]["steps"]): Condition[] =>
  steps.flatMap((step) =>
    "until" in step ? [...step.until, ...(step.answers?.choices.flatMap(({ when }) => when) ?? [])] : [],
  );

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))("the lesson %s", (id, lesson) => {
  const config = withChanges(defaultConfig(lesson.preset), lesson.changes ?? {});
  const { family, domain } = chosen(config);

  it("stands in the folder of its name, and opens a preset that is there", () => {
    expect(Object.keys(import.meta.glob("./*/lesson.ts"))).toContain(`./${id}/lesson.ts`);
    expect(presetById(lesson.preset)).toBeDefined();
    expect(lesson.minutes).toBeGreaterThanOrEqual(3);
    expect(lesson.minutes).toBeLessThanOrEqual(8);
    expect(new Set(lesson.steps.map((step) => step.id)).size).toBe(lesson.steps.length);
  });

  it("asks for nothing that its set-up lacks", () => {
    const reported = family.series(modelValues(config)).map(({ id }) => id);
    const series = new Set([...reported, "validation.squaredError", ...domain.metrics]);
    expect(Object.entries(lesson.changes ?? {}).filter(([key, value]) => config[key] !== value)).toEqual([]);
    for (const condition of conditionsOf(lesson.steps)) {
      if (condition.kind === "preset") expect(presetById(condition.id)).toBeDefined();
      if (condition.kind === "setup") expect(parametersOf(config).has(condition.key)).toBe(true);
      if (condition.kind === "view") expect(viewsOf(config).map((view) => view.id)).toContain(condition.view);
      if (condition.kind === "figure") expect([...series]).toContain(condition.series);
      if (condition.kind === "texts") expect(domain.view).toBe("text");
      if (condition.kind === "alarm") expect(condition.id).toMatch(/^\w+$/);
    }
    expect(Object.keys(registry.families)).toContain(family.id);
  });

  it("ends with a reason, and finds out what came of every prediction", () => {
    expect(lesson.steps.at(-1)?.kind).toBe("why");
    const predictions = lesson.steps.filter((step) => step.kind === "predict");
    expect(predictions.length).toBeGreaterThan(0);
    for (const prediction of predictions) {
      const answer = lesson.steps.find((step) => "answers" in step && step.answers?.prediction === prediction.id);
      const choices = answer && "answers" in answer ? answer.answers?.choices : undefined;
      expect(choices?.map(({ choice }) => choice).toSorted()).toEqual(prediction.choices.toSorted());
      expect(choices?.at(-1)?.when).toEqual([]);
    }
  });

  it.each(LANGUAGES)("has words for each of its steps and choices, and no others (%s)", (language) => {
    const { name, summary, steps } = lessonWords(id, language);
    expect([name, summary].every((text) => text.length > 3)).toBe(true);
    expect(Object.keys(steps)).toEqual(lesson.steps.map((step) => step.id));
    for (const step of lesson.steps) {
      const { text, choices, found } = steps[step.id] ?? { text: "" };
      expect(text.length).toBeGreaterThan(10);
      expect(Object.keys(choices ?? {})).toEqual(step.kind === "predict" ? step.choices : []);
      const answered = "answers" in step ? (step.answers?.choices ?? []) : [];
      expect(Object.keys(found ?? {})).toEqual(answered.map(({ choice }) => choice));
    }
  });
});
