import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { parseMidi } from "midi-file";
import { melodyWords } from "../src/app/ui/notation/melody/words.ts";
import { Playground } from "./playground.ts";
import { test } from "./test.ts";

const words = melodyWords("en");
const HASH =
  "#v=1&preset=melodies-gru&model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=24";

test("a bar that is tapped begins what the model writes, which is heard and taken along as MIDI", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open({ hash: HASH, query: "?backend=cpu" });
  await playground.button(playground.words.stage.notation.melody).click();
  // A pointer, the computer's keys, and one that would press Share if it were not a piano's.
  await page.getByRole("button", { name: "G4", exact: true }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await expect(prompt).toHaveValue("④G2B2D2");
  await playground.button(words.rest).click();
  await expect(prompt).toHaveValue("④G2B2D2z2|");
  await expect(page.getByText(words.full)).toBeVisible();

  const melody = page.getByRole("list", { name: playground.words.stage.text.untrained }).getByRole("listitem").first();
  await expect(melody).toContainText("④G2B2D2z2|");
  await expect(melody.getByRole("img")).toHaveAccessibleName(/^4\/4, bars: \d+, notes: \d+/);
  await melody.getByRole("button", { name: words.play.replace("{{index}}", "1") }).click();
  await melody.getByRole("button", { name: words.stop }).click();
  await expect(melody.getByRole("button", { name: words.play.replace("{{index}}", "1") })).toBeVisible();

  const coming = page.waitForEvent("download");
  await melody.getByRole("button", { name: words.midi.replace("{{index}}", "1") }).click();
  const [track = []] = parseMidi(readFileSync(await (await coming).path())).tracks;
  expect(track.flatMap((event) => (event.type === "noteOn" ? [event.noteNumber] : [])).slice(0, 3)).toEqual([
    67, 71, 62,
  ]);
  expect(track.find(({ type }) => type === "text")).toMatchObject({ text: words.made });
  expect(playground.errors).toEqual([]);
});
