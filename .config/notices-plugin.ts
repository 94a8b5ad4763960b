/** Writes the licences of everything that was bundled, with their texts, into the build. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const FILE = "THIRD-PARTY-NOTICES.txt";
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string;
  readonly folder: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type: string };
  readonly author?: string | { readonly name: string };
}

/** The folder of the package that a module lies in; `null` for the project's own. */
function folderOf(id: string): string | null {
  const path = id.replace(/^\0/, "").replace(/\?.*$/, "");
  if (!path.includes("/node_modules/")) return null;
  let folder = dirname(path);
  while (!isPackage(folder)) {
    const above = dirname(folder);
    if (above === folder) return null;
    folder = above;
  }
  return folder;
}

/** Folders inside of packages may have a `package.json` without a name, which says how to read them. */
function isPackage(folder: string): boolean {
  const file = join(folder, "package.json");
  return existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as Manifest).name !== undefined;
}

function packageAt(folder: string): Package {
  const {
    name = "",
    version = "",
    license,
    author,
  } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  return {
    name,
    version,
    licence: typeof license === "string" ? license : (license?.type ?? ""),
    author: typeof author === "string" ? author : (author?.name ?? ""),
    folder,
  };
}

const textsOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8").trim());

/** `main` writes; `gather` looks at what else is bundled, such as the worker. Use one of each together. */
export function notices(): { readonly main: () => Plugin; readonly gather: () => Plugin } {
  const folders = new Set<string>();
  const look = (ids: Iterable<string>) => {
    for (const id of ids) {
      const folder = folderOf(id);
      if (folder) folders.add(folder);
    }
  };
  return {
    gather: () => ({
      name: "inkling:notices-gather",
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") look(chunk.moduleIds);
      },
    }),
    main: () => ({
      name: "inkling:notices",
      apply: "build",
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") look(chunk.moduleIds);
        this.emitFile({ type: "asset", fileName: FILE, source: render([...folders].map(packageAt)) });
      },
    }),
  };
}

/** The terms of MIT, for packages that name it and bring no text. */
const MIT = (holder: string) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The comment at the head of a module that has the terms of BSD in it, for packages that bring them nowhere else. */
function headOf(folder: string): string | undefined {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"));
  const heads = sources.map((path) => {
    const lines = readFileSync(join(folder, path), "utf8").split("\n");
    const end = lines.findIndex((line) => !line.startsWith("//"));
    return lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, ""));
  });
  return heads.map((lines) => lines.join("\n")).find((text) => text.includes("Redistribution and use in source"));
}

/** Every package with its licence's text. Throws where there is none to be had: then the build would break its terms. */
function render(packages: readonly Package[]): string {
  const sorted = [...packages].sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
  // The text of Apache 2.0 names nobody, so that of one package serves for all.
  const apache = sorted.flatMap(({ licence, folder }) => (licence === "Apache-2.0" ? textsOf(folder) : []))[0];
  const standard = (one: Package): string => {
    const ids = one.licence.replace(/^\(|\)$/g, "").split(" AND ");
    const texts = ids.map((id) => {
      if (id === "Apache-2.0") return apache;
      if (id === "BSD-3-Clause") return headOf(one.folder);
      return id === "MIT" ? MIT(one.author || `the authors of ${one.name}`) : undefined;
    });
    if (texts.some((text) => text === undefined)) {
      throw new Error(`${one.name} ${one.version} brings no licence text (${one.licence || "no licence"})`);
    }
    return texts.join("\n\n");
  };
  const parts = sorted.map((one) => {
    const { name, version, licence, author, folder } = one;
    const own = textsOf(folder);
    const head = [`${name} ${version}`, `Licence: ${licence}`, ...(author ? [`Author: ${author}`] : [])];
    return `${head.join("\n")}\n\n${own.length > 0 ? own.join("\n\n") : standard(one)}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `Inkling is built with the following packages. The licences of its data stand in data/LICENSES.md.\n${rule}${parts.join(rule)}`;
}
