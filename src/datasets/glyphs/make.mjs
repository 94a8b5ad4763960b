/**
 * Makes public/data/glyphs.bin and glyphs-fonts.json: the 62 characters A–Z a–z 0–9 of each font below, white on black,
 * 28×28. A font's capital H is 20 pixels high and its other characters keep their proportions to it, so that c and C
 * differ; each is centred by its ink, and shrunk where it would be more than 24 pixels wide or high.
 * The files are frozen. Run: node src/datasets/glyphs/make.mjs [folder]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withPackages, withPage } from "../../domains/image/draw.mjs";
import { encodeSprite } from "../../domains/image/encode.mjs";

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const SIDE = 28;
const CAPITAL = 20;
const MOST = 24;
/** Grey levels kept. */
const LEVELS = 16;
/** Drawn so much larger, then averaged. */
const OVERSAMPLING = 8;

/**
 * Fonts in which all 62 can be told apart or nearly so: none that draws capitals for small letters.
 * `@fontsource` packages by their version; weight 400, Latin.
 */
const VERSIONS = {
  "5.3.0": [
    // Sans serif
    ..."inter roboto open-sans lato montserrat poppins raleway nunito work-sans noto-sans oswald josefin-sans".split(
      " ",
    ),
    ..."quicksand archivo barlow karla rubik exo-2 titillium-web cabin dosis".split(" "),
    // Serif
    ..."eb-garamond merriweather playfair-display lora crimson-pro libre-baskerville cormorant-garamond".split(" "),
    ..."spectral vollkorn cardo gelasio alegreya pt-serif libre-caslon-text old-standard-tt abril-fatface".split(" "),
    // Slab
    ..."roboto-slab zilla-slab arvo rokkitt josefin-slab bitter crete-round alfa-slab-one".split(" "),
    // Monospaced
    ..."jetbrains-mono fira-code ibm-plex-mono space-mono inconsolata courier-prime vt323".split(" "),
    // Handwritten
    ..."caveat patrick-hand indie-flower kalam architects-daughter shadows-into-light gochi-hand handlee".split(" "),
    ..."dancing-script pacifico courgette".split(" "),
    // Display
    ..."lobster comfortaa righteous fredoka orbitron special-elite concert-one".split(" "),
    ..."pirata-one limelight".split(" "),
  ],
  "5.3.1": ["source-sans-3", "source-serif-4", "source-code-pro"],
};

const versionOf = Object.fromEntries(
  Object.entries(VERSIONS).flatMap(([version, ids]) => ids.map((id) => [id, version])),
);
const ids = Object.keys(versionOf).sort();

const { fonts, pictures } = await withPackages(
  Object.fromEntries(ids.map((id) => [`@fontsource/${id}`, versionOf[id]])),
  (fileOf) =>
    withPage(async (page) => {
      const fonts = [];
      const pictures = [];
      for (const id of ids) {
        const { family, license } = JSON.parse(fileOf(`@fontsource/${id}`, "metadata.json"));
        const bytes = fileOf(`@fontsource/${id}`, `files/${id}-latin-400-normal.woff2`).toString("base64");
        fonts.push({
          name: family,
          package: `@fontsource/${id} ${versionOf[id]}`,
          licence: license.type,
          copyright: license.attribution,
        });
        const options = { bytes, characters: CHARACTERS, side: SIDE, capital: CAPITAL, most: MOST, over: OVERSAMPLING };
        pictures.push(Buffer.from(await page.evaluate(drawFont, options), "base64"));
      }
      return { fonts, pictures };
    }),
);

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
mkdirSync(folder, { recursive: true });
const shape = { height: SIDE, width: SIDE, channels: 1, levels: LEVELS, predict: false };
writeFileSync(join(folder, "glyphs.bin"), encodeSprite(shape, new Uint8Array(Buffer.concat(pictures))));
writeFileSync(join(folder, "glyphs-fonts.json"), `${JSON.stringify(fonts, null, 1)}\n`);

/** In the page: all characters of one font, one byte a pixel, in base64. */
async function drawFont({ bytes, characters, side, capital, most, over }) {
  const face = new FontFace("sprite", Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)).buffer);
  await face.load();
  document.fonts.add(face);
  const canvasSide = 3 * side * over;
  const context = new OffscreenCanvas(canvasSide, canvasSide).getContext("2d", { willReadFrequently: true });
  context.fillStyle = "white";

  const draw = (character, size, x, y) => {
    context.clearRect(0, 0, canvasSide, canvasSide);
    context.font = `${size}px sprite`;
    context.fillText(character, x, y);
    return context.getImageData(0, 0, canvasSide, canvasSide).data;
  };
  const boxOf = (data) => {
    let [left, right, top, bottom] = [canvasSide, -1, canvasSide, -1];
    for (let y = 0; y < canvasSide; y++) {
      for (let x = 0; x < canvasSide; x++) {
        if (data[4 * (y * canvasSide + x) + 3] < 128) continue;
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
    }
    return { left, right, top, bottom };
  };

  const [x, y] = [side * over, 2 * side * over];
  const trial = boxOf(draw("H", side * over, x, y));
  const size = (side * over * capital * over) / (trial.bottom - trial.top);
  const result = new Uint8Array(characters.length * side * side);
  [...characters].forEach((character, index) => {
    const first = boxOf(draw(character, size, x, y));
    const extent = Math.max(first.right - first.left, first.bottom - first.top);
    const fits = extent <= most * over;
    const data = draw(character, fits ? size : (size * most * over) / extent, x, y);
    const { left, right, top, bottom } = fits ? first : boxOf(data);
    const originX = Math.round((left + right) / 2 - (side * over) / 2);
    const originY = Math.round((top + bottom) / 2 - (side * over) / 2);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        let sum = 0;
        for (let j = 0; j < over; j++) {
          const from = (originY + row * over + j) * canvasSide + originX + column * over;
          for (let i = 0; i < over; i++) sum += data[4 * (from + i) + 3] ?? 0;
        }
        result[(index * side + row) * side + column] = Math.round(sum / over ** 2);
      }
    }
  });
  document.fonts.delete(face);
  let text = "";
  for (const byte of result) text += String.fromCharCode(byte);
  return btoa(text);
}
