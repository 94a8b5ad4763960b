/**
 * Notes the length and the SHA-256 of every file that the worker reads, so that it can tell a file from what came in its
 * place: a cut one, an altered one, a portal's page. `npm run files` writes `files.generated.ts` anew.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const WASM = "tfjs-backend-wasm-simd.wasm";

export function describeFiles() {
  // Pictures are shown by the page itself, and nothing is learned from them.
  const names = readdirSync(at("public/data")).filter((name) => /\.(txt|bin|json)$/.test(name));
  const paths = [
    ...names.sort().map((name) => [`data/${name}`, at(`public/data/${name}`)]),
    [WASM, at(`node_modules/@tensorflow/tfjs-backend-wasm/dist/${WASM}`)],
  ];
  const entries = paths.map(([path, file]) => {
    const content = readFileSync(file);
    return [path, { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") }];
  });
  return Object.fromEntries(entries);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = Object.entries(describeFiles()).map(
    ([path, { bytes, sha256 }]) => `  "${path}": { bytes: ${bytes}, sha256: "${sha256}" },\n`,
  );
  const head = "// Made by `npm run files`; do not edit.\n";
  writeFileSync(at("src/datasets/files.generated.ts"), `${head}export const files = {\n${lines.join("")}} as const;\n`);
}
