/**
 * `npm run test:fast`: what needs no browser and no long training, the tests nearest to the last change first. `-- PATH …`
 * takes test files of any kind and folders, and runs exactly those; for other sources, the fast tests that import them.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith("-"));
const isSource = (path) => !path.includes(".test.") && statSync(path, { throwIfNoEntry: false })?.isFile();

const fast = ["--project", "node"];
const sources = paths.length > 0 && paths.every(isSource);
const command = sources ? ["related", "--run", ...fast] : paths.length > 0 ? ["run"] : ["run", ...fast];
const { status } = spawnSync("npx", ["--no-install", "vitest", ...command, ...words], { stdio: "inherit" });
process.exitCode = status ?? 1;
