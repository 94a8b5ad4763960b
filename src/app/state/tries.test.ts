import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig, triesOf } from "../../catalog/presets.ts";
import type { Try } from "../../schema/preset.ts";
import type { State } from "./state.ts";
import { isDone, watchTries } from "./tries.ts";

type Run = Parameters<typeof isDone>[1];

const preset = "names-gru";
const config = defaultConfig(preset);
const run: Run = {
  preset,
  applied: config,
  step: 20,
  view: "samples",
  phase: { kind: "playing" },
  textViews: {},
  placeViews: {},
  samples: { step: 0, view: { kind: "text", samples: [] }, finished: true },
  probes: null,
};
const named = (of: string, id: string): Try => {
  const found = triesOf(of).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe("whether something was tried", () => {
  it("takes any label for a label, and a number as far as was proposed or farther", () => {
    expect(isDone(named(preset, "italian"), run)).toBe(false);
    expect(isDone(named(preset, "italian"), { ...run, applied: withChanges(config, { "sampling.label": "fi" }) })).toBe(
      true,
    );
    expect(
      isDone(named(preset, "wild"), { ...run, applied: withChanges(config, { "sampling.temperature": 1.5 }) }),
    ).toBe(false);
    expect(isDone(named(preset, "wild"), { ...run, applied: withChanges(config, { "sampling.temperature": 2 }) })).toBe(
      true,
    );
  });

  it("counts a change of the training only once the run has it and trains with it", () => {
    const applied = withChanges(config, { "training.learningRate": 1 });
    expect(isDone(named(preset, "break"), { ...run, applied, step: 0 })).toBe(false);
    expect(isDone(named(preset, "break"), { ...run, applied })).toBe(true);
  });

  it("counts a view once the worker has answered it", () => {
    const look = named("names-lstm", "hidden");
    const seen = { ...run, preset: "names-lstm", applied: defaultConfig("names-lstm"), view: "hidden" };
    expect(isDone(look, seen)).toBe(false);
    const answer = { step: 20, text: "Ada", view: { kind: "text", samples: [] } as const };
    expect(isDone(look, { ...seen, textViews: { hidden: answer } })).toBe(true);
  });

  it("keeps what was done, also when the page goes elsewhere", () => {
    const store = createStore<State>(() => run as State);
    const tried = watchTries(store);
    expect([...tried.getState()]).toEqual([]);
    store.setState({ applied: withChanges(config, { "sampling.label": "it" }) });
    store.setState({ applied: config });
    expect([...tried.getState()]).toEqual(["names-gru/italian"]);
  });
});
