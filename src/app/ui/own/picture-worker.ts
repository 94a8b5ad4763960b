/// <reference lib="webworker" />
import * as Comlink from "comlink";
import { createPictureImporter, type DecodePicture } from "../../../own/pictures/importer.ts";

let canvas: OffscreenCanvas | null = null;

/** Shrunk by the browser so that the shorter side fits, then cut from the middle. */
const decode: DecodePicture = async (picture, side) => {
  const whole = await createImageBitmap(picture);
  try {
    if (canvas?.width !== side) canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    const cut = Math.min(whole.width, whole.height);
    context.imageSmoothingQuality = "high";
    context.clearRect(0, 0, side, side);
    const [x, y] = [(whole.width - cut) / 2, (whole.height - cut) / 2];
    context.drawImage(whole, x, y, cut, cut, 0, 0, side, side);
    return context.getImageData(0, 0, side, side).data;
  } finally {
    whole.close();
  }
};

Comlink.expose(createPictureImporter(decode));
