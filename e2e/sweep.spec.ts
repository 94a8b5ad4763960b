import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { SWEEP_WORDS } from "../src/app/ui/race/sweep-words.ts";
import { Playground, TINY } from "./playground.ts";
import { test } from "./test.ts";

const words = SWEEP_WORDS.en;

test("a sweep from a link fills its cells, and a press on one goes on with its run", async ({ page }) => {
  const playground = new Playground(page);
  await page.goto(`./?backend=wasm${TINY}&lang=en&race=sweep~50~training.learningRate~0.003~0.01`);
  const sweep = page.getByRole("dialog", { name: "Sweep: Learning rate" });
  const cell = (rate: string) => sweep.getByRole("button", { name: new RegExp(`^Learning rate ${rate}: `) });
  await expect(cell("0.01")).toHaveAccessibleName(new RegExp(`${words.waits}$`));
  await sweep.getByRole("button", { name: "Play", exact: true }).click();
  await expect(sweep.getByRole("status")).toContainText("2 of 2 runs are through. Best: Learning rate 0.0", {
    timeout: 60_000,
  });
  const found = await new AxeBuilder({ page }).include(".sweep-dialog").analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await cell("0.01").click();
  await expect(sweep).toBeHidden();
  await expect.poll(() => playground.steps(), { timeout: 30_000 }).toBe(50);
  await expect.poll(() => page.url()).toContain("training.learningRate=0.01");
  expect(page.url()).not.toContain("race=");
  await playground.play(1);
  expect(playground.errors).toEqual([]);
});
