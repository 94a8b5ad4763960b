import { run } from "./train.ts";

// Whoever imports this is done with the code once it is evaluated, so all of it happens here.
export const status = await run(process.argv.slice(2));
