import "./i18n/testing/bothLanguages.ts";
import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { decode } from "../config/link.ts";
import { parametersOf } from "../config/parameters.ts";
import { defaultConfig, presets } from "../config/presets.ts";
import { FakeWorld } from "../state/fakes.ts";
import type { State } from "../state/state.ts";
import { AppPage } from "./app.tsx";
import { LinkRepairs } from "./recipe/link-repairs.tsx";
import { AppProvider } from "./store.ts";

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
/** Mostly well-formed links, some with the separators of a link inside, or cut anywhere. */
const link = fc
  .tuple(
    fc.array(fc.tuple(key, value, fc.boolean()), { maxLength: 12 }),
    fc.double({ min: 0.5, max: 1.2, noNaN: true }),
  )
  .map(([entries, part]) => {
    const text = `#${entries.map(([k, v, plain]) => `${plain ? k : escaped(k)}=${plain ? v : escaped(v)}`).join("&")}`;
    return text.slice(0, Math.ceil(text.length * part));
  });

async function page() {
  const { state, live } = await new FakeWorld().start();
  const { actions } = state();
  return (page: typeof LinkRepairs | typeof AppPage, hash: string, language: State["language"]) => {
    const { config, preset, view, repairs } = decode(hash);
    const shown: State = { ...state(), config, preset, view, repairs, language };
    const store = { getState: () => shown, getInitialState: () => shown, subscribe: () => () => {} };
    const Page = page;
    const markup = renderToStaticMarkup(
      <AppProvider value={{ store, actions, live }}>
        <Page />
      </AppProvider>,
    );
    return { markup, repairs };
  };
}

describe("a page that is opened with a link from anywhere", () => {
  it("tells every repair in words, whatever the link named", { timeout: 300_000 }, async () => {
    const render = await page();
    fc.assert(
      fc.property(link, fc.constantFrom("en", "zh"), (hash, language) => {
        const { markup, repairs } = render(LinkRepairs, hash, language);
        expect(markup.match(/<li>[^<]+<\/li>/g)?.length ?? 0).toBe(repairs.length);
        expect(markup).not.toMatch(/\[object|function |undefined|<img|<b>/);
      }),
      { numRuns: 10_000 },
    );
  });

  it("stands whole", { timeout: 300_000 }, async () => {
    const render = await page();
    fc.assert(
      fc.property(link, fc.constantFrom("en", "zh"), (hash, language) => {
        const { markup } = render(AppPage, hash, language);
        expect(markup).toContain("top-bar");
        expect(markup).toContain("recipe");
      }),
      { numRuns: 60 },
    );
  });

  it.each(["#__proto__=1", "#constructor=1", "#data.constructor=1", "#training.toString=2", "#model.__proto__=x"])(
    "says of %s that there is no such setting",
    async (hash) => {
      const { markup } = (await page())(LinkRepairs, hash, "en");
      expect(markup).toContain(`“${hash.slice(1).split("=")[0]}” is not a setting here`);
    },
  );
});
