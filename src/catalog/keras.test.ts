import { expect, it } from "vitest";
import { withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { kerasProgram } from "./keras.ts";
import { defaultConfig } from "./presets.ts";
import { describePrograms, factsOf, parsePython } from "./testing/programs.ts";

const filesOf = (config: RunConfig) => kerasProgram(config, factsOf(config))?.files ?? null;

describePrograms(filesOf, (id) => `./testing/keras/${id}.py`, "oneOfEach");
parsePython(filesOf);

it("a rate is no whole number, which Keras takes for none", () => {
  const config = withChanges(defaultConfig("names-gru"), { "training.optimizer": "gradient-descent" });
  expect(config["training.learningRate"]).toBe(1);
  expect(filesOf(config)?.["train.py"]).toContain("RATE = 1.0  #");
});
