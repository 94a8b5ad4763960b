import { InklingError } from "../../src/core/errors.ts";
import { serveRuns } from "./pool.ts";
import { run as sweep } from "./sweep.ts";
import { run as train } from "./train.ts";
import { UsageError } from "./words.ts";

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
  train,
  sweep,
  runs: serveRuns,
};

async function command([name = "", ...words]: readonly string[]): Promise<number> {
  try {
    return (await COMMANDS[name]?.(words)) ?? 2;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InklingError)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

// Whoever imports this is done with the code once it is evaluated, so all of it happens here.
export const status = await command(process.argv.slice(2));
