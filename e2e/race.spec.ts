import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { RACE_WORDS } from "../src/app/ui/race/words.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const words = RACE_WORDS.en;

test("a race of three from a link runs, says who is ahead, is paused level, and ends with its workers", async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${TINY}&lang=en&race=model.cell~gru~lstm~simple~nonsense`);
  const race = page.getByRole("dialog", { name: /^Race/ });
  const lanes = race.getByRole("region", { name: /^Lane [ABC]: (GRU|LSTM|Simple)$/ });
  await expect(lanes).toHaveCount(3);
  await expect(race).toContainText("nonsense");
  const button = (name: string) => race.getByRole("button", { name, exact: true });
  for (const lane of await lanes.all()) await expect(lane).toContainText(words.ready, { timeout: 60_000 });
  await expect(race.getByRole("status").filter({ hasText: words.nothingYet })).toBeVisible();

  // By the keyboard alone.
  await button("Play").focus();
  await page.keyboard.press("Enter");
  const sentence = race.getByRole("status").filter({ hasText: /^After [\d,]+ steps/ });
  await expect(sentence).toContainText(/GRU \d+\.\d\d/, { timeout: 60_000 });
  await expect(lanes.first().getByRole("listitem").first()).toBeVisible();
  await expect(race.getByRole("img", { name: new RegExp(words.chart) })).toBeVisible();
  await page.keyboard.press("Enter");
  const steps = async () =>
    (await race.getByRole("table").getByRole("row").locator("td:nth-of-type(2)").allTextContents()).join(" ");
  await expect.poll(steps, { timeout: 30_000 }).toMatch(/^([\d,]+) \1 \1$/);
  const before = Number((await steps()).split(" ")[0]?.replaceAll(",", ""));
  await button("Step").click();
  await expect.poll(steps).toBe(
    Array(3)
      .fill((before + 1).toLocaleString("en"))
      .join(" "),
  );
  const found = await new AxeBuilder({ page }).include(".race-dialog").analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(page.url()).toContain("race=model.cell~gru~lstm~simple");

  const api = () => page.workers().filter((worker) => /\/worker-/.test(worker.url())).length;
  expect(api()).toBe(4);
  await button(words.end).click();
  await expect(race).toBeHidden();
  await expect.poll(api).toBe(1);
  await expect.poll(() => page.url()).not.toContain("race=");
  expect(playground.errors).toEqual([]);
});

test("a value is raced from its control's help, and the lane that is kept becomes the page's run", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${TINY}&lang=en`);
  await playground.button("Help: Cell").click();
  await page.getByRole("group", { name: words.entry }).getByRole("checkbox", { name: "LSTM" }).uncheck();
  await playground.button(words.start).click();
  const lane = page.getByRole("region", { name: "Lane B: Simple" });
  const keep = lane.getByRole("button", { name: words.keep });
  await expect(keep).toBeEnabled({ timeout: 60_000 });
  await keep.click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect.poll(() => page.url()).toContain("model.cell=simple");
  await expect.poll(() => playground.steps(), { timeout: 30_000 }).toBeGreaterThan(0);
  await playground.play(1);
  expect(playground.errors).toEqual([]);
});
