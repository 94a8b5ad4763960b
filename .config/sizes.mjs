/**
 * The size budgets of the built page, gzipped: what is loaded before first paint, what the opening journey loads (open,
 * Play, a minute), and the worker's code. No TensorFlow.js in the page, and none of its words in the worker.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const FIRST_PAINT_KB = 200;
const OPENING_KB = 350;
/** Of which a run needs the half: TensorFlow.js with one backend, one domain, one family. */
const WORKER_KB = 590;

/**
 * The parts that are drawn or at work within a minute of the run that the page opens with, beside what is there at first
 * paint. What else the page fetches while it is idle is needed by a later press alone.
 */
const OPENING = {
  instruments: "the loss chart with its readings, the figures, the training curves",
  "line-plot": "the lines of the charts",
  "code-section": "the heading under which the set-up is a program",
  "try-this": "what there is to try",
  "machine-pace": "learns how fast steps are here",
  open: "keeps the run",
};

/** @param {string} dist the built page */
export function measure(dist) {
  const assets = join(dist, "assets");
  const names = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const texts = new Map(names.map((name) => [name, readFileSync(join(assets, name), "utf8")]));
  const text = (name) => texts.get(name) ?? "";
  const zipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1000;
  const kb = (chunks) => chunks.reduce((total, name) => total + zipped(join(assets, name)), 0);

  /** The chunks of a source file of this name: bundlers add a hash of eight letters. */
  function named(source) {
    const found = names.filter((name) => name.replace(/-[\w-]{8}\.js$/, "") === source);
    if (found.length === 0) throw new Error(`no chunk of ${source}`);
    return found;
  }

  /** The chunks reachable by imports (static alone, or dynamic ones too), the roots included; workers are pages of their own. */
  function reach(roots, dynamic = false) {
    const seen = new Set();
    const visit = (name) => {
      if (seen.has(name)) return;
      seen.add(name);
      for (const other of names) {
        const imported = new RegExp(`(?:from|import)\\s*["'][^"']*${other.replaceAll(".", "\\.")}["']`);
        const found = dynamic ? !/worker/.test(other) && text(name).includes(other) : imported.test(text(name));
        if (found) visit(other);
      }
    };
    for (const root of roots) visit(root);
    return [...seen];
  }

  const entries = names.filter((name) => html.includes(name));
  const languages = ["en", "zh"].flatMap(named);
  // Of two languages the larger one, and of the families the one that has most to say.
  const [words] = languages.toSorted((a, b) => kb([b]) - kb([a]));
  const families = names.filter((name) => /^[\w-]+-words-\w+-[\w-]{8}\.js$/.test(name));
  const most = ["en", "zh"].flatMap((language) => {
    const own = families.filter((name) => name.includes(`-words-${language}-`) && words.startsWith(language));
    return own.toSorted((a, b) => kb(reach([b])) - kb(reach([a]))).slice(0, 1);
  });
  const first = reach([...entries, words, ...most]);
  const opening = reach([...first, ...Object.keys(OPENING).flatMap(named)]);
  const page = reach([...entries], true);
  const worker = reach(named("worker"), true);
  return {
    first,
    opening,
    page,
    worker,
    languages: [...languages, ...families],
    kb,
    text,
    htmlKb: zipped(join(dist, "index.html")),
  };
}

/** Sentences of the page's words, as the bundler writes them. */
function sentences(source) {
  const texts = [...source.matchAll(/(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(([, , inside]) => inside);
  return texts.filter((inside) => (/\p{Script=Han}/u.test(inside) ? inside.length > 15 : inside.split(" ").length > 5));
}

function report(dist) {
  const { first, opening, page, worker, languages, kb, text, htmlKb } = measure(dist);
  const rows = [
    ["before first paint", htmlKb + kb(first), FIRST_PAINT_KB],
    ["the opening journey (open, Play, a minute), without the worker", htmlKb + kb(opening), OPENING_KB],
    ["the worker's code, whatever it may load", kb(worker), WORKER_KB],
  ];
  for (const [what, size, budget] of rows) console.log(`${size.toFixed(1)} KB of ${budget} KB gzipped: ${what}`);
  const list = (chunks) => chunks.map((name) => `${name} ${kb([name]).toFixed(1)}`).join(", ");
  console.log(`first paint: ${list(first)}`);
  console.log(`then, in the opening: ${list(opening.filter((name) => !first.includes(name)))}`);
  console.log(`later, on demand: ${list(page.filter((name) => !opening.includes(name)))}`);

  const intruders = page.filter((name) => /registerBackend|KernelBackend|EPSILON_FLOAT32/.test(text(name)));
  for (const name of intruders) console.error(`TensorFlow.js in the page: ${name}`);
  const words = languages.flatMap((name) => sentences(text(name)));
  if (words.length < 400) throw new Error(`two languages have more than ${words.length} sentences`);
  const prose = worker.flatMap((name) => words.filter((words) => text(name).includes(words)));
  for (const sentence of prose) console.error(`the page's words in the worker: ${sentence}`);
  return rows.every(([, size, budget]) => size <= budget) && intruders.length + prose.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !report(process.argv[2] ?? "dist")) process.exitCode = 1;
