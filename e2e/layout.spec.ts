import { expect, type Page } from "@playwright/test";
import { presets } from "./catalog.ts";
import { type Language, Playground } from "./playground.ts";
import { test } from "./test.ts";

/** Where everything lies that has to be in view whatever is trained: nothing of it depends on training. */
interface Geometry {
  readonly width: number;
  readonly height: number;
  /** How far the page can be scrolled. */
  readonly scroll: readonly [across: number, down: number];
  readonly boxes: Readonly<Record<string, Box>>;
  /** Rows of tabs that are cut and do not fade. */
  readonly cut: number;
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const PARTS = {
  preset: ".preset",
  play: ".play",
  clock: ".clock",
  rate: ".pace .slider",
  optimizer: ".pace select",
  status: ".status",
  stage: ".stage",
  curve: ".chart-box",
};

const measure = (page: Page): Promise<Geometry> =>
  page.evaluate((parts) => {
    const boxes: Record<string, Box> = {};
    for (const [name, selector] of Object.entries(parts)) {
      const element = document.querySelector(selector);
      const { left, top, right, bottom } = element?.getBoundingClientRect() ?? new DOMRect();
      if (right > left) boxes[name] = { left, top, right, bottom };
    }
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
    const rows = [...document.querySelectorAll<HTMLElement>(".tabs, .try-this ul")];
    const cut = rows.filter((row) => row.scrollWidth > row.clientWidth + 1 && !row.dataset.beyond);
    const scroll = [scrollWidth - clientWidth, scrollHeight - clientHeight] as const;
    return { width: clientWidth, height: clientHeight, scroll, boxes, cut: cut.length };
  }, PARTS);

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

/** What of these is missing, out of view, or under another of them. */
function faults({ width, height, boxes }: Geometry, names: readonly (keyof typeof PARTS)[]): string[] {
  const outside = names.filter((name) => {
    const box = boxes[name];
    return !box || box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1;
  });
  const pairs = names.flatMap((name, i) => names.slice(i + 1).map((other) => [name, other] as const));
  const under = pairs.filter(([name, other]) => {
    const [a, b] = [boxes[name], boxes[other]];
    return a && b && overlaps(a, b);
  });
  return [...outside.map((name) => `${name} is not in view`), ...under.map((pair) => `${pair.join(" and ")} overlap`)];
}

/** Every preset in turn, by the address; measured as soon as it is drawn. */
async function everyPreset(page: Page, check: (geometry: Geometry) => readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of presets) {
    await page.evaluate((hash) => {
      location.hash = hash;
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, `v=1&preset=${id}`);
    found.push(...check(await measure(page)).map((fault) => `${id}: ${fault}`));
  }
  return found;
}

for (const language of ["en", "zh"] satisfies Language[]) {
  test(`what one turns and watches is in view in every preset (${language})`, async ({ page }) => {
    const playground = new Playground(page, language);
    await page.setViewportSize({ width: 1366, height: 768 });
    // Nothing is trained here: a worker that never answers leaves the machine to the layout.
    await page.route(/assets\/worker-[^/]+\.js/, () => {});
    await page.goto(`./?backend=wasm#v=1&lang=${language}`);
    await expect(page.locator(".try-chip")).toHaveCount(3);
    await expect(page.locator(".chart-box")).toBeVisible();

    await test.step("on a small laptop", async () => {
      const all = Object.keys(PARTS) as (keyof typeof PARTS)[];
      const check = (geometry: Geometry) => [
        ...faults(geometry, all),
        ...(geometry.scroll.some((by) => by > 0) ? ["the page scrolls"] : []),
      ];
      expect(await everyPreset(page, check)).toEqual([]);
    });

    await test.step("on a phone, where no row is cut without fading", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      const check = ({ scroll, cut }: Geometry) => [
        ...(scroll[0] > 0 ? [`the page scrolls sideways by ${scroll[0]}`] : []),
        ...(cut > 0 ? ["tabs are cut"] : []),
      ];
      // The cue follows the layout by an observer.
      await page.waitForTimeout(200);
      expect(await everyPreset(page, check)).toEqual([]);
    });

    await test.step("on a projector of 1024 × 768, in one row of controls and without scrolling", async () => {
      await page.setViewportSize({ width: 1024, height: 768 });
      await page.getByRole("button", { name: playground.words.shell.projector.on }).click();
      const names = ["preset", "play", "clock", "rate", "status", "stage", "curve"] as const;
      const check = (geometry: Geometry) => [
        ...faults(geometry, names),
        ...(geometry.scroll.some((by) => by > 0) ? ["the page scrolls"] : []),
        ...((geometry.boxes.status?.top ?? 0) > 110 ? ["the controls take more than a row"] : []),
      ];
      expect(await everyPreset(page, check)).toEqual([]);
    });
  });
}

test("an alarm is in view with its remedies, moves nothing, and dims what was measured before", async ({ page }) => {
  const playground = new Playground(page);
  const { words } = playground;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto("./?backend=wasm#v=1&preset=moons-vae-collapse&lang=en");
  await expect(page.locator(".chart-box")).toBeVisible();
  const before = await measure(page);
  await playground.button(words.shell.play).click();
  const remedies = page.locator(".alarm-remedies").getByRole("button");
  await expect(remedies.first()).toBeInViewport({ ratio: 1, timeout: 90_000 });
  await expect(page.getByRole("region", { name: words.stage.status.name })).toBeInViewport({ ratio: 1 });
  const after = await measure(page);
  for (const part of ["status", "stage", "rate", "optimizer", "curve"])
    expect(after.boxes[part]).toEqual(before.boxes[part]);

  // On a phone it lies over the top of the screen, wherever one has scrolled.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => scrollTo(0, 600));
  await expect(remedies.first()).toBeInViewport({ ratio: 1 });
});
