/** What the scripts that make data share: pinned packages in a folder of their own, and a Chromium to draw in. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";

/**
 * Installs packages by exact version into a temporary folder, without running their scripts, and removes it afterwards.
 *
 * @template T
 * @param {Record<string, string>} versions
 * @param {(fileOf: (packageName: string, path: string) => Buffer) => Promise<T>} use
 * @returns {Promise<T>}
 */
export const withPackages = (versions, use) =>
  withPackageFolders(versions, (folderOf) => use((name, path) => readFileSync(join(folderOf(name), path))));

/**
 * The same, with the folder of each.
 *
 * @template T
 * @param {Record<string, string>} versions
 * @param {(folderOf: (packageName: string) => string) => T | Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withPackageFolders(versions, use) {
  const folder = mkdtempSync(join(tmpdir(), "sprites-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: "ignore" });
    return await use((name) => join(folder, "node_modules", name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Chromium's version takes part in how edges are smoothed: another one makes files that differ in a few last levels. */
export async function withPage(use) {
  const places = [process.env.INKLING_BROWSER, chromium.executablePath(), "/usr/bin/chromium"];
  const executablePath = places.find((path) => path && existsSync(path));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none"] });
  try {
    return await use(await browser.newPage());
  } finally {
    await browser.close();
  }
}
