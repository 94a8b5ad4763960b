/**
 * Makes public/data/code.txt from this project's own source: the folders that a person would read first, without tests,
 * words and the manifests of data, one file after the other with a blank line between, in ASCII. The file is frozen: it
 * stays as it was made, while the source moves on. Run: node src/datasets/code/make.mjs [folder]
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const FOLDERS = ["core", "schema", "domains", "datasets", "evaluation", "engine/layers"];
const LEFT_OUT = /(\.test|\/words|^src\/datasets\/.*\/manifest)\.ts$/;
/** What has no ASCII under Unicode's compatibility decomposition; what does not stand here either is left out. */
const ASCII = {
  "·": ".",
  "⏎": "newline",
  "−": "-",
  "–": "-",
  "—": "-",
  "⁄": "/",
  "×": "x",
  "⊙": "*",
  "±": "+-",
  "√": "sqrt ",
  "→": "->",
  "←": "<-",
  "∈": "in",
  "≤": "<=",
  "⌊": "[",
  "⌋": "]",
  "′": "'",
  "’": "'",
  "“": "'",
  "”": "'",
  "‖": "||",
};

const toAscii = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^\n -~]/gu, (character) => ASCII[character] ?? "");

/** An order that mixes the rooms, so that the held-out end is not the one room that nobody trained on. */
const byDigest = (path) => createHash("sha256").update(path).digest("hex");

const paths = FOLDERS.flatMap((room) =>
  readdirSync(join(ROOT, "src", room), { recursive: true }).map((name) => `src/${room}/${name.replaceAll("\\", "/")}`),
)
  .filter((path) => path.endsWith(".ts") && !LEFT_OUT.test(path))
  .sort((a, b) => (byDigest(a) < byDigest(b) ? -1 : 1));
const folder = process.argv[2] ?? join(ROOT, "public/data");
mkdirSync(folder, { recursive: true });
const files = paths.map((path) => toAscii(readFileSync(join(ROOT, path), "utf8")));
writeFileSync(join(folder, "code.txt"), files.join("\n"));
