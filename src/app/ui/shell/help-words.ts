/** Words of the dialog with the keys; they come with it. */
const en = {
  title: "Keys",
  single: "Single keys",
  singleHelp: "Switch this off if a screen reader or voice control sends keys of its own.",
  play: "Play or pause (where no control has the focus)",
  step: "Train one step",
  reset: "Reset, or apply changes",
  share: "Share",
  back: "One moment back on the timeline",
  forward: "One moment forward on the timeline",
  kinds: "Kind of data, before the first step",
  help: "This help",
  about: "Everything stays in this browser: data, models and samples never leave it.",
};

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: "快捷键",
  single: "单键快捷键",
  singleHelp: "如果屏幕阅读器或语音控制会自行发送按键，请关闭此项。",
  play: "开始或暂停（焦点不在控件上时）",
  step: "训练一步",
  reset: "重置，或应用更改",
  share: "分享",
  back: "时间线后退一格",
  forward: "时间线前进一格",
  kinds: "数据种类（训练第一步之前）",
  help: "本帮助",
  about: "数据只留在你的浏览器里：数据、模型和样本都不会上传。",
};

export const helpWords = { en, zh };
