import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { withChanges } from "../../src/catalog/change.ts";
import { defaultConfig, presets } from "../../src/catalog/presets.ts";
import { openBackend } from "../../src/engine/index.ts";
import { bareRun } from "../../src/worker/testing/train.ts";
import { endOf } from "./quality/ends.ts";
import { figuresOf, holds } from "./quality/figures.ts";
import { type Outcome, rowsOf, withRows } from "./quality/table.ts";

const FILE = new URL("./QUALITY.md", import.meta.url);
const ids = presets.map(({ id }) => id);

interface Options {
  readonly presets: readonly string[];
  readonly seeds: number;
  /** Trains so many steps and writes no file: to see where a preset stands on its way. */
  readonly steps: number | undefined;
}

/** @throws Error where a preset is not known, or a number is none. */
function optionsOf(words: readonly string[]): Options {
  const rest = [...words];
  const count = (name: string) => {
    const at = rest.indexOf(name);
    if (at < 0) return undefined;
    const value = Number(rest.splice(at, 2)[1]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes a whole number from 1 on`);
    return value;
  };
  const [seeds = 3, steps] = [count("--seeds"), count("--steps")];
  for (const word of rest)
    if (!ids.includes(word)) throw new Error(`there is no preset ${word}; there are ${ids.join(", ")}`);
  return { presets: rest.length > 0 ? rest : ids, seeds, steps };
}

async function trainOnce(preset: string, offset: number, steps: number): Promise<Outcome> {
  const own = defaultConfig(preset);
  const seed = Number(own.seed) + offset;
  const config = withChanges(own, { seed });
  const start = performance.now();
  const run = await bareRun(config);
  await run.train(steps);
  const seconds = (performance.now() - start) / 1000;
  const figures = await figuresOf(preset, run, config);
  run.built.dispose();
  return { seed, seconds, figures };
}

/** Trains presets to their ends and writes what came of it; answers whether every figure reached its baseline from every seed. */
async function quality(words: readonly string[]): Promise<boolean> {
  const options = optionsOf(words);
  const fail = (fault: object) => {
    throw new Error(JSON.stringify(fault));
  };
  await openBackend("wasm", { onFault: fail, onLost: fail });
  let good = true;
  for (const preset of options.presets) {
    const steps = options.steps ?? endOf(preset, defaultConfig(preset));
    const outcomes: Outcome[] = [];
    for (let offset = 0; offset < options.seeds; offset++) outcomes.push(await trainOnce(preset, offset, steps));
    good &&= outcomes.every(({ figures }) => figures.every(holds));
    const rows = rowsOf(preset, steps, outcomes, new Date().toISOString().slice(0, 10));
    console.log(rows.join("\n"));
    if (options.steps !== undefined) continue;
    const text = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
    writeFileSync(FILE, withRows(text, ids, preset, rows));
  }
  return good;
}

// At once: the code that a backend loads later has to come while this module is being loaded.
export const allHold = await quality(process.argv.slice(2));
