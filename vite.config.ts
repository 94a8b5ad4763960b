import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The playground; tests have a configuration of their own. */
export default defineConfig(async ({ mode }) => {
  if (mode === "test") return (await import("./.config/vitest.config.ts")).default;
  return {
    base: "./",
    plugins: [react()],
    worker: { format: "es" },
    build: { target: "es2022", chunkSizeWarningLimit: 2500 },
  };
});
