import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findBrowser, quietArguments, softwareGpuArguments } from "./browser.ts";
import { isolation } from "./isolation.ts";

const browser = findBrowser();

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
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.{ts,tsx}", ".config/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts", "node_modules/**"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.ts"],
          testTimeout: 120_000,
          // One page at a time: the software GPU has the machine to itself.
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
