import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { isolation } from "./.config/isolation.ts";

const playground: UserConfig = {
  base: "./",
  plugins: [react()],
  server: { headers: isolation },
  preview: { headers: isolation },
  worker: { format: "es" },
  build: { target: "es2022", chunkSizeWarningLimit: 2500 },
};

/** The playground; tests have a configuration of their own. */
export default defineConfig(async ({ mode }) =>
  mode === "test" ? (await import("./.config/vitest.config.ts")).default : playground,
);
