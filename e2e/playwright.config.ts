import { defineConfig, devices } from "@playwright/test";
import { findBrowser, quietArguments, softwareGpuArguments } from "../.config/browser.ts";

const browser = findBrowser();
/** `INKLING_PORT` lets several checkouts test side by side. */
const port = Number(process.env.INKLING_PORT ?? 4173);
const launch = (...args: readonly string[]) => ({
  launchOptions: { ...(browser ? { executablePath: browser.path } : {}), args: [...quietArguments, ...args] },
});

/** Each machine that a visitor may come with: without WebGPU all is tested; with it, and on a phone, what may differ there. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Most tests wait: for a step, a timeout, another try. Two side by side take little more than the longer of them.
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}/`,
    // What cannot be pressed for so long never will: the test says so, rather than wait for its own end.
    actionTimeout: 30_000,
    // A trace takes pictures of the page all the while, on the cores that train in it: a test of two minutes took nine.
    trace: "off",
    // What a service worker answers cannot be intercepted; its own tests allow it.
    serviceWorkers: "block",
  },
  webServer: {
    command: `npx --no-install vite build && npx --no-install vite preview --host localhost --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    timeout: 180_000,
    reuseExistingServer: !process.env.CI,
    cwd: "..",
  },
  projects: [
    {
      name: "webgpu",
      grep: /@webgpu/,
      use: { viewport: { width: 1440, height: 900 }, ...launch(...softwareGpuArguments) },
    },
    { name: "no-gpu", grepInvert: /@only/, use: { viewport: { width: 1440, height: 900 }, ...launch() } },
    { name: "phone", grep: /@phone/, use: { ...devices["Pixel 7"], ...launch() } },
  ],
});
