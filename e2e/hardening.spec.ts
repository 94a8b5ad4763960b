import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { expect } from "@playwright/test";
import fc from "fast-check";
import { files } from "../src/datasets/files.generated.ts";
import { fuzzedLink } from "./catalog.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

test("two hundred links from anywhere, one after the other, never empty the page", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open({ query: "?backend=wasm", hash: TINY });
  const links = fc.sample(fuzzedLink, { numRuns: 198, seed: 8 });
  const empty = await page.evaluate(
    async (hashes) => {
      const bad: string[] = [];
      for (const hash of hashes) {
        location.hash = hash;
        await new Promise((resolve) => setTimeout(resolve, 60));
        const root = document.getElementById("root");
        if (!root?.querySelector(".top-bar") || root.querySelector(".failure")) bad.push(hash);
      }
      return bad;
    },
    ["#__proto__=1", "#model.constructor=1", ...links],
  );
  expect(empty).toEqual([]);
  expect(playground.errors).toEqual([]);
  await page.evaluate((hash) => location.replace(hash), `${TINY}&lang=en`);
  await playground.button("Play").click();
  await expect.poll(() => playground.steps()).toBeGreaterThan(2);
});

test("the policy is on: no script but the build's, no other origin, and markup is text", async ({ page, context }) => {
  const origin = new URL(test.info().project.use.baseURL ?? "").origin;
  const foreign: string[] = [];
  context.on("request", (request) => {
    const { protocol, origin: from } = new URL(request.url());
    if (protocol.startsWith("http") && from !== origin) foreign.push(request.url());
  });
  const playground = new Playground(page);
  const { words, family } = playground;
  const markup = "<img src=x onerror=document.title=1>";
  const hash = `${TINY}&sampling.prompt=${encodeURIComponent(markup)}&${encodeURIComponent("<b>bold</b>")}=1`;
  const response = page.waitForResponse((answer) => answer.request().isNavigationRequest());
  await playground.open({ query: "?backend=wasm", hash });
  expect((await response).headers()["content-security-policy"]).toContain("default-src 'none'");

  await test.step("markup from a link is shown as text", async () => {
    await expect(page.getByText("<b>bold</b>")).toBeVisible();
    expect(await page.locator("#root img[src=x]").count()).toBe(0);
  });

  await test.step("a journey through the page breaks nothing of the policy", async () => {
    await playground.button(words.shell.play).click();
    await expect.poll(() => playground.steps()).toBeGreaterThan(3);
    await playground.button(words.shell.pause).click();
    for (const { name } of Object.values(family.views)) await playground.tab(name).click();
    await playground.button(words.shell.share.name).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: /^Help:/ })
      .first()
      .click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: new RegExp(`^${words.shell.preset}`) }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    expect(playground.errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  await test.step("an injected script does not run, in the page or by another origin", async () => {
    const refused = await page.evaluate(async () => {
      const found: string[] = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => found.push(effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "document.title = 'injected'";
      document.body.append(script);
      await fetch("https://example.org/").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      // The page and the server say the same policy, and each reports.
      return [...new Set(found)];
    });
    expect(refused).toEqual(["script-src-elem", "connect-src"]);
    expect(await page.title()).not.toBe("injected");
  });
});

test("markup in the data, in its labels and in a prompt is shown as text", async ({ page }) => {
  // As short as names are.
  const name = "<img src=x>";
  const prompt = "<img src=x>";
  const label = "<img data-injected src=x onerror=document.title=1>";
  const data = [label, ...Array.from({ length: 40 }, (_, i) => `${name}${i}`)].join("\t");
  const file = "data/given-names-latin.txt";
  const { sha256, bytes } = files[file];
  await page.route(`**/${file}`, (route) => route.fulfill({ body: data, contentType: "text/plain" }));
  // The page takes no file but its own: here it is told that this one is.
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    const facts = new RegExp(`bytes:${bytes},sha256:(.)${sha256}`);
    const digest = createHash("sha256").update(data).digest("hex");
    const told = (await response.text()).replace(facts, (_, quote) => `bytes:${data.length},sha256:${quote}${digest}`);
    await route.fulfill({ response, body: told });
  });
  const playground = new Playground(page);
  const { words } = playground;
  const injected = page.locator("#root img[src=x], [data-injected]");
  await playground.open({ query: "?backend=wasm", hash: `${TINY}&sampling.prompt=${encodeURIComponent(prompt)}` });
  await playground.play(3);
  await playground.pause();
  await expect(playground.samples).toContainText(prompt);
  expect(await injected.count()).toBe(0);
  await page.getByRole("button", { name: words.recipe.browse.name }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(name).first()).toBeVisible();
  await expect(dialog.getByRole("listitem").getByText(label).first()).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: words.recipe.browse.label })).toContainText(label);
  expect(await injected.count()).toBe(0);
  expect(await page.title()).not.toBe("1");
  expect(playground.errors).toEqual([]);
});

test("a page that was opened from a file says what it needs", async ({ page }) => {
  await page.goto(pathToFileURL("dist/index.html").href);
  await expect(page.getByText("Browsers do not run this page from a file.")).toBeVisible();
  await expect(page.getByText("浏览器无法直接从文件运行此页面")).toBeVisible();
});
