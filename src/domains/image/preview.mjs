/**
 * Makes public/data/glyphs-preview.png and emoji-preview.png: a few pictures of each sprite side by side, as the cards of
 * the recipe show them. Run after a sprite was made: node src/domains/image/preview.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { runnerImport } from "vite";

const FOLDER = fileURLToPath(new URL("../../../public/data/", import.meta.url));
const { module } = await runnerImport(fileURLToPath(new URL("./decode.ts", import.meta.url)));

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Each in another font. */
const glyphs = [..."AgR5kQe8BmS3xGw7"].map((one, i) => (4 * i + 1) * CHARACTERS.length + CHARACTERS.indexOf(one));

const groups = Object.values(JSON.parse(readFileSync(`${FOLDER}emoji-names.json`, "utf8"))).flat();
const emoji = [..."😀🐱🍓🚀🦊😎🌈💡🍕🐢🎸💜"].map((one) => groups.findIndex(([character]) => character === one));

await make("glyphs", glyphs, 4);
await make("emoji", emoji, 4);

/**
 * @param {string} name
 * @param {readonly number[]} indices
 * @param {number} columns
 */
async function make(name, indices, columns) {
  const read = async (/** @type {string} */ path) => new Uint8Array(readFileSync(`${FOLDER}../${path}`));
  const { height, width, channels, values } = await module.readSprite(`data/${name}.bin`, read);
  const rows = indices.length / columns;
  const stride = columns * width * channels;
  const pixels = new Uint8Array(rows * height * stride);
  for (const [place, index] of indices.entries()) {
    const [row, column] = [Math.floor(place / columns), place % columns];
    for (let y = 0; y < height; y++) {
      const from = (index * height + y) * width * channels;
      pixels.set(
        values.subarray(from, from + width * channels),
        (row * height + y) * stride + column * width * channels,
      );
    }
  }
  const image = png(pixels, columns * width, rows * height, channels);
  writeFileSync(`${FOLDER}${name}-preview.png`, image);
  console.log(`${name}-preview.png: ${image.length} bytes`);
}

/** An 8-bit grey or RGB picture. PNG specification, third edition: 5.3 for chunks, 9 for filters (Paeth's for every row). */
function png(pixels, width, height, channels) {
  const stride = width * channels;
  const filtered = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    filtered[y * (stride + 1)] = 4;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? pixels[y * stride + x - channels] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + x] : 0;
      const corner = x >= channels && y > 0 ? pixels[(y - 1) * stride + x - channels] : 0;
      const estimate = left + up - corner;
      const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(estimate - one));
      const predicted = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      filtered[y * (stride + 1) + 1 + x] = (pixels[y * stride + x] - predicted + 256) % 256;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 3 ? 2 : 0, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = deflateSync(filtered, { level: 9, memLevel: 9 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
