import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { isolation } from "./.config/isolation.ts";
import { notices } from "./.config/notices-plugin.ts";
import { offline } from "./.config/offline-plugin.ts";
import { policy } from "./.config/policy-plugin.ts";

const licences = notices();

/** Words go by their language, and by their family where they are one's own; all else by its file. */
function chunkName(entry: string | null, modules: readonly string[]): string {
  const [, family, language] = /families\/([^/]+)\/words\/(\w+)\.ts$/.exec(entry ?? "") ?? [];
  const shared = modules.every((id) => /\/words\/\w+\.ts$/.test(id)) ? /(\w+)\.ts$/.exec(modules[0] ?? "")?.[1] : null;
  const name = family ? `${family}-words-${language}` : shared && !entry ? `shared-words-${shared}` : "[name]";
  return `assets/${name}-[hash].js`;
}

const playground: UserConfig = {
  base: "./",
  plugins: [react(), policy(), licences.main(), offline()],
  server: { headers: isolation },
  preview: { headers: isolation },
  worker: { format: "es", plugins: () => [licences.gather()] },
  build: {
    target: "es2022",
    rolldownOptions: {
      output: { chunkFileNames: ({ facadeModuleId, moduleIds }) => chunkName(facadeModuleId, moduleIds) },
    },
    chunkSizeWarningLimit: 2500,
    // One style sheet, of what is there at once; parts that come late bring their styles in their code (styles/adopt.ts).
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
