import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { defaultConfig } from "../../catalog/presets.ts";
import type { Condition, Lesson } from "../../schema/lesson.ts";
import { createLessons, type Evidence, holds } from "./lessons.ts";
import type { State } from "./state.ts";

const evidence: Evidence = {
  step: 20,
  preset: "moons-vae",
  applied: defaultConfig("moons-vae"),
  alarms: new Set(["klCollapse"]),
  hasSeen: (view) => view === "map",
  figure: (series) => (series === "loss" ? 2 : null),
  baseline: (id) => (id === "bigram" ? 2.5 : null),
  texts: ["Aino", "Aino", "Eero", "Aino"].map((text) => ({
    text,
    confidence: [],
    copied: text === "Eero",
    promptLength: 0,
    finished: true,
  })),
};

describe("a condition", () => {
  it.each<[Condition, boolean]>([
    [{ kind: "step", at: 20 }, true],
    [{ kind: "step", at: 21 }, false],
    [{ kind: "preset", id: "moons-vae" }, true],
    [{ kind: "preset", id: "names-gru" }, false],
    [{ kind: "setup", key: "model.beta", value: 1 }, true],
    [{ kind: "setup", key: "model.beta", value: 2, order: "atMost" }, true],
    [{ kind: "setup", key: "model.beta", value: 2, order: "atLeast" }, false],
    [{ kind: "setup", key: "__proto__", value: 2 }, false],
    [{ kind: "view", view: "map" }, true],
    [{ kind: "view", view: "samples" }, false],
    [{ kind: "figure", series: "loss", below: { baseline: "bigram" } }, true],
    [{ kind: "figure", series: "loss", above: { baseline: "bigram" } }, false],
    [{ kind: "figure", series: "loss", below: { baseline: "unknown" } }, false],
    [{ kind: "figure", series: "loss", above: 1, below: 3 }, true],
    [{ kind: "figure", series: "never reported", below: 3 }, false],
    [{ kind: "texts", share: "distinct", below: 0.51, above: 0.49 }, true],
    [{ kind: "texts", share: "distinct", above: 0.5 }, false],
    [{ kind: "texts", share: "copied", above: 0.2, below: 0.3 }, true],
    [{ kind: "alarm", id: "klCollapse", stands: true }, true],
    [{ kind: "alarm", id: "overfitting", stands: false }, true],
    [{ kind: "alarm", id: "klCollapse", stands: false }, false],
  ])("%j is %s", (condition, expected) => {
    expect(holds(condition, evidence)).toBe(expected);
    expect(holds(condition, { ...evidence, applied: null })).toBe(false);
  });
});

it("says nothing of texts while none are written", () => {
  for (const texts of [null, []]) {
    expect(holds({ kind: "texts", share: "copied", below: 1 }, { ...evidence, texts })).toBe(false);
  }
});

const lesson: Lesson = {
  id: "tiny",
  order: 1,
  minutes: 3,
  preset: "moons-vae",
  steps: [
    { id: "look", kind: "watch", until: [{ kind: "step", at: 10 }] },
    { id: "guess", kind: "predict", choices: ["less", "more"] },
    {
      id: "find",
      kind: "see",
      until: [{ kind: "step", at: 30 }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "less", when: [{ kind: "alarm", id: "klCollapse", stands: true }] },
          { choice: "more", when: [] },
        ],
      },
    },
    { id: "why", kind: "why" },
  ],
};

function lessonOn(kept: string | null = null) {
  const app = createStore<State>(
    () =>
      ({
        step: 0,
        preset: "moons-vae",
        applied: defaultConfig("moons-vae"),
        phase: { kind: "playing" },
        alarms: [],
        view: "samples",
        facts: null,
        series: { latest: () => null },
      }) as unknown as State,
  );
  let text = kept;
  const storage = {
    get: () => text,
    set: (_: string, value: string) => {
      text = value;
    },
  };
  const made = createLessons(app, [lesson], storage);
  return { app, ...made, at: () => made.progress.getState(), kept: () => text };
}

describe("a lesson under way", () => {
  it("goes on when what a step waits for has happened, and by nothing else", () => {
    const { app, start, next, predict, at } = lessonOn();
    start(lesson);
    next();
    predict("less");
    expect(at()).toMatchObject({ at: 0, reached: false });
    app.setState({ step: 9 });
    next();
    expect(at().at).toBe(0);
    app.setState({ step: 10 });
    expect(at().reached).toBe(true);
    // What has happened has happened.
    app.setState({ step: 0 });
    next();
    expect(at()).toMatchObject({ at: 1, reached: false });
    predict("another");
    expect(at().reached).toBe(false);
    predict("more");
    next();
    app.setState({ step: 30, alarms: [{ id: "klCollapse", severity: "warning", step: 20, values: {}, remedies: [] }] });
    expect(at()).toMatchObject({ at: 2, reached: true, predicted: { guess: "more" }, found: { guess: "less" } });
    next();
    expect(at()).toMatchObject({ at: 3, reached: true });
    next();
    expect(at()).toMatchObject({ lesson: null, done: ["tiny"] });
  });

  it("is found again at its place after a reload, and what is damaged begins anew", () => {
    const first = lessonOn();
    first.start(lesson);
    first.app.setState({ step: 10 });
    first.next();
    expect(lessonOn(first.kept()).at()).toMatchObject({ lesson: "tiny", at: 1, reached: false });
    for (const kept of [
      "",
      "{",
      "null",
      '{"lesson":"tiny","at":99}',
      '{"lesson":"gone"}',
      '{"lesson":"tiny","at":"x"}',
      "[]",
    ]) {
      const found = lessonOn(kept).at();
      expect([null, "tiny"]).toContain(found.lesson);
      expect(found.at).toBe(0);
    }
  });

  it("can be left, and keeps what was done before", () => {
    const { start, leave, at } = lessonOn('{"done":["tiny", 3]}');
    start(lesson);
    leave();
    expect(at()).toMatchObject({ lesson: null, done: ["tiny"] });
  });
});
