/** Words of the button that saves a chart as a picture. */
const en = {
  save: "Save the curves as a picture",
  vector: "SVG, to draw on",
  pixels: "PNG, to paste",
  failed: "The picture could not be made.",
};

const zh: Readonly<Record<keyof typeof en, string>> = {
  save: "把曲线存成图片",
  vector: "SVG，便于编辑",
  pixels: "PNG，便于粘贴",
  failed: "图片生成失败。",
};

export const pictureWords = { en, zh };
