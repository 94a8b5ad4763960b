import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** The page, and the domains with their parts of it. */
const FOLDERS = ["..", "../../../domains"].map((folder) => new URL(folder, import.meta.url).pathname);
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const read = (...extensions: readonly string[]) =>
  files
    .filter((name) => extensions.includes(extname(name)) && !name.includes(".test."))
    .map((name) => readFileSync(name, "utf8"))
    .join("\n");

/** Recharts draws with classes of its own. */
const FOREIGN = /^recharts-/;

/** Every word that a component might give as a class, and the patterns of those that something is put into. */
function namesIn(source: string): { whole: ReadonlySet<string>; patterns: readonly RegExp[] } {
  const whole = new Set(source.match(/[a-z][\w-]*/g));
  const open = source.match(/[a-z][\w-]*-(?=\$\{)/g) ?? [];
  return { whole, patterns: [...new Set(open)].map((start) => new RegExp(`^${start}[\\w-]+$`)) };
}

describe("every class that a style sheet names", () => {
  const source = read(".ts", ".tsx");
  const { whole, patterns } = namesIn(source);
  const styles = read(".css").replace(/\/\*[\s\S]*?\*\//g, "");
  const selectors = [...styles.matchAll(/([^{};]+)\{/g)]
    .map(([, selector = ""]) => selector.trim())
    .filter((selector) => !selector.startsWith("@"));

  it("is one that a component uses", () => {
    const classes = new Set(selectors.flatMap((selector) => selector.match(/\.[a-z][\w-]*/g) ?? []));
    const unused = [...classes]
      .map((name) => name.slice(1))
      .filter((name) => !FOREIGN.test(name) && !whole.has(name) && !patterns.some((pattern) => pattern.test(name)));
    expect(unused).toEqual([]);
  });
});
