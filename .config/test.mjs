/**
 * `npm test`: every test, browser tests included. Finds a Chromium (INKLING_BROWSER, Playwright's own, the system's) or
 * installs one (Playwright's download, else the system's package manager when it may), says which, and runs
 * Vitest (node, then the browser suite on every backend) and Playwright. `npm test -- node|browser|e2e` runs a part.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runnerImport } from "vite";

const PARTS = {
  node: ["vitest", "run", "--project", "node"],
  browser: ["vitest", "run", "--project", "browser"],
  e2e: ["playwright", "test", "--config", "e2e/playwright.config.ts"],
};

const { module: browsers } = await runnerImport("./.config/browser.ts");

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  return error ? 127 : (status ?? 1);
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
    may: () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get"),
    install: () =>
      run("apt-get", ["update"]) ||
      run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      }),
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

const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(", ")}. Parts: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}
const parts = wanted.length > 0 ? wanted : Object.keys(PARTS);
const environment = { ...process.env };
if (parts.some((part) => part !== "node")) {
  const { path, origin } = browserOrInstall();
  console.log(`Testing in ${path} (${origin}).`);
  environment.INKLING_BROWSER = path;
}
const failed = parts.filter((part) => {
  console.log(`\n── ${part} ──`);
  return run("npx", ["--no-install", ...PARTS[part]], { env: environment }) !== 0;
});
if (failed.length > 0) console.error(`\nFailed: ${failed.join(", ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;
