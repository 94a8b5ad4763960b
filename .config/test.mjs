/**
 * `npm test`: every test, browser tests included. Finds a Chromium (INKLING_BROWSER, Playwright's own, the system's) or
 * installs one (Playwright's download, else the system's package manager when it may), says which, and runs
 * Vitest (node, and beside it the browser suite on every backend), the visitor's journey in Firefox where there is one
 * (INKLING_FIREFOX, PATH) or `--firefox` asks for it, and Playwright. `npm test -- node|browser|e2e|firefox` runs a part.
 * Its last lines say how long each part took, and of whatever failed its name and why.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runnerImport } from "vite";
import { findFirefox } from "./firefox.mjs";

const PARTS = {
  node: ["npx", "--no-install", "vitest", "run", "--project", "node", "--project", "slow"],
  browser: ["npx", "--no-install", "vitest", "run", "--project", "browser"],
  e2e: ["npx", "--no-install", "playwright", "test", "--config", "e2e/playwright.config.ts"],
  firefox: ["node", "e2e/firefox.mjs"],
};

/** Where a part leaves its report, for what is said at the end. */
const reports = mkdtempSync(join(tmpdir(), "inkling-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));
const reportOf = (part) => join(reports, `${part}.json`);
const reporting = {
  node: (file) => ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  browser: (file) => ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
  e2e: () => ["--reporter=list,json"],
  firefox: () => [],
};

/** As it was given: Vite's runner says NODE_ENV=development, and a page built under that is not the one that visitors get. */
const environment = { ...process.env };
const { module: browsers } = await runnerImport("./.config/browser.ts");
const { module: failures } = await runnerImport("./.config/failures.ts");

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  return error ? 127 : (status ?? 1);
}

const mayUseApt = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

function aptInstall(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return (
    run("apt-get", ["update"]) || run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env })
  );
}

/** Ways to get a browser, the gentlest first. Each is tried only where it can work. */
const installers = [
  {
    name: "Playwright's download",
    may: () => true,
    install: () => run("npx", ["playwright", "install", "chromium"]),
  },
  {
    name: "the system's package manager (apt-get)",
    may: mayUseApt,
    install: () => aptInstall("chromium", "fonts-noto-cjk"),
  },
];

function browserOrInstall() {
  const found = browsers.findBrowser();
  if (found) return found;
  for (const { name, may, install } of installers) {
    if (!may()) continue;
    console.log(`No Chromium on this machine: trying ${name}.`);
    install();
    const installed = browsers.findBrowser();
    if (installed) return installed;
  }
  console.error(
    "No Chromium was found and none could be installed.\n" +
      "Install Chrome or Chromium, or set INKLING_BROWSER to its path, and run npm test again.",
  );
  process.exit(1);
}

/** A second browser: nobody has to have it, so it is installed only for whoever asks. */
function firefoxOrInstall(asked) {
  const found = findFirefox();
  if (found || !asked) return found;
  if (mayUseApt()) {
    console.log("No Firefox on this machine: trying the system's package manager (apt-get).");
    aptInstall("firefox-esr");
  }
  return findFirefox();
}

const given = process.argv.slice(2);
const wanted = given.filter((part) => part !== "--firefox");
const unknown = wanted.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(", ")}. Parts: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}
const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
if (parts.some((part) => part === "browser" || part === "e2e")) {
  const { path, origin } = browserOrInstall();
  console.log(`Testing in ${path} (${origin}).`);
  environment.INKLING_BROWSER = path;
}
/** What keeps a part from running here; nothing where it can. A second browser is left out unless it was asked for. */
function lacks(part) {
  if (part !== "firefox") return;
  const asked = given.includes("--firefox") || wanted.includes(part);
  const firefox = firefoxOrInstall(asked);
  if (firefox) {
    environment.INKLING_FIREFOX = firefox;
    return;
  }
  const how = "Install Firefox, or set INKLING_FIREFOX to its path.";
  return asked
    ? { passed: false, why: `No Firefox was found and none could be installed. ${how}` }
    : { passed: true, why: `Skipped: no Firefox here. ${how}` };
}

/** Whether the part passed. Beside another its output is kept until it ends, so that each can be read by itself. */
function passes(part, beside) {
  const [command, ...args] = [...PARTS[part], ...reporting[part](reportOf(part))];
  if (beside && part === "node") args.push(`--maxWorkers=${Math.max(1, availableParallelism() - 1)}`);
  const env = { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(part) };
  const quiet = beside && part !== "node";
  const child = spawn(command, args, { env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => said.push(text));
  return new Promise((resolve) => {
    const end = (code) => {
      if (quiet) process.stdout.write(Buffer.concat([Buffer.from(`\n── ${part} ──\n`), ...said]));
      resolve(code === 0);
    };
    child.on("error", () => end(127));
    child.on("close", end);
  });
}

function whatFailed(part) {
  if (!existsSync(reportOf(part))) return [];
  return failures.failuresOf(JSON.parse(readFileSync(reportOf(part), "utf8"))).map((failure) => failures.told(failure));
}

/**
 * What runs side by side: a browser's test page, and Firefox, keep one core busy, and Vitest the others. The page's own tests
 * take turns on all of them by themselves.
 */
const STAGES = [[["node"], ["browser", "firefox"]], [["e2e"]]];

const results = [];
async function runPart(part, beside) {
  const lack = lacks(part);
  if (lack) console.log(lack.why);
  if (!beside || part === "node") console.log(`\n── ${part} ──`);
  const began = performance.now();
  const passed = lack ? lack.passed : await passes(part, beside);
  results.push({ part, passed, minutes: (performance.now() - began) / 60_000 });
}
for (const stage of STAGES) {
  const lanes = stage.map((lane) => lane.filter((part) => parts.includes(part))).filter((lane) => lane.length > 0);
  const beside = lanes.length > 1;
  await Promise.all(
    lanes.map(async (lane) => {
      for (const part of lane) await runPart(part, beside);
    }),
  );
}
console.log("");
for (const { part, passed, minutes } of results) {
  console.log(`── ${part}: ${passed ? "passed" : "FAILED"}, ${minutes.toFixed(1)} min ──`);
  if (!passed) console.error(whatFailed(part).join("\n"));
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
