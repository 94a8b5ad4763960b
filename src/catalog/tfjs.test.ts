import { parseAst } from "vite";
import { expect, it } from "vitest";
import { programText } from "../export/program/template.ts";
import type { RunConfig } from "./config.ts";
import { defaultConfig } from "./presets.ts";
import { registry } from "./registry.ts";
import { describePrograms, factsOf } from "./testing/programs.ts";
import { tfjsProgram } from "./tfjs.ts";

const filesOf = (config: RunConfig) => tfjsProgram(config, factsOf(config))?.files ?? null;

/** In JavaScript `null` is a word of its own behind these. */
const TRACES = /undefined|NaN|(?<!(=|\?|:) )null|\$\{|⟦|\/\/@|\[object/;

describePrograms(filesOf, (id) => `./testing/tfjs/${id}.txt`, "oneOfEach", TRACES);

it.each(registry.presets.map(({ id }) => id))("the program of %s is read as modules", (id) => {
  for (const source of Object.values(filesOf(defaultConfig(id)) ?? {})) {
    expect(parseAst(programText(source)).body.length).toBeGreaterThan(1);
  }
});
