import { describe, expect, it } from "vitest";
import { withChanges } from "./change.ts";
import { parametersOf, viewsOf } from "./parameters.ts";
import { defaultConfig, presets, triesOf } from "./presets.ts";

describe("what there is to try", () => {
  it.each(presets.map(({ id }) => id))("%s has three things, each with an id of its own", (preset) => {
    const ids = triesOf(preset).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  it.each(presets.map(({ id }) => id))(
    "%s has the views and takes the values that are proposed, as they are",
    (preset) => {
      const config = defaultConfig(preset);
      for (const { does } of triesOf(preset)) {
        if (does.kind === "view") {
          expect(viewsOf(config).map(({ id }) => id)).toContain(does.view);
          continue;
        }
        const changed = withChanges(config, does.changes);
        for (const [key, value] of Object.entries(does.changes)) {
          expect([...parametersOf(changed).keys()]).toContain(key);
          expect(changed[key]).toBe(value);
          expect(config[key]).not.toBe(value);
        }
      }
    },
  );

  it("is nothing for a preset that does not exist, and none that every object has", () => {
    expect(triesOf("constructor")).toEqual([]);
  });
});
