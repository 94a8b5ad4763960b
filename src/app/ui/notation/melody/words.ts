import type { Language } from "../../../../schema/words.ts";

/** Words around melodies, which are loaded with them; `{{…}}` are blanks. */
const en = {
  play: "Play melody {{index}}",
  playOne: "Play",
  stop: "Stop",
  midi: "Save melody {{index}} as MIDI",
  file: "melody",
  made: "Made by a model that was trained in the browser (Inkling). Digital source type: trainedAlgorithmicMedia.",
  roll: "{{metre}}, bars: {{bars}}, notes: {{notes}}",
  range: "from {{lowest}} to {{highest}}",
  problems: {
    noMetre: "no metre",
    stray: "symbols out of place",
    shortBar: "a bar too short",
    longBar: "a bar too long",
  },
  empty: "no notes yet",
  keyboard: "Tap a first bar",
  keyboardHint: "What you tap becomes the prompt, and the model goes on from it.",
  keysHint: "On a keyboard: A to L are white keys, W E T Y U O the black ones, Z a rest.",
  metre: "Metre",
  length: "Length of the next note",
  eighths: { one: "eighth", two: "quarter", three: "dotted quarter", four: "half" },
  rest: "Rest",
  back: "Take back",
  clear: "Begin anew",
  full: "The bar is full: the model goes on from here.",
  left: "{{count}} eighths are left in the bar.",
  midiIn: "Play it on a MIDI keyboard",
  midiOn: "Listening to {{name}}",
  midiNone: "No MIDI keyboard is connected.",
  midiRefused: "The browser was not allowed to use MIDI keyboards.",
  midiMissing: "This browser knows no MIDI keyboards.",
};

type Words = {
  readonly [K in keyof typeof en]: (typeof en)[K] extends string
    ? string
    : Readonly<Record<keyof (typeof en)[K], string>>;
};

const zh: Words = {
  play: "播放第 {{index}} 段旋律",
  playOne: "播放",
  stop: "停止",
  midi: "将第 {{index}} 段旋律存为 MIDI",
  file: "旋律",
  made: "Made by a model that was trained in the browser (Inkling). Digital source type: trainedAlgorithmicMedia.",
  roll: "{{metre}} 拍，{{bars}} 小节，{{notes}} 个音",
  range: "{{lowest}} 至 {{highest}}",
  problems: {
    noMetre: "没有拍号",
    stray: "有放错位置的符号",
    shortBar: "有过短的小节",
    longBar: "有过长的小节",
  },
  empty: "还没有音符",
  keyboard: "弹出第一小节",
  keyboardHint: "弹出的音会写进提示，模型从这里接着写。",
  keysHint: "也可用电脑键盘：A 到 L 是白键，W E T Y U O 是黑键，Z 是休止。",
  metre: "拍子",
  length: "下一个音的时值",
  eighths: { one: "八分", two: "四分", three: "附点四分", four: "二分" },
  rest: "休止",
  back: "退一步",
  clear: "重来",
  full: "小节已满，模型会从这里接着写。",
  left: "本小节还剩 {{count}} 个八分音符。",
  midiIn: "用 MIDI 键盘弹奏",
  midiOn: "正在听 {{name}}",
  midiNone: "没有连接 MIDI 键盘。",
  midiRefused: "浏览器不允许使用 MIDI 键盘。",
  midiMissing: "此浏览器不支持 MIDI 键盘。",
};

const WORDS: Readonly<Record<Language, Words>> = { en, zh };

export const melodyWords = (language: Language): Words => WORDS[language];
