import type { ExampleDataset, LoadDataset } from "../../domains/dataset.ts";
import { readClassifier } from "../../domains/examples/classifier.ts";
import { readSprite } from "../../domains/image/decode.ts";
import { halved, type PictureCaption, pictureDataset } from "../../domains/image/pictures.ts";
import { readJson } from "../../domains/readJson.ts";
import { readText } from "../../domains/tokens/readText.ts";

/** The name and those keywords that are more than a part of it. */
const wording = (name: string, keywords: string) =>
  [name, ...keywords.split("|").filter((keyword) => !name.includes(keyword))].join(", ");

/** Lines of `make-captions.mjs`. */
const readCaptions = (text: string): readonly PictureCaption[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [english = "", keywords = "", chinese = "", chineseKeywords = "", kin = ""] = line.split("\t");
      const wordings = [wording(english, keywords), wording(chinese, chineseKeywords)];
      return { title: english, wordings, kin: Number(kin) };
    });

/** Group → [character, name] of each, in the order of the sprite. */
type EmojiNames = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/**
 * Emoji as pictures in colour, on white; each is labelled with its group, named as Unicode names it, and has a caption in
 * English and one in Chinese: its name and its keywords.
 */
export const load: LoadDataset<ExampleDataset> = async ({ group, side }, read, onProgress) => {
  const whole = await readSprite("data/emoji.bin", read);
  const sprite = side === "16" ? halved(whole) : whole;
  onProgress(0.6);
  const groups = await readJson<EmojiNames>("data/emoji-names.json", read);
  const listed = Object.entries(groups).flatMap(([id, emoji]) => emoji.map((pair) => ({ id, name: pair.join(" ") })));
  const captions = readCaptions(await readText("data/emoji-captions.txt", read));
  const dataset = pictureDataset(sprite, {
    id: "emoji",
    labels: Object.keys(groups).filter((id) => id === group || !(String(group) in groups)),
    labelOf: (index) => listed[index]?.id as string,
    nameOf: (index) => listed[index]?.name as string,
    captionOf: (index) => captions[index] as PictureCaption,
    classifier: () => readClassifier("data/emoji-classifier", read),
  });
  onProgress(1);
  return dataset;
};
