/**
 * Makes public/data/emoji-captions.txt: for each picture of emoji.bin, in its order, a line of five fields with tabs between:
 * name and keywords in English, name and keywords in Chinese, as Unicode CLDR has them (keywords parted by `|`), and the
 * number of its kin: emoji that differ in who does it, in which way it looks or in a clock's hands, or whose pictures are
 * nearly the same, share one. The file is frozen. Run: node src/datasets/emoji/make-captions.mjs [folder]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { withPackages } from "../../domains/image/draw.mjs";

const PLAIN = "cldr-annotations-full";
/** Of sequences, such as a woman and a rocket. */
const DERIVED = "cldr-annotations-derived-full";
const VERSIONS = { [PLAIN]: "48.2.0", [DERIVED]: "48.2.0" };
/** Pictures that differ by no more than this share of what either is more than white paper are of one kin, by squares. */
const NEAR = 0.1;

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
const { module } = await runnerImport(fileURLToPath(new URL("../../domains/image/decode.ts", import.meta.url)));
const { count, values } = await module.readSprite("emoji.bin", async (path) => readFileSync(join(folder, path)));
const listed = Object.values(JSON.parse(readFileSync(join(folder, "emoji-names.json"), "utf8"))).flat();

const annotations = await withPackages(VERSIONS, (fileOf) => {
  const of = (name, kind, language) =>
    JSON.parse(fileOf(name, `${kind}/${language}/annotations.json`))[kind].annotations;
  return Object.fromEntries(
    ["en", "zh"].map((language) => [
      language,
      { ...of(DERIVED, "annotationsDerived", language), ...of(PLAIN, "annotations", language) },
    ]),
  );
});

/** CLDR lists emoji without the mark that asks for colours. */
const fieldsOf = (character, language) => {
  const found = annotations[language][character.replaceAll("\ufe0f", "")];
  if (!found?.tts || !found.default) throw new Error(`${character} has no ${language} annotation`);
  return [found.tts[0], found.default.join("|")];
};

/** Who does it, and which way. */
const ANYONE =
  /\b(man|men|woman|women|person|people|boys?|girls?|child|adult|prince|princess|mr|mrs|mx|claus|facing right|red hair|curly hair|white hair|bald|blond hair|beard|mother|father|family|merman|mermaid|merperson)\b/g;
const CLOCK = /^(\w+ o’clock|\w+-thirty)$/;
const stemOf = (name) =>
  CLOCK.test(name)
    ? "clock"
    : name
        .replace(ANYONE, "")
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim();

const kin = Array.from({ length: count }, (_, i) => i);
const rootOf = (i) => (kin[i] === i ? i : rootOf(kin[i]));
const unite = (a, b) => {
  kin[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
};
const english = listed.map(([character, name]) => annotations.en[character.replaceAll("\ufe0f", "")]?.tts?.[0] ?? name);
const firstOf = new Map();
english.forEach((name, i) => {
  const stem = stemOf(name);
  if (firstOf.has(stem)) unite(firstOf.get(stem), i);
  else firstOf.set(stem, i);
});
const size = values.length / count;
const ink = Array.from({ length: count }, (_, i) =>
  values.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + (255 - value) ** 2, 0),
);
for (let a = 0; a < count; a++) {
  for (let b = a + 1; b < count; b++) {
    const most = NEAR * Math.min(ink[a], ink[b]);
    let sum = 0;
    for (let i = 0; i < size && sum < most; i++) sum += (values[a * size + i] - values[b * size + i]) ** 2;
    if (sum < most) unite(a, b);
  }
}

const lines = listed.map(([character], i) =>
  [...fieldsOf(character, "en"), ...fieldsOf(character, "zh"), rootOf(i)].join("\t"),
);
writeFileSync(join(folder, "emoji-captions.txt"), `${lines.join("\n")}\n`);
console.log(`${lines.length} captions, ${new Set(kin.map((_, i) => rootOf(i))).size} kins`);
