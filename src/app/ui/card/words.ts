/** Words of the result's card; they come with it. */
const en = {
  title: "A picture of the result",
  alt: "{{title}}, {{about}}",
  about: "step {{step}} · loss {{loss}}",
  aboutStep: "step {{step}}",
  caption: "Made by a model that learned in a browser, with Inkling",
  withCaption: "Say on it that a model made it",
  png: "Save picture",
  gif: "Save the learning as a GIF",
  making: "Making the GIF… {{percent}}",
  failed: "That did not work here. Save the picture instead.",
  none: "There is nothing to show yet: press Play first.",
};

type Words = Readonly<Record<keyof typeof en, string>>;

const zh: Words = {
  title: "成果图",
  alt: "{{title}}，{{about}}",
  about: "第 {{step}} 步 · 损失 {{loss}}",
  aboutStep: "第 {{step}} 步",
  caption: "由在浏览器里训练的模型生成 · Inkling",
  withCaption: "在图上注明由模型生成",
  png: "保存图片",
  gif: "把学习过程存为 GIF",
  making: "正在制作 GIF… {{percent}}",
  failed: "这里无法制作，请改为保存图片。",
  none: "还没有可以展示的内容：先按“开始”。",
};

export const cardWords: Readonly<Record<"en" | "zh", Words>> = { en, zh };
