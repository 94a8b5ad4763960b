import type { ExampleDataset, LoadDataset } from "../../domains/dataset.ts";
import { readClassifier } from "../../domains/image/classifier.ts";
import { readSprite } from "../../domains/image/decode.ts";
import { pictureDataset } from "../../domains/image/pictures.ts";
import { readJson } from "../../domains/image/readJson.ts";

/** Group → [character, name] of each, in the order of the sprite. */
type EmojiNames = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** Emoji as 32×32 pictures in colour, on white; each is labelled with its group and named as Unicode names it. */
export const load: LoadDataset<ExampleDataset> = async ({ group }, read, onProgress) => {
  const sprite = await readSprite("data/emoji.bin", read);
  onProgress(0.6);
  const groups = await readJson<EmojiNames>("data/emoji-names.json", read);
  const listed = Object.entries(groups).flatMap(([id, emoji]) => emoji.map((pair) => ({ id, name: pair.join(" ") })));
  const dataset = pictureDataset(sprite, {
    id: "emoji",
    labels: Object.keys(groups).filter((id) => id === group || !(String(group) in groups)),
    labelOf: (index) => listed[index]?.id as string,
    nameOf: (index) => listed[index]?.name as string,
    classifier: () => readClassifier("data/emoji-classifier", read),
  });
  onProgress(1);
  return dataset;
};
