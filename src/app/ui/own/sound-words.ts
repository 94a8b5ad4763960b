import type { Language, Same } from "../../../schema/words.ts";

const en = {
  choose: "Choose sound files",
  drop: "or drop them here: {{count}} sounds or more, of any kind that the browser plays; folder names become labels",
  record: "Record",
  stop: "Stop recording",
  recording: "Recording: clap, tap, hum, one sound after the other …",
  onsets: "Cut wherever something begins",
  level: "Same loudness for all",
  folders: "Folder names are labels",
  amount: "{{count}} sounds of a third of a second",
  preview: "As they will be learned; press one to hear it",
  few: "At least {{count}} sounds are needed; a hundred are better. One recording may hold many: clap again and again.",
  scarce: "So few are soon learned by heart. With {{count}} or more a model makes new ones.",
  tooManyLabels: "More than 64 folders are too many for labels.",
  refused: {
    notSound: "{{count}} left out: no sound that the browser can read.",
    tooLong: "{{count}} longer than ten minutes: what comes later, or all of it, is left out.",
    silent: "{{count}} left out: nothing is heard in them.",
    tooMany: "{{count}} left out: that is more than there is room for.",
  },
  microphone: {
    refused: "The microphone was not allowed. Allow it beside the address of this page, or drop files instead.",
    none: "No microphone was found. Connect one, or drop files instead.",
    unplugged: "The microphone went away. What was recorded until then is kept.",
    unable: "The microphone cannot be used here. Another programme may have it; drop files instead.",
  },
};

export type SoundImportWords = Same<typeof en>;

const zh: SoundImportWords = {
  choose: "选择声音文件",
  drop: "或拖到这里：{{count}} 个以上的声音，浏览器能播放的格式都可以；文件夹名即标签",
  record: "录音",
  stop: "停止录音",
  recording: "正在录音：拍手、敲击、哼唱，一声接一声……",
  onsets: "每当有声音开始就切开",
  level: "统一响度",
  folders: "文件夹名作为标签",
  amount: "{{count}} 个三分之一秒的声音",
  preview: "将要学习的样子；点按即可试听",
  few: "至少需要 {{count}} 个声音，一百个更好。一段录音里可以有很多：多拍几次手。",
  scarce: "这么少，很快会被背下来。有 {{count}} 个以上，模型才会做出新的声音。",
  tooManyLabels: "文件夹超过 64 个，不适合作标签。",
  refused: {
    notSound: "略去 {{count}} 个：浏览器读不出声音。",
    tooLong: "{{count}} 个超过十分钟：之后的部分或整个文件被略去。",
    silent: "略去 {{count}} 个：里面听不到声音。",
    tooMany: "略去 {{count}} 个：已经放不下了。",
  },
  microphone: {
    refused: "未获准使用麦克风。请在地址栏旁允许，或改为拖入文件。",
    none: "没有找到麦克风。请连接一个，或改为拖入文件。",
    unplugged: "麦克风已断开。此前录下的内容保留着。",
    unable: "无法在此使用麦克风，可能正被其他程序占用；请改为拖入文件。",
  },
};

const WORDS: Readonly<Record<Language, SoundImportWords>> = { en, zh };

export const soundImportWords = (language: Language): SoundImportWords => WORDS[language];
