import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { measure } from "../.config/sizes.mjs";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

test("the opening journey asks for the files that its budget counts, and for no others", async ({ page }) => {
  const { opening, worker, languages } = measure(fileURLToPath(new URL("../dist", import.meta.url)));
  const asked = new Set<string>();
  page.on("request", (request) => {
    const name = /\/assets\/([^/]+\.(?:js|css))$/.exec(new URL(request.url()).pathname)?.[1];
    // What both have, as the bundler's own runtime, is the page's where the page counts it.
    if (name && (opening.includes(name) || !worker.includes(name))) asked.add(name);
  });
  // What is fetched while the page is idle is for later; what is needed now does not wait for that.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const playground = new Playground(page);
  // The set-up of the beginning with a smaller model: steps come sooner, and need the same files.
  await playground.open({ hash: TINY });
  const untrained = await playground.samples.textContent();
  await playground.button(playground.words.shell.play).click();
  await expect.poll(() => playground.validation(), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect.poll(() => playground.steps(), { timeout: 120_000 }).toBeGreaterThan(300);
  await expect.poll(() => playground.samples.textContent()).not.toBe(untrained);
  const language = (name: string) => languages.includes(name);
  // What is said in the language of the page, of no other family than the one that is shown.
  const source = (name: string) => name.replace(/-[\w-]{8}\.js$/, "");
  expect([...asked].filter(language).map(source).sort()).toEqual(["en", "recurrent-words-en", "shared-words-en"]);
  expect([...asked].filter((name) => !language(name)).sort()).toEqual(opening.filter((name) => !language(name)).sort());
});
