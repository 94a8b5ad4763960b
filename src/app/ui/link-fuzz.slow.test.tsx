import "./i18n/testing/bothLanguages.ts";
import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { decode } from "../../catalog/link.ts";
import { fuzzedLink } from "../../catalog/testing/fuzzed-links.ts";
import type { State } from "../state/state.ts";
import { FakeWorld } from "../state/testing/fakes.ts";
import { AppPage } from "./app.tsx";
import { LinkRepairs } from "./recipe/link-repairs.tsx";
import { AppProvider } from "./store.ts";

async function page() {
  const world = new FakeWorld();
  const { state, live, runBeside } = await world.start();
  const { actions } = state();
  return (page: typeof LinkRepairs | typeof AppPage, hash: string, language: State["language"]) => {
    const { config, preset, view, repairs } = decode(hash);
    const shown: State = { ...state(), config, preset, view, repairs, language };
    const store = { getState: () => shown, getInitialState: () => shown, subscribe: () => () => {} };
    const Page = page;
    const markup = renderToStaticMarkup(
      <AppProvider value={{ store, actions, live, runBeside }}>
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
      fc.property(fuzzedLink, fc.constantFrom("en", "zh"), (hash, language) => {
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
      fc.property(fuzzedLink, fc.constantFrom("en", "zh"), (hash, language) => {
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
