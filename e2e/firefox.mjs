/**
 * The visitor's journey in Firefox: open, Play, pause, views, Share, reload, Resume, and on without a network.
 * Firefox is found by `.config/firefox.mjs`; Playwright cannot drive the released one, so this goes by WebDriver BiDi.
 * `node e2e/firefox.mjs` builds the page, unless `--built` says that it is, and serves it on a free port.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";
import { build, preview } from "vite";
import { findFirefox } from "../.config/firefox.mjs";

/** A worker whose opening hangs is replaced after a minute and a half: also then the visitor gets there. */
const WAIT_MS = 180_000;
/** Said, on a busy machine, of a worker that was ended while its code was on the way: of a file that fails there is an address. */
const ENDED = /Failed to load ‘’\. A ServiceWorker intercepted the request/;
const began = Date.now();
const say = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const firefox = findFirefox();
assert(firefox, "No Firefox was found: set INKLING_FIREFOX to its path.");
say(`the journey in ${firefox}`);

if (!process.argv.includes("--built")) await build({ logLevel: "error" });
const server = await preview({ logLevel: "error", preview: { host: "localhost", port: 0 } });
const address = server.resolvedUrls.local[0];
say(`served at ${address}`);

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
  timeout: 90_000,
});
try {
  const page = await browser.newPage();
  try {
    await journey(page);
  } catch (error) {
    // What the page said then is what one wants to know.
    console.error((await page.evaluate(() => document.body.innerText)).replaceAll(/\s*\n\s*/g, " | ").slice(0, 1500));
    throw error;
  }
  say("the journey holds");
} finally {
  await browser.close();
  await close();
}

/** The server goes at once, with the connections that the browser would keep open. */
async function close() {
  server.httpServer.closeAllConnections();
  await server.close().catch(() => {});
}

/** How many files of the build the service worker keeps for a day without a network, once it has all of them. */
async function allKept(page) {
  const script = await readFile("dist/service-worker.js", "utf8");
  const files = script.match(/"[^"]+":"[A-Za-z0-9+/]{43}="/g)?.length;
  assert(files > 100, "the worker knows the build's files");
  await page.waitForFunction(
    async (all) => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().length >= all;
    },
    { polling: 1000 },
    files,
  );
  return files;
}

async function journey(page) {
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !ENDED.test(message.text())) troubles.push(message.text());
  });
  await page.setViewport({ width: 1440, height: 900 });
  page.setDefaultTimeout(WAIT_MS);
  // By the keyboard, as the page may still be moving: a pointer aims at where the button was.
  const press = async (name) => {
    const button = await page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`);
    await button.focus();
    await page.keyboard.press("Enter");
  };
  const clock = '[role="status"][aria-label="Training clock"]';
  const stepNow = () =>
    page.$eval(clock, (element) => Number((element.textContent ?? "").match(/[\d,]+/)?.[0].replaceAll(",", "")));
  const reaches = (step) =>
    page.waitForFunction(
      (selector, least) =>
        Number((document.querySelector(selector)?.textContent ?? "").match(/[\d,]+/)?.[0].replaceAll(",", "")) >= least,
      {},
      clock,
      step,
    );

  /** The step at which the run has come to rest: the last ones are drawn a frame after the pause. */
  const rests = async () => {
    for (let last = await stepNow(), calm = 0; ; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const now = await stepNow();
      calm = now === last ? calm + 1 : 0;
      last = now;
      if (calm === 3) return now;
    }
  };

  await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector(clock);
  assert.equal(await page.evaluate(() => crossOriginIsolated), true, "the page is cross-origin isolated");
  say("opened");

  await press("Play");
  await reaches(5);
  await page.waitForFunction(() =>
    [...document.querySelectorAll("figure table")].some((table) => /Training\D*\d/.test(table.textContent ?? "")),
  );
  await press("Pause");
  await page.waitForSelector('::-p-aria([name="Play"][role="button"])');
  const step = await rests();
  assert(step >= 5, `it trained: step ${step}`);
  say(`trained to step ${step}, paused`);

  const tabs = await page.$$('[role="tab"]');
  assert(tabs.length >= 4, `the views are there: ${tabs.length}`);
  for (const tab of tabs) {
    const name = await tab.evaluate((element) => element.textContent);
    await tab.evaluate((element) => element.click());
    await page.waitForFunction(() => {
      const panel = document.querySelector('[role="tabpanel"]');
      return panel && panel.getBoundingClientRect().height > 100 && !panel.querySelector(".stage-waiting");
    }, {});
    say(`view: ${name}`);
  }
  await tabs[0].evaluate((element) => element.click());

  assert.equal(await stepNow(), step, "a paused run stands still");

  await press("Share");
  const link = await page
    .waitForSelector("textarea[aria-label='Link']")
    .then((field) => field.evaluate((f) => f.value));
  assert(link.startsWith(`${address}#v=1&preset=`), `the link holds the set-up: ${link}`);
  assert(!link.includes("lang="), "the link leaves the language to its reader");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector('[role="dialog"]') === null);
  say("shared");

  await page.reload({ waitUntil: "load" });
  await press("Resume");
  await reaches(step);
  assert.equal(await stepNow(), step, "the run is the one that was left");
  say(`reloaded and resumed at step ${await stepNow()}`);
  await press("Step");
  await reaches(step + 1);

  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  say(`kept ${await allKept(page)} files`);
  await close();
  await page.reload({ waitUntil: "load" });
  await press("Step");
  await reaches(1);
  say("reloaded and trained without a network");
  assert.deepEqual(await page.$$eval('[role="alert"]', (alerts) => alerts.map((alert) => alert.textContent)), []);
  assert.deepEqual(troubles, [], "nothing was thrown and nothing complained");
}
