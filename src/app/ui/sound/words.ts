import type { Same } from "../../../schema/words.ts";

const en = {
  sound: "Sound",
  listen: "Listen while it learns",
  listenHint: "Plays the newest sounds, quietly, one after the other.",
  volume: "Volume",
  percent: "{{value}}%",
  save: "Download sound {{index}}",
  saveHint: "Download as a WAV file",
  beat: "Beat",
  play: "Play the beat",
  stop: "Stop the beat",
  tempo: "Tempo",
  tempoValue: "{{value}} beats a minute",
  bpm: "{{value}} BPM",
  takes: "Other takes",
  takesHint: "Gives every pad another sound of the same kind.",
  basic: "Basic beat",
  clear: "Clear",
  pads: "Pads",
  pad: "Play {{name}}",
  sample: "Sound {{index}}",
  steps: "Steps of the beat",
  step: "{{name}}, step {{step}}",
  hint: "Press a pad, or the keys 1–{{count}} (or A S D F …). Tap the squares to change the beat: it plays what the model makes right now.",
  hintNoKeys: "Press a pad. Tap the squares to change the beat: it plays what the model makes right now.",
  waiting: "The pads appear with the model's first sounds.",
};

const zh: Same<typeof en> = {
  sound: "声音",
  listen: "边学边听",
  listenHint: "轻声播放最新的声音，一个接一个。",
  volume: "音量",
  percent: "{{value}}%",
  save: "下载声音 {{index}}",
  saveHint: "下载为 WAV 文件",
  beat: "节拍",
  play: "播放节拍",
  stop: "停止节拍",
  tempo: "速度",
  tempoValue: "每分钟 {{value}} 拍",
  bpm: "{{value}} BPM",
  takes: "换一组声音",
  takesHint: "让每个鼓垫换成另一个同类的声音。",
  basic: "基本节拍",
  clear: "清空",
  pads: "鼓垫",
  pad: "敲 {{name}}",
  sample: "声音 {{index}}",
  steps: "节拍的各步",
  step: "{{name}}，第 {{step}} 步",
  hint: "点按鼓垫，或按数字键 1–{{count}}（也可按 A S D F …）。点按方格修改节拍：播放的正是模型此刻做出的声音。",
  hintNoKeys: "点按鼓垫即可发声。点按方格修改节拍：播放的正是模型此刻做出的声音。",
  waiting: "模型做出第一批声音后，鼓垫就会出现。",
};

/** Words of what is heard and played, which come with its code; `{{…}}` are blanks. */
export const SOUND_WORDS = { en, zh } as const;

/** A sentence with its blanks filled. */
export const filled = (sentence: string, blanks: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(blanks[name] ?? ""));
