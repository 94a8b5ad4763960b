/**
 * The size budgets of the built page, gzipped: what index.html loads before first paint, everything the page may load
 * later (the worker apart), and no TensorFlow.js in any of it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FIRST_PAINT_KB = 200;
const PAGE_KB = 390;

const dist = process.argv[2] ?? "dist";
const assets = join(dist, "assets");
const kb = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1000;
const html = readFileSync(join(dist, "index.html"), "utf8");
const names = readdirSync(assets);
const text = (name) => readFileSync(join(assets, name), "utf8");

/** The chunks reachable from `name` by imports (static alone, or dynamic ones too), itself included. */
function reach(roots, dynamic) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    if (!name.endsWith(".js")) return;
    const source = text(name);
    for (const other of names) {
      const statically = new RegExp(`(?:from|import)\\s*["'][^"']*${other.replaceAll(".", "\\.")}["']`).test(source);
      if (statically || (dynamic && source.includes(other) && !other.includes("worker"))) visit(other);
    }
  };
  for (const root of roots) visit(root);
  return [...seen];
}

const entries = names.filter((name) => html.includes(name));
// The words of one language are fetched before anything is drawn: those of the larger one.
const words = names
  .filter((name) => /^(en|zh)-[^.]*\.js$/.test(name))
  .sort((a, b) => kb(join(assets, b)) - kb(join(assets, a)));
if (words.length !== 2) throw new Error(`the words of two languages, a file each, and not ${words.length}`);
const first = reach([...entries, ...words.slice(0, 1)], false);
const page = reach(entries, true).filter((name) => /\.(js|css)$/.test(name));
const sum = (files) => files.reduce((total, name) => total + kb(join(assets, name)), kb(join(dist, "index.html")));

const rows = [
  ["before first paint", sum(first), FIRST_PAINT_KB],
  ["the page in all, without the worker", sum(page), PAGE_KB],
];
let failed = false;
for (const [what, size, budget] of rows) {
  console.log(`${size.toFixed(1)} KB of ${budget} KB gzipped: ${what}`);
  failed ||= size > budget;
}
const intruders = page.filter(
  (name) => /\.js$/.test(name) && /registerBackend|KernelBackend|EPSILON_FLOAT32/.test(text(name)),
);
for (const name of intruders) console.error(`TensorFlow.js in the page: ${name}`);
console.log(`page chunks: ${page.map((name) => `${name} ${kb(join(assets, name)).toFixed(1)}`).join(", ")}`);
process.exitCode = failed || intruders.length > 0 ? 1 : 0;
