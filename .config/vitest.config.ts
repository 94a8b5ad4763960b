import { availableParallelism } from "node:os";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findBrowser, quietArguments, softwareGpuArguments } from "./browser.ts";
import { ChangedFirst } from "./changed-first.ts";
import { isolation } from "./isolation.ts";

const browser = findBrowser();

/** Without a browser. What is named slow is left to `npm test`, and what needs a browser to its own project. */
const node = { environment: "node", testTimeout: 60_000 } as const;
const elsewhere = ["**/*.browser.test.ts", "node_modules/**"];

export default defineConfig({
  // The test pages are served from memory; what Vite prepares for them is kept apart from the playground's own.
  cacheDir: "node_modules/.vite-test",
  server: { headers: isolation },
  // All at the start: one that is only found while tests run has Vite prepare them anew, and the page that is loading fails.
  // Whatever is missing here fails in every run rather than in some.
  optimizeDeps: {
    noDiscovery: true,
    include: [
      ...["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm", "@tensorflow/tfjs-backend-webgpu", "comlink", "idb"],
      ...["react", "react/jsx-dev-runtime", "react-dom/client", "lucide-react", "radix-ui", "recharts", "uqr"],
      ...["i18next", "react-i18next", "zustand", "zustand/vanilla", "zustand/react/shallow"],
    ],
  },
  test: {
    // On a busy machine a test that waits for the clock may be late once; late twice is a fault.
    retry: process.env.CI ? 1 : 0,
    sequence: { sequencer: ChangedFirst },
    // Both of two cores: one for the tests and one for what starts them would leave it idle most of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: "node",
          include: ["src/**/*.test.{ts,tsx}", ".config/**/*.test.ts"],
          exclude: [...elsewhere, "**/*.slow.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: "slow",
          include: ["src/**/*.slow.test.{ts,tsx}", ".config/**/*.slow.test.ts"],
          exclude: elsewhere,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.ts"],
          testTimeout: 300_000,
          // One page at a time: two take turns at the software GPU, and each test waits for the other's.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(browser ? { executablePath: browser.path } : {}),
                args: [...quietArguments, ...softwareGpuArguments],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
