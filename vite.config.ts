import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { isolation } from "./.config/isolation.ts";
import { notices } from "./.config/notices-plugin.ts";
import { offline } from "./.config/offline-plugin.ts";
import { policy } from "./.config/policy-plugin.ts";

const licences = notices();

const playground: UserConfig = {
  base: "./",
  plugins: [react(), policy(), licences.main(), offline()],
  server: { headers: isolation },
  preview: { headers: isolation },
  worker: { format: "es", plugins: () => [licences.gather()] },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 2500,
    // One style sheet: a part whose code comes late must not stand there without its styles.
    cssCodeSplit: false,
    // Parts are fetched ahead when the page is idle; a hint that failed would be remembered as the part's own failure.
    modulePreload: {
      resolveDependencies: (_, dependencies, { hostType }) => (hostType === "html" ? dependencies : []),
    },
  },
};

/** The playground; tests have a configuration of their own. */
export default defineConfig(async ({ mode }) =>
  mode === "test" ? (await import("./.config/vitest.config.ts")).default : playground,
);
