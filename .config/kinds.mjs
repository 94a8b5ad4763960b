/**
 * Comparisons with a domain's kind, which only `src/domains/` and `src/catalog/` may make: whatever else asks a domain what it
 * can do works with the next one too.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ALLOWED = /^src\/(domains|catalog)\/|\.test\.tsx?$|\/testing\//;

/** `file:line: source` of each comparison under `root`/src. */
export function kindComparisons(root) {
  const paths = readdirSync(join(root, "src"), { recursive: true }).map((path) => `src/${path.replaceAll("\\", "/")}`);
  const kinds = paths.flatMap((path) => /^src\/domains\/([^/]+)\/domain\.ts$/.exec(path)?.[1] ?? []);
  // Pictures and points are batches of examples.
  const kind = `["'](${[...kinds, "examples"].join("|")})["']`;
  const compares = new RegExp(`[!=]==?\\s*${kind}|${kind}\\s*[!=]==?|case\\s+${kind}\\s*:`);
  return paths
    .filter((path) => /\.tsx?$/.test(path) && !ALLOWED.test(path))
    .flatMap((path) =>
      readFileSync(join(root, path), "utf8")
        .split("\n")
        .flatMap((line, i) => (compares.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
    );
}
