/**
 * `npm test`: every test, browser tests included. Finds a Chromium (INKLING_BROWSER, Playwright's own, the system's) or
 * installs one (Playwright's download, else the system's package manager when it may), says which, and runs
 * Vitest (node, then the browser suite on every backend), Playwright, and the visitor's journey in Firefox where there is
 * one (INKLING_FIREFOX, PATH) or `--firefox` asks for it. `npm test -- node|browser|e2e|firefox` runs a part.
 * Its last lines say how long each part took, and of whatever failed its name and why.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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
/** Whether the part passed, or was left out because this machine lacks what it needs. */
function passes(part) {
  if (part === "firefox") {
    const asked = given.includes("--firefox") || wanted.includes(part);
    const firefox = firefoxOrInstall(asked);
    if (!firefox) {
      const how = "Install Firefox, or set INKLING_FIREFOX to its path.";
      console.log(
        asked ? `No Firefox was found and none could be installed. ${how}` : `Skipped: no Firefox here. ${how}`,
      );
      return !asked;
    }
    environment.INKLING_FIREFOX = firefox;
  }
  const [command, ...args] = [...PARTS[part], ...reporting[part](reportOf(part))];
  // The page's tests build what they serve.
  if (part === "firefox" && parts.includes("e2e")) args.push("--built");
  return run(command, args, { env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(part) } }) === 0;
}

function whatFailed(part) {
  if (!existsSync(reportOf(part))) return [];
  return failures.failuresOf(JSON.parse(readFileSync(reportOf(part), "utf8"))).map((failure) => failures.told(failure));
}

const results = parts.map((part) => {
  console.log(`\n── ${part} ──`);
  const began = performance.now();
  const passed = passes(part);
  return { part, passed, minutes: (performance.now() - began) / 60_000 };
});
console.log("");
for (const { part, passed, minutes } of results) {
  console.log(`── ${part}: ${passed ? "passed" : "FAILED"}, ${minutes.toFixed(1)} min ──`);
  if (!passed) console.error(whatFailed(part).join("\n"));
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
