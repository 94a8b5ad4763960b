/** Puts the content-security policy into the built page, and into the headers of the preview server. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";
import { policyOf } from "./policy.ts";

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/;

/** The policy that a built page carries, or `null`. */
export const policyIn = (html: string): string | null => META.exec(html)?.[1] ?? null;

export function policy(): Plugin {
  let outDir = "dist";
  return {
    name: "inkling:policy",
    // The development server writes scripts into the page for its live updates.
    apply: (_, { command, isPreview }) => command === "build" || isPreview === true,
    configResolved({ root, build }) {
      outDir = resolve(root, build.outDir);
    },
    transformIndexHtml: {
      order: "post",
      handler: (html) =>
        html.replace(
          /<meta charset="utf-8"\s*\/?>/,
          (first) => `${first}\n    <meta http-equiv="Content-Security-Policy" content="${policyOf(html)}" />`,
        ),
    },
    configurePreviewServer({ middlewares }) {
      middlewares.use((_, response, next) => {
        const known = policyIn(readFileSync(join(outDir, "index.html"), "utf8"));
        if (known) response.setHeader("Content-Security-Policy", known);
        next();
      });
    },
  };
}
