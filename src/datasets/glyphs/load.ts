import type { ExampleDataset, LoadDataset } from "../../domains/dataset.ts";
import { readClassifier } from "../../domains/examples/classifier.ts";
import { readSprite } from "../../domains/image/decode.ts";
import { pictureDataset } from "../../domains/image/pictures.ts";
import { readJson } from "../../domains/readJson.ts";
import { ALL, CHARACTERS } from "./manifest.ts";

/** Characters as 28×28 pictures, white on black; each is labelled with its character and named with its font. */
export const load: LoadDataset<ExampleDataset> = async ({ characters }, read, onProgress) => {
  const sprite = await readSprite("data/glyphs.bin", read);
  onProgress(0.6);
  const fonts = await readJson<readonly { readonly name: string }[]>("data/glyphs-fonts.json", read);
  const characterOf = (index: number) => ALL[index % ALL.length] as string;
  const dataset = pictureDataset(sprite, {
    id: "glyphs",
    labels: [...(CHARACTERS[String(characters)] ?? ALL)],
    labelOf: characterOf,
    nameOf: (index) => `${characterOf(index)} · ${fonts[Math.floor(index / ALL.length)]?.name}`,
    classifier: () => readClassifier("data/glyphs-classifier", read),
  });
  onProgress(1);
  return dataset;
};
