/**
 * Makes public/data/given-names-latin.txt and given-names-chinese.txt from the locale data of @faker-js/faker (MIT).
 * One line a label: the label, then its names, separated by tabs. The files are frozen: a newer faker must not change
 * them, or old links would mean something else. Run: node src/datasets/given-names/make.mjs [folder]
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allLocales } from "@faker-js/faker";

/** Label → the faker locales it draws from. Regional locales that mix in names of many other languages are left out. */
const LANGUAGES = {
  cs: ["cs_CZ"],
  da: ["da"],
  de: ["de"],
  en: ["en"],
  es: ["es", "es_MX"],
  fi: ["fi"],
  fr: ["fr"],
  hr: ["hr"],
  hu: ["hu"],
  id: ["id_ID"],
  it: ["it"],
  lv: ["lv"],
  nl: ["nl", "nl_BE"],
  pl: ["pl"],
  pt: ["pt_PT", "pt_BR"],
  ro: ["ro"],
  sk: ["sk"],
  sv: ["sv"],
  tr: ["tr"],
  yo: ["yo_NG"],
};
/** More names of one language than this would drown the small ones. */
const MOST_PER_LANGUAGE = 900;
/** A letter that fewer names hold is a slip of the source or a loan that cannot be learned; such names are left out. */
const FEWEST_NAMES_PER_LETTER = 8;
const CHINESE_PER_LABEL = 2000;

/** A fixed arbitrary order: chooses without favouring the front of the alphabet. */
const byDigest = (label, names) => {
  const digest = (name) => createHash("sha256").update(`${label}\t${name}`).digest("hex");
  return names
    .map((name) => [digest(name), name])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, name]) => name);
};
const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const asFile = (labelled) =>
  `${labelled.map(([label, names]) => [label, ...names.toSorted(byCodePoint)].join("\t")).join("\n")}\n`;

function latin() {
  const everything = Object.entries(LANGUAGES).map(([label, locales]) => {
    const names = locales.flatMap((locale) => {
      const { generic = [], female = [], male = [] } = allLocales[locale].person.first_name;
      return [...generic, ...female, ...male].map((name) => name.normalize("NFC"));
    });
    return [label, [...new Set(names)].filter((name) => /^\p{Lu}\p{Script=Latin}+$/u.test(name))];
  });
  const holders = new Map();
  for (const name of new Set(everything.flatMap(([, names]) => names))) {
    for (const letter of new Set(name)) holders.set(letter, (holders.get(letter) ?? 0) + 1);
  }
  const learnable = (name) => [...name].every((letter) => holders.get(letter) >= FEWEST_NAMES_PER_LETTER);
  return everything.map(([label, names]) => [
    label,
    byDigest(label, names.filter(learnable)).slice(0, MOST_PER_LANGUAGE),
  ]);
}

/** Full names, surname first: the locale's surnames times its given names, a fixed choice of the combinations. */
function chinese() {
  const { last_name: surnames, first_name: given } = allLocales.zh_CN.person;
  return [
    ["female", given.female],
    ["male", given.male],
    ["unisex", given.generic],
  ].map(([label, names]) => {
    const full = surnames.generic.flatMap((surname) => names.map((name) => surname + name));
    return [label, byDigest(label, [...new Set(full)]).slice(0, CHINESE_PER_LABEL)];
  });
}

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "given-names-latin.txt"), asFile(latin()));
writeFileSync(join(folder, "given-names-chinese.txt"), asFile(chinese()));
