import { readdirSync, readFileSync } from "node:fs";

const ASSETS = new URL("../dist/assets/", import.meta.url);

/** Chunks that are fetched when they are first needed, by the name of the part that needs them. */
export interface LatePart {
  /** The chunk's name without its hash: `share-dialog`. */
  readonly part: string;
  /** File names of the part's own chunk and of those that it imports, without those that the page begins with. */
  readonly chunks: readonly string[];
}

const nameOf = (file: string): string => file.replace(/-[\w-]{8}\.js$/, "");

/** The late parts of the built page, read from the build itself. */
export function lateParts(): readonly LatePart[] {
  const files = readdirSync(ASSETS).filter((file) => file.endsWith(".js"));
  const html = readFileSync(new URL("../index.html", ASSETS), "utf8");
  const text = new Map(files.map((file) => [file, readFileSync(new URL(file, ASSETS), "utf8")]));
  const matches = (file: string, pattern: RegExp): string[] =>
    [...(text.get(file) ?? "").matchAll(pattern)]
      .map(([, found]) => found as string)
      .filter((found) => text.has(found));
  const imported = (file: string): string[] => matches(file, /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
  const late = (file: string): string[] => matches(file, /import\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
  const reach = (roots: readonly string[]): Set<string> => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const other of imported(file)) visit(other);
    };
    for (const root of roots) visit(root);
    return seen;
  };
  const first = reach(files.filter((file) => html.includes(file)));
  const found = new Map<string, LatePart>();
  const queue = [...first];
  for (let file = queue.shift(); file; file = queue.shift()) {
    for (const part of late(file)) {
      if (found.has(part)) continue;
      const chunks = [...reach([part])].filter((chunk) => !first.has(chunk));
      found.set(part, { part: nameOf(part), chunks });
      queue.push(...chunks);
    }
  }
  return [...found.values()];
}
