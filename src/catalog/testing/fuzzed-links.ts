import fc from "fast-check";
import { parametersOf } from "../parameters.ts";
import { defaultConfig, presets } from "../presets.ts";

/** Names that objects have without anybody's having put them there. */
const INHERITED = [Object.prototype, Function.prototype, Array.prototype, String.prototype, Map.prototype].flatMap(
  (prototype) => Object.getOwnPropertyNames(prototype),
);
const MARKUP = [
  "<img src=x onerror=alert(1)>",
  "</script><b>x</b>",
  "$t(shell.play)",
  "{{name}}",
  "&lt;",
  "\u202e",
  "\ud800",
];
const KEYS = [...new Set(presets.flatMap(({ id }) => [...parametersOf(defaultConfig(id)).keys()]))];

const inherited = fc.constantFrom(...INHERITED, "__proto__", "prototype", "then", "toJSON");
const section = fc.constantFrom("", "data.", "model.", "training.", "sampling.", "v.", "__proto__.", "constructor.");
const key = fc.oneof(
  fc.constantFrom(...KEYS, "v", "preset", "view", "lang"),
  fc.tuple(section, inherited).map((parts) => parts.join("")),
  fc.tuple(section, fc.string({ maxLength: 12 })).map((parts) => parts.join("")),
);
const value = fc.oneof(
  inherited,
  fc.constantFrom(...MARKUP),
  fc.double().map(String),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(...presets.map(({ id }) => id)),
);

const escaped = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Links from anywhere: mostly well formed, some with the separators of a link inside, or cut somewhere. */
export const fuzzedLink: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(key, value, fc.boolean()), { maxLength: 12 }),
    fc.double({ min: 0.5, max: 1.2, noNaN: true }),
  )
  .map(([entries, part]) => {
    const text = `#${entries.map(([k, v, plain]) => `${plain ? k : escaped(k)}=${plain ? v : escaped(v)}`).join("&")}`;
    return text.slice(0, Math.ceil(text.length * part));
  });
