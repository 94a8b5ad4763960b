/** Finds the browser that tests run in, and the flags that give it WebGPU without a GPU. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

export interface FoundBrowser {
  readonly path: string;
  /** Who supplied it: the variable INKLING_BROWSER, Playwright's download, or the system. */
  readonly origin: "environment" | "playwright" | "system";
}

/** Without a sandbox (containers run as root), and without any talk to the outside. */
export const quietArguments = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

/** WebGPU on the CPU: slow, but the same interface. Without these there is no adapter on a machine without a GPU. */
export const softwareGpuArguments = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-unsafe-swiftshader",
] as const;

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

export interface BrowserPlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  playwrightPath(): string;
  isExecutable(path: string): boolean;
}

const realPlaces: BrowserPlaces = {
  environment: process.env,
  playwrightPath: () => chromium.executablePath(),
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/**
 * A Chromium to test in, or null: the variable INKLING_BROWSER, else Playwright's own, else the system's.
 *
 * @throws Error where INKLING_BROWSER names no executable: a wish that cannot be met is not passed over.
 */
export function findBrowser(places: BrowserPlaces = realPlaces): FoundBrowser | null {
  const wished = places.environment.INKLING_BROWSER;
  if (wished) {
    if (!places.isExecutable(wished)) throw new Error(`INKLING_BROWSER names no executable: ${wished}`);
    return { path: wished, origin: "environment" };
  }
  const own = playwrightPath(places);
  if (own && places.isExecutable(own)) return { path: own, origin: "playwright" };
  const folders = (places.environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const named = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  const path = [...SYSTEM_PATHS, ...named].find((candidate) => places.isExecutable(candidate));
  return path ? { path, origin: "system" } : null;
}

function playwrightPath(places: BrowserPlaces): string | null {
  try {
    return places.playwrightPath();
  } catch {
    // Playwright has no build for this system; the system's own browser may still do.
    return null;
  }
}
