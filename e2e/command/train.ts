/** Training from the command line: the worker's own code without a page. */
import { readFile, writeFile } from "node:fs/promises";
import { decode } from "../../src/catalog/link.ts";
import { checkpointFile } from "../../src/catalog/project.ts";
import { InklingError } from "../../src/core/errors.ts";
import { openBackend } from "../../src/engine/index.ts";
import { takeSnapshot } from "../../src/training/checkpoint.ts";
import { createRecorder } from "../../src/training/recorder.ts";
import { build, loadData } from "../../src/worker/build.ts";

/** Steps of a set-up that has no stop condition. */
const STEPS = 1000;
/** Steps between two reads of the losses. */
const ROUND = 20;
const BAR = 30;

export interface Trained {
  /** By series, a number a step. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  /** `null` where the set-up has no form that could be written. */
  readonly file: Uint8Array | null;
}

const read = async (path: string) => new Uint8Array(await readFile(new URL(`../../public/${path}`, import.meta.url)));

/**
 * Trains a link's set-up on wasm for so many steps, those of its stop condition where it is told none. `onRound` hears of the losses.
 * Throws an `InklingError` where the data is not to be had or a number is no longer finite.
 */
export async function train(
  link: string,
  steps: number | null,
  onRound: (made: number, all: number, latest: Readonly<Record<string, number>>) => void = () => {},
): Promise<Trained> {
  const { config } = decode(link.slice(Math.max(0, link.indexOf("#"))));
  const all = steps ?? (Number(config["training.stopAt"]) || STEPS);
  await openBackend("wasm", { onFault: () => {}, onLost: () => {} });
  const dataset = await loadData(config, read, () => {});
  const built = await build(dataset, () => config, Number.POSITIVE_INFINITY);
  const { trainer } = built;
  const recorder = createRecorder();
  const losses: Record<string, number[]> = {};
  while (trainer.step < all) {
    const end = Math.min(all, trainer.step + ROUND);
    while (trainer.step < end) {
      const metrics = trainer.advance();
      if (metrics) recorder.add(metrics);
    }
    for (const { series, steps: rows, values } of await recorder.take()) {
      for (const [column, id] of series.entries()) {
        if (!/^loss/.test(id)) continue;
        const line = Array.from(rows, (_, row) => values[row * series.length + column] as number);
        losses[id] = [...(losses[id] ?? []), ...line];
      }
    }
    onRound(trainer.step, all, Object.fromEntries(Object.entries(losses).map(([id, line]) => [id, line.at(-1) ?? 0])));
  }
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
}

/** The arguments, or what is wrong with them. */
export function asked(words: readonly string[]): Asked | string {
  const rest = [...words];
  const take = (name: string) => {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : rest.splice(at, 2)[1];
  };
  const [steps, out] = [take("--steps"), take("--out")];
  const [link, ...more] = rest;
  if (link === undefined || more.length > 0) return "Usage: npm run train -- LINK [--steps N] [--out FILE]";
  const count = steps === undefined ? null : Number(steps);
  if (count !== null && (!Number.isInteger(count) || count < 1)) return "--steps takes a whole number from 1 on.";
  return { link, steps: count, out: out ?? "checkpoint.safetensors" };
}

/** What `npm run train` does; answers the exit status. */
export async function run(words: readonly string[]): Promise<number> {
  const given = asked(words);
  if (typeof given === "string") {
    console.error(given);
    return 2;
  }
  const { file } = await train(given.link, given.steps, (made, all, latest) => {
    const full = Math.round((BAR * made) / all);
    const said = Object.entries(latest).map(([id, value]) => `${id} ${value.toFixed(4)}`);
    const line = `${"█".repeat(full)}${"░".repeat(BAR - full)} ${made}/${all}  ${said.join("  ")}`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
    else if (made === all || made % 200 === 0) console.log(line);
  });
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (!file) {
    console.error("This set-up was trained, but has no form in PyTorch that could be written.");
    return 1;
  }
  await writeFile(given.out, file);
  console.log(`${given.out}: open it on the page, under Code.`);
  return 0;
}
