import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { unzipSync } from "fflate";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

test("the set-up is shown in each framework, follows its controls, is taken along and comes back", async ({ page }) => {
  await page.goto("./?backend=cpu#v=1&preset=two-gan&model.width=16&training.batchSize=16&lang=en");
  const playground = new Playground(page, "en");
  await playground.button(playground.words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(1);
  await page.locator("details.code > summary").click();
  const code = page.getByRole("region", { name: "model.py" });
  await expect(code).toContainText("nn.Linear(16, 16)");

  await page.locator("[data-setting='model.criticSteps']").hover();
  await expect(page.locator(".code-line-marked")).toContainText(["CRITIC_STEPS = "]);

  await page.locator(".code").getByRole("radio", { name: "Keras" }).check();
  await expect(code).toContainText("layers.Dense(16");
  await page.locator(".code").getByRole("radio", { name: "TensorFlow.js" }).check();
  await expect(page.getByRole("region", { name: "model.js" })).toContainText("units: 16");
  await page.locator(".code").getByRole("radio", { name: "PyTorch" }).check();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download project" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("inkling-points-gan-1.zip");
  const zip = await readFile(await download.path());

  const [networks] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Networks as files" }).click(),
  ]);
  expect(networks.suggestedFilename()).toBe("inkling-points-gan-1-networks.zip");
  const files = unzipSync(await readFile(await networks.path()));
  const folder = "inkling-points-gan-1-networks";
  const each = (name: string) => [
    `${folder}/${name}.onnx`,
    `${folder}/${name}/model.json`,
    `${folder}/${name}/weights.bin`,
  ];
  expect(Object.keys(files).sort()).toEqual([`${folder}/README.txt`, ...each("critic"), ...each("generator")].sort());
  const text = (path: string) => new TextDecoder().decode(files[`${folder}/${path}`]);
  expect(text("generator.onnx")).toContain("Made with Inkling: http");
  expect(JSON.parse(text("generator/model.json"))).toMatchObject({ format: "layers-model" });
  expect(text("README.txt")).toMatch(/generator\n {2}in {2}z: float32 \[batch, \d+\]/);

  await playground.button(playground.words.shell.step).click();
  await expect.poll(() => playground.steps()).toBe(2);
  const drop = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], "project.zip"));
      return transfer;
    },
    [...zip],
  );
  await page.locator("details.code").dispatchEvent("drop", { dataTransfer: drop });
  await expect(page.locator(".code").getByText("The page goes on from step 1.")).toBeVisible();
  await expect.poll(() => playground.steps()).toBe(1);
});
