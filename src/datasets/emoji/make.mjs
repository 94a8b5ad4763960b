/**
 * Makes public/data/emoji.bin and emoji-names.json: every emoji but flags, without skin tones, from the Noto Color Emoji
 * font, on white, 32×32 in colour, with the names and groups of Unicode. Pictures that look the same are kept once.
 * The files are frozen. Run: node src/datasets/emoji/make.mjs [folder]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withPackages, withPage } from "../../domains/image/draw.mjs";
import { encodeSprite } from "../../domains/image/encode.mjs";

const FONT = "@fontsource/noto-color-emoji";
const NAMES = "unicode-emoji-json";
const VERSIONS = { [FONT]: "5.3.2", [NAMES]: "0.9.0" };
const SIDE = 32;
/** Levels kept of each of red, green and blue. */
const LEVELS = 64;
/** Drawn so much larger, then averaged. */
const OVERSAMPLING = 4;

/** The groups of Unicode by the id of their label. */
const GROUPS = {
  "Smileys & Emotion": "smileys",
  "People & Body": "people",
  "Animals & Nature": "animals",
  "Food & Drink": "food",
  "Travel & Places": "travel",
  Activities: "activities",
  Objects: "objects",
  Symbols: "symbols",
};

const { listed, pictures } = await withPackages(VERSIONS, (fileOf) =>
  withPage(async (page) => {
    const listed = Object.entries(JSON.parse(fileOf(NAMES, "data-by-emoji.json")))
      .filter(([, { group }]) => group in GROUPS)
      .map(([character, { name, group }]) => ({ character, name, group: GROUPS[group] }));
    const options = {
      bytes: fileOf(FONT, "files/noto-color-emoji-emoji-400-normal.woff2").toString("base64"),
      characters: listed.map(({ character }) => character),
      side: SIDE,
      over: OVERSAMPLING,
    };
    return { listed, pictures: await page.evaluate(drawEmoji, options) };
  }),
);

const kept = new Map();
pictures.forEach((picture, index) => {
  if (picture !== null && !kept.has(picture)) kept.set(picture, listed[index]);
});
const values = Buffer.concat(Array.from(kept.keys(), (picture) => Buffer.from(picture, "base64")));
const names = Object.fromEntries(Object.values(GROUPS).map((group) => [group, []]));
for (const { character, name, group } of kept.values()) names[group].push([character, name]);

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
mkdirSync(folder, { recursive: true });
const shape = { height: SIDE, width: SIDE, channels: 3, levels: LEVELS, predict: true };
writeFileSync(join(folder, "emoji.bin"), encodeSprite(shape, new Uint8Array(values)));
writeFileSync(join(folder, "emoji-names.json"), `${JSON.stringify(names).replaceAll("],[", "],\n[")}\n`);
console.log(`${kept.size} of ${listed.length} emoji`);

/** In the page: one picture each, red, green, blue, in base64; null for what the font lacks. */
async function drawEmoji({ bytes, characters, side, over }) {
  const face = new FontFace("sprite", Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)).buffer);
  await face.load();
  document.fonts.add(face);
  const canvasSide = side * over;
  const context = new OffscreenCanvas(canvasSide, canvasSide).getContext("2d", { willReadFrequently: true });
  context.font = `${canvasSide}px sprite`;
  const width = context.measureText("😀").width;
  context.font = `${canvasSide ** 2 / width}px sprite`;
  const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = context.measureText("⬛");
  const baseline = canvasSide / 2 + (above - below) / 2;

  return characters.map((character) => {
    // A sequence that the font lacks falls apart into several, and is wider.
    if (Math.abs(context.measureText(character).width - canvasSide) > 1) return null;
    context.fillStyle = "white";
    context.fillRect(0, 0, canvasSide, canvasSide);
    context.fillText(character, 0, baseline);
    const { data } = context.getImageData(0, 0, canvasSide, canvasSide);
    let text = "";
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        for (let channel = 0; channel < 3; channel++) {
          let sum = 0;
          for (let j = 0; j < over; j++) {
            for (let i = 0; i < over; i++) {
              sum += data[4 * ((row * over + j) * canvasSide + column * over + i) + channel];
            }
          }
          text += String.fromCharCode(Math.round(sum / over ** 2));
        }
      }
    }
    return btoa(text);
  });
}
