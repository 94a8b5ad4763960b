import { expect, type Locator, type Page } from "@playwright/test";
import { unitWords } from "../src/app/ui/stage/views/unit-words.ts";
import { PAUSES_MS } from "../src/core/fetchModule.ts";
import { words as gan } from "../src/families/gan/words/en.ts";
import { registry } from "./catalog.ts";
import { goneFrom, type LatePart, lateParts } from "./chunks.ts";
import { copyKeptRun, keptRuns } from "./kept.ts";
import { type Language, Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const POINTS = "#v=1&data.set=points&model.family=vae&training.batchSize=16";
const NOISE =
  "#v=1&data.set=points&model.family=diffusion&model.width=8&model.layers=1&training.batchSize=16&sampling.count=8";
const LITTLE =
  "model.width=16&model.channels=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";
const PICTURES = "#v=1&data.set=glyphs&model.family=vae&model.width=32&training.batchSize=16&sampling.count=4";

const SOUNDS =
  "#v=1&data.set=drums&data.source=recorded&model.family=vae&model.width=8&training.batchSize=8&sampling.count=4";

/** How a late part comes to be needed, and where it says that it failed. */
interface Use {
  /** The set-up that needs it, where that is not the one before. */
  readonly hash?: string;
  /** Has the page need the part; left out where it is needed as soon as the set-up trains. */
  readonly ask?: (playground: Playground) => Promise<unknown>;
  readonly failure: string;
  /** What is there once it has come. */
  readonly works: (playground: Playground) => Locator;
  /** Puts it away again. */
  readonly leave?: (playground: Playground) => Promise<unknown>;
}

const pressEscape = ({ page }: Playground) => page.keyboard.press("Escape");
const dialog = ({ page }: Playground) => page.getByRole("dialog");
const tab = (at: number) => (playground: Playground) =>
  playground.page.getByRole("tablist", { name: playground.words.stage.views }).getByRole("tab").nth(at).click();
const press = (name: (words: Playground["words"]) => string) => (playground: Playground) =>
  playground.button(name(playground.words)).click();
const startsWith = (text: string) => new RegExp(`^${text.split("{{")[0]}`);

const IN_VIEW = ".stage-body > .failure";
const IN_TYPED = ".typed-view .failure";
const IN_MODEL = ".model-view .failure";
const IN_SAMPLES = ".samples-scroll .failure";
const FLOATING = { failure: ".failure-dialog", works: dialog, leave: pressEscape } as const;

const framework =
  (name: string) =>
  ({ page }: Playground) =>
    page.locator(".code").getByRole("radio", { name: name }).check();

/** Every late part of the page, in the order in which it is asked for: what one shows may need the next. */
const USES: Readonly<Record<string, Use>> = {
  instruments: {
    failure: ".instruments-column > .failure",
    works: ({ page, words }) => page.getByRole("figure", { name: words.stage.lossCurves }),
  },
  "code-section": { failure: ".stage-column > .failure", works: ({ page }) => page.locator("details.code") },
  "code-panel": {
    ask: ({ page }) => page.locator("details.code > summary").click(),
    failure: ".code .failure",
    works: ({ page }) => page.locator(".code").getByRole("radio", { name: "PyTorch" }),
  },
  "in-torch": { failure: ".code .failure", works: ({ page }) => page.locator(".code-lines") },
  "in-keras": {
    ask: framework("Keras"),
    failure: ".code .failure",
    works: ({ page }) => page.locator(".code-lines"),
  },
  "in-tfjs": {
    ask: framework("TensorFlow.js"),
    failure: ".code .failure",
    works: ({ page }) => page.locator(".code-lines"),
    leave: ({ page }) => page.locator("details.code > summary").click(),
  },
  "line-plot": { failure: ".chart-box .failure", works: ({ page }) => page.locator(".chart-box svg").first() },
  "try-this": { failure: ".status .failure", works: ({ page }) => page.locator(".try-chip").first() },
  floating: {
    ...FLOATING,
    ask: ({ page, words }) =>
      page
        .getByRole("button", { name: startsWith(words.common.help) })
        .first()
        .click(),
  },
  "race-entry": {
    ask: ({ page, words }) =>
      page
        .locator(".recipe")
        .getByRole("button", { name: startsWith(words.common.help) })
        .last()
        .click(),
    failure: ".popover .failure",
    works: ({ page }) => page.locator(".race-entry"),
    leave: pressEscape,
  },
  "library-dialog": {
    ...FLOATING,
    // A run of an earlier visit shows when the page is looked at again.
    ask: async (playground) => {
      const { page, words } = playground;
      await expect.poll(async () => Object.keys(await keptRuns(page)).length).toBeGreaterThan(0);
      await copyKeptRun(page, 1);
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await playground.button(words.kept.open.replace("{{count}}", "1")).click();
    },
    works: ({ page, words }) => page.getByRole("button", { name: startsWith(words.kept.resumeThis) }),
  },
  "backend-menu": {
    ...FLOATING,
    ask: ({ page, words }) => page.getByRole("button", { name: startsWith(words.shell.backend.name) }).click(),
  },
  "share-dialog": { ...FLOATING, ask: press(({ shell }) => shell.share.name) },
  "result-card": {
    ask: press(({ shell }) => shell.share.name),
    failure: ".dialog .failure",
    works: ({ page }) => page.locator(".result canvas"),
    leave: pressEscape,
  },
  lessons: { ...FLOATING, ask: press(({ shell }) => shell.lessons) },
  "game-dialog": { ...FLOATING, ask: ({ page }) => page.locator(".game-begin").click() },
  "help-dialog": { ...FLOATING, ask: press(({ shell }) => shell.help.name) },
  "browse-dialog": { ...FLOATING, ask: press(({ recipe }) => recipe.browse.name) },
  "own-dialog": { ...FLOATING, ask: ({ page }) => page.locator(".dataset-card").last().click() },
  "gallery-dialog": {
    ...FLOATING,
    ask: ({ page, words }) => page.getByRole("button", { name: startsWith(words.shell.preset) }).click(),
  },
  "typed-view": {
    ask: tab(1),
    failure: IN_VIEW,
    works: ({ page, words }) => page.getByRole("textbox", { name: words.stage.typed.label }),
  },
  "probability-view": {
    failure: IN_TYPED,
    works: ({ page, words }) => page.getByRole("region", { name: words.stage.probabilities.name }),
  },
  "heatmap-view": {
    ask: tab(2),
    failure: IN_TYPED,
    works: ({ page }) => page.locator(".typed-view canvas").first(),
  },
  "model-graph-view": {
    ask: tab(4),
    failure: IN_VIEW,
    works: ({ samples, words }) => samples.getByRole("button", { name: words.stage.slowMotion.start, exact: true }),
    leave: tab(0),
  },
  comparison: {
    ask: async (playground) => {
      await playground.button(playground.words.shell.reset).click();
      await expect.poll(() => playground.steps()).toBe(0);
      await playground.play();
      const { compareWith } = playground.words.shell.runs;
      await playground.page
        .getByRole("button", { name: startsWith(compareWith) })
        .first()
        .click();
    },
    failure: IN_SAMPLES,
    works: ({ page, words }) => page.getByRole("region", { name: words.stage.compare.name }),
    // The way back stands over the samples as well as beside the run.
    leave: ({ words, samples }) => samples.getByRole("button", { name: words.stage.compare.stop }).first().click(),
  },
  "images-view": { hash: PICTURES, failure: IN_SAMPLES, works: ({ page }) => page.locator(".samples-scroll canvas") },
  "model-view": { ask: tab(2), failure: IN_VIEW, works: ({ page }) => page.locator(".model-view") },
  "latent-view": {
    failure: IN_MODEL,
    works: ({ page, words }) => page.getByRole("slider", { name: words.stage.latent.handle }),
    leave: tab(0),
  },
  "together-view": {
    ask: tab(5),
    failure: IN_VIEW,
    works: ({ page }) => page.locator(".together-crowd").first(),
    leave: tab(0),
  },
  "scatter-view": { hash: POINTS, failure: IN_SAMPLES, works: ({ page }) => page.locator(".samples-scroll canvas") },
  "frames-view": { hash: NOISE, ask: tab(1), failure: IN_MODEL, works: ({ page }) => page.locator(".played-frame") },
  "flow-view": { ask: tab(2), failure: IN_MODEL, works: ({ page }) => page.locator(".plane-field canvas").first() },
  "schedule-view": { ask: tab(3), failure: IN_MODEL, works: ({ page }) => page.locator(".schedule"), leave: tab(0) },
  "waves-view": {
    hash: SOUNDS,
    failure: IN_SAMPLES,
    works: ({ page }) => page.locator(".samples-scroll .wave-play").first(),
  },
  "sound-bar": { failure: ".samples-head .failure", works: ({ page }) => page.locator(".sound-bar") },
  "beats-view": { ask: tab(1), failure: IN_VIEW, works: ({ page }) => page.locator(".pads-box") },
  "latent-sound": {
    ask: tab(3),
    failure: ".latent-here .failure",
    works: ({ page }) => page.locator(".latent-sound"),
    leave: tab(0),
  },
  "sound-import": {
    ask: ({ page }) => page.locator(".dataset-card").last().click(),
    failure: ".dialog .failure",
    works: ({ page }) => page.locator(".dialog .own"),
    leave: pressEscape,
  },
  "drawn-view": {
    hash: `#v=1&preset=glyphs-captioner&${LITTLE}`,
    ask: tab(2),
    failure: IN_VIEW,
    works: ({ page }) => page.locator(".drawn-paper"),
    leave: tab(0),
  },
  "lines-view": {
    hash: `#v=1&preset=names-vae&${LITTLE}`,
    ask: tab(1),
    failure: IN_MODEL,
    works: ({ page }) => page.locator(".lines"),
    leave: tab(0),
  },
  "scores-view": {
    hash: `#v=1&preset=names-gan&${LITTLE}`,
    ask: tab(1),
    failure: IN_TYPED,
    works: ({ page, words }) => page.getByRole("list", { name: words.stage.scores.name }),
    leave: tab(0),
  },
  "units-view": {
    // Not the set-up of the beginning: that one's run would be gone back to.
    hash: `${TINY}&seed=7`,
    ask: tab(3),
    failure: IN_MODEL,
    works: ({ page, language }) => page.getByRole("list", { name: unitWords[language].name }),
    leave: tab(0),
  },
  "causal-field-view": {
    hash: `#v=1&preset=names-wavenet&${LITTLE}`,
    ask: tab(2),
    failure: IN_TYPED,
    works: ({ page }) => page.locator(".causal-field"),
    leave: tab(0),
  },
  "blanks-view": {
    hash: `#v=1&preset=blanks&${LITTLE}`,
    ask: tab(1),
    failure: IN_TYPED,
    works: ({ page }) => page.locator(".blanks"),
  },
  "attention-view": {
    ask: tab(2),
    failure: IN_TYPED,
    works: ({ page }) => page.locator(".attention-text"),
    leave: tab(0),
  },
  "melody-samples": {
    hash: `#v=1&preset=melodies-gru&model.units=16&${LITTLE}`,
    failure: IN_SAMPLES,
    works: ({ page }) => page.locator(".melodies"),
  },
  "melody-prompt": {
    ask: press(({ stage }) => stage.notation.melody),
    failure: ".sampling-notation .failure",
    works: ({ page }) => page.locator(".piano"),
    leave: press(({ stage }) => stage.notation.melody),
  },
  "melody-line": {
    ask: async (playground) => {
      await press(({ recipe }) => recipe.browse.name)(playground);
      // The worker answers between two steps.
      await expect(
        dialog(playground).locator("li").or(playground.page.locator(".dialog .failure")).first(),
      ).toBeVisible({
        timeout: 60_000,
      });
    },
    failure: ".dialog .failure",
    works: ({ page }) => page.locator(".browse-list .roll").first(),
    leave: pressEscape,
  },
  race: {
    ...FLOATING,
    hash: `${TINY}&seed=8&race=model.cell~gru~simple`,
    works: ({ page }) => page.locator(".race-dialog"),
    // The page's own run rests while others race.
    leave: async (playground) => {
      await pressEscape(playground);
      await playground.play();
    },
  },
  "paint-pad": {
    hash: "#v=1&data.set=own-points&model.family=vae&model.width=16&training.batchSize=16",
    failure: ".recipe .failure",
    works: ({ page }) => page.locator(".recipe").getByRole("application"),
  },
};

/** Those that no place in the page waits for, and what is tested of each. */
const APART = {
  en: "the page speaks Chinese, until English is chosen again",
  zh: "the page speaks English, until Chinese is chosen again",
  open: "the page says that it cannot save, and saves once it can",
  file: "a run is saved as a file once that is known how",
  "machine-pace": "the gallery tells steps in place of seconds",
};

/** What of the page is in view whatever fails. By its class: an open dialog hides it from those who ask by role. */
async function expectRest(playground: Playground): Promise<void> {
  await playground.expectTraining();
  await expect(playground.page.locator(".recipe")).toBeVisible();
}

/** Presses Try again and waits until that has failed as well. */
async function tryInVain(failure: Locator, tryAgain: string): Promise<void> {
  const before = await failure.elementHandle();
  await failure.getByRole("button", { name: tryAgain }).click();
  await before?.waitForElementState("hidden");
  await expect(failure).toBeVisible();
}

/** Has the page try again at once. How long it waits has its own test, and would take most of the time here. */
const tryWithoutPause = (page: Page) =>
  page.addInitScript(
    (pauses) => {
      const later = window.setTimeout.bind(window) as (task: TimerHandler, after?: number) => number;
      window.setTimeout = ((task: TimerHandler, after?: number) =>
        later(task, after && pauses.includes(after) ? 1 : after)) as typeof window.setTimeout;
    },
    PAUSES_MS as readonly number[],
  );

/** What one family says in one language: nothing waits for it, and it has a test of its own. */
const WORDS = /-words-(en|zh)$/;
const partsByName = () => new Map(lateParts().map((part) => [part.part, part]));
const chunksOf = (part: string) => (partsByName().get(part) as LatePart).chunks;

/** Opens the page without the words of the language that is asked for: it speaks the other. */
async function openSpeaking(page: Page, spoken: Language, missing: Iterable<string>) {
  const asked = spoken === "en" ? "zh" : "en";
  await tryWithoutPause(page);
  const gone = await goneFrom(page, missing);
  gone.letThrough(...chunksOf(spoken));
  const playground = new Playground(page, spoken);
  await page.goto(`./?backend=cpu${TINY}&lang=${asked}`);
  await playground.play();
  return {
    playground,
    gone,
    asked,
    bringLanguage: () =>
      test.step(APART[asked], async () => {
        gone.letThrough(...chunksOf(asked));
        for (const name of asked === "en" ? ["中文", "English"] : ["English", "中文"])
          await playground.button(name).click();
        const there = new Playground(page, asked);
        await expect(there.button(there.words.shell.pause)).toBeVisible();
      }),
  };
}

test("the page stays while its late chunks are missing, and Try again brings each part", async ({ page }) => {
  test.setTimeout(600_000);
  const all = [...partsByName().values()].filter(({ part }) => !WORDS.test(part));
  expect(all.map(({ part }) => part).sort()).toEqual([...Object.keys(USES), ...Object.keys(APART)].sort());
  const chunks = all.flatMap((part) => part.chunks);
  const { playground, gone, asked, bringLanguage } = await openSpeaking(page, "zh", chunks);
  const { words } = playground;

  await test.step(APART.open, async () => {
    await expect(page.getByText(words.errors.storageRefused)).toBeVisible();
    expect(await keptRuns(page)).toEqual({});
    gone.letThrough(...chunksOf("open"));
    await playground.pause();
    await playground.play();
  });

  for (const [index, [part, { hash, ask, failure: where, works, leave }]] of Object.entries(USES).entries()) {
    await test.step(part, async () => {
      const failure = page.locator(where).first();
      gone.as("answered 404");
      if (hash) {
        await page.evaluate((next) => location.replace(next), `${hash}&lang=${asked}`);
        await expect.poll(() => playground.steps(), { timeout: 60_000 }).toBe(0);
        await playground.play();
      }
      await ask?.(playground);
      // What a set-up on the processor shows may be a minute in coming.
      await expect(failure).toContainText(words.failure.missing, { timeout: 60_000 });
      await expectRest(playground);
      // Its own code is the last to come, or what it needs beside it is.
      const left = chunksOf(part).filter((chunk) => gone.files.has(chunk));
      const last = (index % 2 === 0 ? left.at(0) : left.at(-1)) as string;
      gone.as("out of reach");
      gone.letThrough(...left.filter((chunk) => chunk !== last));
      await tryInVain(failure, words.failure.tryAgain);
      gone.letThrough(last);
      await failure.getByRole("button", { name: words.failure.tryAgain }).click();
      await expect(works(playground)).toBeVisible();
      await expect(failure).toBeHidden();
      // Without its code the page knows no seconds, and the gallery tells steps.
      if (part === "gallery-dialog") await expect(dialog(playground)).toContainText(words.gallery.estimateNone);
      await leave?.(playground);
      await expectRest(playground);
    });
  }
  await test.step(APART.file, async () => {
    await page.getByRole("button", { name: startsWith(words.kept.title) }).click();
    const save = page.getByRole("dialog").getByRole("button", { name: /^把“.*导出为文件$/ });
    await save.first().click();
    await expect(page.getByText(words.errors.storageUnreadable)).toBeVisible();
    gone.letThrough(...chunksOf("file"));
    const download = page.waitForEvent("download");
    await expect(async () => {
      await save.first().click();
      await download;
    }).toPass();
    await pressEscape(playground);
  });
  await bringLanguage();
  expect([...gone.files]).toEqual([]);
});

test("a page without its Chinese words speaks English until they come", async ({ page }) => {
  const { bringLanguage } = await openSpeaking(page, "en", chunksOf("zh"));
  await bringLanguage();
});

test("a family whose words are missing goes by its ids until they come", async ({ page }) => {
  const gone = await goneFrom(page, chunksOf("gan-words-en"));
  const playground = new Playground(page);
  await tryWithoutPause(page);
  await playground.open({ query: "?backend=wasm", hash: TINY });
  const preset = (name: string) => page.getByRole("button", { name: `${playground.words.shell.preset}: ${name}` });
  await playground.choosePreset("eight-gan");
  await expect(preset("eight-gan")).toBeVisible();
  await playground.play();
  gone.letThrough(...gone.files);
  // They are asked for again with every run.
  await playground.choosePreset(playground.family.presets["names-gru"].name);
  await playground.choosePreset(gan.presets["eight-gan"].name);
  await expect(preset(gan.presets["eight-gan"].name)).toBeVisible();
  await expect(playground.tab(gan.views.field.name)).toBeVisible();
});

/** By these every family, dataset and optimizer is needed, and each backend that opens anywhere. */
const SMALL =
  "training.batchSize=8&training.sequenceLength=8&model.units=16&model.width=16&sampling.count=2&sampling.maxLength=8";
const needed = () => {
  const families = Object.values(registry.families).map(({ id, accepts: [kind] }) => {
    const data = Object.values(registry.datasets).find(({ domain }) => domain === kind);
    return { family: id, data: data?.id as string };
  });
  const others = Object.values(registry.datasets)
    .filter(({ id }) => families.every(({ data }) => data !== id))
    .map(({ id, domain }) => {
      const family = Object.values(registry.families).find(({ accepts }) => accepts.includes(domain));
      return { family: family?.id as string, data: id };
    });
  const optimizers = Object.keys(registry.optimizers);
  return [...families, ...others].map(({ family, data }, at) => ({
    backend: "wasm",
    hash: `#v=1&data.set=${data}&model.family=${family}&training.optimizer=${optimizers[at % optimizers.length]}&${SMALL}`,
  }));
};
const SETUPS = [...needed(), { backend: "webgl", hash: TINY }];

/**
 * Opens set-ups while what the worker loads late is gone; lets through what was missed, and answers what nobody asked for.
 */
async function openWithout(page: Page, setups: typeof SETUPS): Promise<string[]> {
  const chunks = lateParts("worker").flatMap((part) => part.chunks);
  const gone = await goneFrom(page, chunks);
  const { words } = new Playground(page);
  const alert = page.getByRole("alert");
  const ready = page.getByRole("button", { name: words.stage.sampling.again, disabled: false });
  const tryAgain = async () => {
    const before = await alert.elementHandle();
    await alert.getByRole("button", { name: words.shell.fault.tryAgain }).click();
    await before?.waitForElementState("hidden");
    await expect(alert.or(ready).first()).toBeVisible({ timeout: 60_000 });
  };
  for (const [index, { backend, hash }] of setups.entries()) {
    await test.step(`${backend} ${hash}`, async () => {
      const here = `${hash}&lang=en`;
      if (setups[index - 1]?.backend === backend) await page.evaluate((next) => location.replace(next), here);
      else await page.goto(`./?backend=${backend}${here}`);
      await expect(alert).toContainText(words.errors.workerNotLoaded, { timeout: 60_000 });
      // A set-up of a visitor's own then asks for what it learns from.
      while (await alert.filter({ hasText: words.errors.workerNotLoaded }).isVisible()) {
        await expect(page.locator(".recipe")).toBeVisible();
        // A try in vain is the same whatever it misses.
        if (index === 0) {
          gone.as("out of reach");
          await tryAgain();
          await expect(alert).toBeVisible();
          gone.as("answered 404");
        }
        const missed = [...gone.missed].filter((file) => gone.files.has(file));
        expect(missed.length).toBeGreaterThan(0);
        gone.letThrough(...missed);
        await tryAgain();
      }
    });
  }
  return [...gone.files];
}

const webgpuChunks = () => lateParts("worker").flatMap(({ part, chunks }) => (part === "webgpu" ? chunks : []));

test("the page stays while what its worker loads late is missing, and Try again goes on", async ({ page }) => {
  test.setTimeout(400_000);
  const unasked = await openWithout(page, SETUPS);
  // Only where there is a GPU: our kernels' chunk and TensorFlow.js's own. What they share with others has come with those.
  expect(unasked).toContain(webgpuChunks()[0]);
  // And what reads a table, where one is learned from: `own.spec.ts` brings none.
  const tables = lateParts("worker").flatMap(({ part, chunks }) => (part === "table" ? chunks : []));
  expect(unasked.filter((file) => !tables.includes(file))).toHaveLength(2);
});

test("WebGPU's code is missed where there is a GPU, and Try again brings it", { tag: ["@webgpu", "@only"] }, async ({
  page,
}) => {
  const unasked = await openWithout(page, [{ backend: "webgpu", hash: TINY }]);
  for (const chunk of webgpuChunks()) expect(unasked).not.toContain(chunk);
});

const failed = (page: Page) => page.locator(".failure").first();

test("a part that failed comes by itself when the network is back; a page of an older version keeps its run", async ({
  page,
  context,
}) => {
  const playground = new Playground(page);
  const { words } = playground;
  const share = "**/assets/share-dialog*";
  await page.route(share, (route) => route.abort("internetdisconnected"));
  await page.route("**/assets/help-dialog*", (route) => route.fulfill({ status: 404 }));
  await playground.open({ query: "?backend=wasm", hash: TINY });

  await test.step("for want of a network", async () => {
    await playground.button(words.shell.share.name).click();
    await expect(failed(page)).toBeVisible();
    await page.unroute(share);
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(page.getByRole("dialog", { name: words.shell.share.name })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("for want of the version", async () => {
    await playground.play();
    const newer = '<!doctype html><div id="root"></div><script type="module" src="./assets/index-another.js"></script>';
    await page.route(/localhost:\d+\/$/, (route) => route.fulfill({ contentType: "text/html", body: newer }));
    await playground.button(words.shell.help.name).click();
    await expect(failed(page)).toContainText(words.failure.newVersion);
    await page.unrouteAll();
    await failed(page).getByRole("button", { name: words.failure.reload }).click();
    await expect(page.getByRole("button", { name: words.kept.resume, exact: true })).toBeVisible();
  });
});
