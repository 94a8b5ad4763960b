import type { RunConfig } from "./config.ts";
import { kerasProgram } from "./keras.ts";
import { describePrograms, factsOf, parsePython } from "./testing/programs.ts";

const filesOf = (config: RunConfig) => kerasProgram(config, factsOf(config))?.files ?? null;

describePrograms(filesOf, (id) => `./testing/keras/${id}.py`, "oneOfEach");
parsePython(filesOf);
