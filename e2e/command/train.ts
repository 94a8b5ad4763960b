/** Training from the command line. */
import { writeFile } from "node:fs/promises";
import { checkpointFile } from "../../src/catalog/project.ts";
import { InklingError } from "../../src/core/errors.ts";
import { takeSnapshot } from "../../src/training/checkpoint.ts";
import { BACKENDS, type Backend, open } from "./backend.ts";
import { dataOf, type Losses, trainSteps } from "./run.ts";
import { bar, commandLine, setupOf, stepsOf, UsageError } from "./words.ts";

export interface Trained {
  readonly losses: Losses;
  /** `null` where the set-up has no form that could be written. */
  readonly file: Uint8Array | null;
}

/**
 * Trains a link's set-up on wasm, unless told another backend, for so many steps, those of its stop condition where it is told none.
 * `onRound` hears of the losses. Throws an `InklingError` where the data is not to be had or a number is no longer finite.
 */
export async function train(
  link: string,
  steps: number | null,
  onRound: (made: number, all: number, latest: Readonly<Record<string, number>>) => void = () => {},
  backend: Backend = "wasm",
): Promise<Trained> {
  const { config } = setupOf(link);
  const all = stepsOf(config, steps);
  await open(backend);
  const dataset = await dataOf(config);
  const { built, losses } = await trainSteps(config, dataset, all, (made, latest) => onRound(made, all, latest));
  const { trainer } = built;
  const snapshot = await takeSnapshot(trainer.variables);
  const { step } = trainer;
  built.dispose();
  if (!snapshot) throw new InklingError("notFinite");
  return { losses, file: checkpointFile({ config, facts: dataset.facts, step, tensors: snapshot.tensors }) };
}

interface Asked {
  readonly link: string;
  readonly steps: number | null;
  readonly out: string;
  readonly backend: Backend;
}

const USAGE = `Usage: npm run train -- LINK [--steps N] [--out FILE] [--backend ${BACKENDS.join("|")}]`;

/** The arguments. Throws a `UsageError` that says what is wrong with them. */
export function asked(words: readonly string[]): Asked {
  const { take, count, rest } = commandLine(words);
  const [steps, out] = [count("--steps"), take("--out")];
  const wanted = take("--backend") ?? "wasm";
  const backend = BACKENDS.find((each) => each === wanted);
  if (!backend) throw new UsageError(`--backend takes ${BACKENDS.join(" or ")}.`);
  const [link, ...more] = rest;
  if (link === undefined || link.startsWith("-") || more.length > 0) throw new UsageError(USAGE);
  return { link, steps, out: out || "checkpoint.safetensors", backend };
}

/** What `npm run train` does; answers the exit status. */
export async function run(words: readonly string[]): Promise<number> {
  const given = asked(words);
  for (const note of setupOf(given.link).notes) console.error(note);
  const show = (made: number, all: number, latest: Readonly<Record<string, number>>) => {
    const said = Object.entries(latest).map(([id, value]) => `${id} ${value.toFixed(4)}`);
    const line = `${bar(made, all)} ${made}/${all}  ${said.join("  ")}`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
    else if (made === all || made % 200 === 0) console.log(line);
  };
  const { file } = await train(given.link, given.steps, show, given.backend);
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (!file) {
    console.error("This set-up was trained, but has no form in PyTorch that could be written.");
    return 1;
  }
  await writeFile(given.out, file);
  console.log(`${given.out}: open it on the page, under Code.`);
  return 0;
}
