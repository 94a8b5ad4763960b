import { expect } from "@playwright/test";
import { writeSafetensors } from "../src/export/safetensors/write.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

test("weights from elsewhere are taken where they fit, and the others are listed", async ({ page }) => {
  await page.goto("./?backend=cpu#v=1&preset=two-gan&model.width=16&training.batchSize=16&lang=en");
  const playground = new Playground(page, "en");
  await playground.button(playground.words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  await page.locator("details.code > summary").click();
  await expect(page.getByRole("region", { name: "model.py" })).toContainText("nn.Linear(16, 16)");

  const give = (tensors: Parameters<typeof writeSafetensors>[0]) =>
    page.locator("[data-checkpoint]").setInputFiles({
      ...{ name: "weights.safetensors", mimeType: "application/octet-stream" },
      buffer: Buffer.from(writeSafetensors(tensors)),
    });
  await give([{ name: "lm_head.weight", shape: [1], data: Float32Array.of(1) }]);
  await expect(page.locator(".code").getByText("Nothing in the file is called as")).toBeVisible();
  await expect.poll(() => playground.steps()).toBe(1);

  const layer = { weight: [16, 16], bias: [16] };
  const fitting = Object.entries(layer).map(([name, shape]) => ({
    ...{ name: `module.generator.2.${name}`, shape },
    data: new Float32Array(shape.reduce((size, side) => size * side)).fill(0.01),
  }));
  await give([...fitting, { name: "generator.0.weight", shape: [3], data: new Float32Array(3) }]);
  await expect(page.locator(".code").getByText(/^2 of \d+ weights fit/)).toBeVisible();
  const list = page.getByRole("list", { name: "What fits, and what does not" });
  await expect(list.getByRole("listitem").filter({ hasText: "generator.2.weight" })).toContainText("taken");
  await expect(list.getByRole("listitem").filter({ hasText: "generator.0.weight" })).toContainText("[3] in the file");
  await expect.poll(() => playground.steps()).toBe(0);
});
