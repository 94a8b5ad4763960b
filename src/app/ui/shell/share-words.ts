/** Words of the dialog that shares the set-up; they come with it. */
const en = {
  title: "Share this set-up",
  explain:
    "The link holds the whole set-up: data, model, training and seed. Whoever opens it can press Play and see the same run.",
  link: "Link",
  language: "Open the link in English",
  model: "Put the trained model into the link",
  modelHelp: "Whoever opens it finds what this run has learned, and can train on.",
  modelInside: "The model is inside, rounded to fit, at the step that it had just now.",
  modelUntrained: "Train first: there is nothing learned yet.",
  modelTooLarge: "This model is too large for a link. Save the run as a file under Kept runs and send that.",
  copy: "Copy link",
  copied: "The link is copied.",
  qr: "QR code of the link",
  qrTooLong: "This link is too long for a QR code.",
};

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: "分享这套设置",
  explain: "链接包含整套设置：数据、模型、训练和种子。打开链接的人点击“开始”，就能看到同样的训练。",
  link: "链接",
  language: "以中文打开此链接",
  model: "把训练好的模型放进链接",
  modelHelp: "打开链接的人能看到这次训练学到的内容，并可以继续训练。",
  modelInside: "模型已放进链接，为了放得下做了取整，停在刚才那一步。",
  modelUntrained: "请先训练：现在还没有学到任何东西。",
  modelTooLarge: "这个模型太大，放不进链接。请在“已保存的训练”中把它存成文件再发送。",
  copy: "复制链接",
  copied: "链接已复制。",
  qr: "链接的二维码",
  qrTooLong: "链接太长，放不进二维码。",
};

export const shareWords = { en, zh };
