/** Writes the service worker into the build, with the list of all files and their digests. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Plugin, transformWithOxc } from "vite";
import { isolation } from "./isolation.ts";
import { policyIn } from "./policy-plugin.ts";

const SOURCE = "src/app/offline/service-worker.ts";
const WORKER = "service-worker.js";
/** What a page never asks for. */
const LEFT_OUT = [WORKER, "THIRD-PARTY-NOTICES.txt", "data/LICENSES.md"];

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("base64");

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !LEFT_OUT.includes(path) && !path.split("/").some((part) => part.startsWith(".")))
    .sort();
}

export function offline(): Plugin {
  let root = "";
  let outDir = "dist";
  return {
    name: "inkling:offline",
    apply: "build",
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    // After everything else is written, the public files included.
    writeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        const files = Object.fromEntries(
          filesIn(outDir).map((path) => [path, sha256(readFileSync(join(outDir, path)))]),
        );
        const html = readFileSync(join(outDir, "index.html"), "utf8");
        const shell = Object.keys(files).filter((path) => path === "index.html" || html.includes(path));
        const headers = { ...isolation, "Content-Security-Policy": policyIn(html) ?? "" };
        const { code } = await transformWithOxc(readFileSync(join(root, SOURCE), "utf8"), SOURCE);
        const filled = {
          __FILES__: files,
          __SHELL__: shell,
          __HEADERS__: headers,
          __VERSION__: sha256(JSON.stringify([files, headers, code]))
            .replace(/\W/g, "")
            .slice(0, 16),
        };
        const script = Object.entries(filled).reduce(
          (text, [name, value]) => text.replaceAll(name, () => JSON.stringify(value)),
          code,
        );
        writeFileSync(join(outDir, WORKER), script);
      },
    },
  };
}
