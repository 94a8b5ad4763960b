import type { RunConfig } from "./config.ts";
import { describePrograms, factsOf, parsePython } from "./testing/programs.ts";
import { torchProgram } from "./torch.ts";

const filesOf = (config: RunConfig) => torchProgram(config, factsOf(config))?.files ?? null;

describePrograms(filesOf, (id) => `./testing/torch/${id}.py`, "all");
parsePython(filesOf);
