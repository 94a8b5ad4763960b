/**
 * `npm run test:fast`: what needs no browser and no long training, the tests nearest to the last change first. `-- PATH …`
 * runs exactly the test files named, of any kind; the fast ones of a folder; the fast ones that import another source.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith("-"));
const isTest = (path) => /\.test\.tsx?$/.test(path);
const isSource = (path) => !isTest(path) && statSync(path, { throwIfNoEntry: false })?.isFile();

const fast = paths.some(isTest) ? [] : ["--project", "node"];
const command = paths.length > 0 && paths.every(isSource) ? ["related", "--run"] : ["run"];
const { status } = spawnSync("npx", ["--no-install", "vitest", ...command, ...fast, ...words], { stdio: "inherit" });
process.exitCode = status ?? 1;
