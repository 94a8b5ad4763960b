/** Packs pictures of one size into a sprite; `decode.ts` says how it is laid out and reads it back. */
import { deflateSync } from "node:zlib";

/**
 * @param {{height: number, width: number, channels: number, levels: number, predict: boolean}} shape
 *   `levels`: how many values, at most 256, are told apart; `predict`: store differences, smaller where colours are smooth
 * @param {Uint8Array} values 0 … 255, picture by picture, row by row, channels last
 * @returns {Buffer}
 */
export function encodeSprite({ height, width, channels, levels, predict }, values) {
  const size = height * width * channels;
  const header = Buffer.alloc(9);
  header.writeUInt32LE(values.length / size, 0);
  header.set([height, width, channels, levels - 1, Number(predict)], 4);

  const quantised = values.map((value) => Math.round((value * (levels - 1)) / 255));
  if (!predict) return deflateSync(Buffer.concat([header, quantised]), { level: 9, memLevel: 9 });

  const differences = new Uint8Array(values.length);
  const stride = width * channels;
  for (let i = 0; i < values.length; i++) {
    const inPicture = i % size;
    const hasLeft = inPicture % stride >= channels;
    const hasUp = inPicture >= stride;
    const left = hasLeft ? quantised[i - channels] : 0;
    const up = hasUp ? quantised[i - stride] : 0;
    const corner = hasLeft && hasUp ? quantised[i - stride - channels] : 0;
    differences[i] = (quantised[i] - predicted(left, up, corner) + levels) % levels;
  }
  return deflateSync(Buffer.concat([header, differences]), { level: 9, memLevel: 9 });
}

/** Paeth's predictor, as in PNG: the neighbour closest to left + up − corner. */
function predicted(left, up, corner) {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
