import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

const ASSETS = new URL("../dist/assets/", import.meta.url);

/** Chunks that are fetched when they are first needed, by the name of the part that needs them. */
export interface LatePart {
  /** The chunk's name without its hash: `share-dialog`. */
  readonly part: string;
  /** File names of the part's own chunk, which comes first, and of those that it imports, without those that came at the start. */
  readonly chunks: readonly string[];
}

const nameOf = (file: string): string => file.replace(/-[\w-]{8}\.js$/, "");

/** The late parts of the built page, or of its training worker, read from the build itself. */
export function lateParts(of: "page" | "worker" = "page"): readonly LatePart[] {
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
  const first = reach(files.filter((file) => (of === "page" ? html.includes(file) : nameOf(file) === "worker")));
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

/** How a file can be missing: the server has it not, or there is no network. */
type Absence = "answered 404" | "out of reach";

/** Files that the page asks for in vain, until each is let through. */
export interface Gone {
  readonly files: ReadonlySet<string>;
  /** Those that were asked for. */
  readonly missed: ReadonlySet<string>;
  readonly letThrough: (...files: readonly string[]) => void;
  /** From now on what is missing is missing in this way. */
  readonly as: (absence: Absence) => void;
}

/** Has these files of the build be missing from now on. */
export async function goneFrom(page: Page, chunks: Iterable<string>): Promise<Gone> {
  const files = new Set(chunks);
  const missed = new Set<string>();
  let absence: Absence = "answered 404";
  await page.route("**/assets/*.js*", (route) => {
    const file = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    if (!files.has(file)) return route.fallback();
    missed.add(file);
    return absence === "answered 404" ? route.fulfill({ status: 404 }) : route.abort("internetdisconnected");
  });
  return {
    files,
    missed,
    letThrough: (...through) => {
      for (const file of through) files.delete(file);
    },
    as: (next) => {
      absence = next;
    },
  };
}
