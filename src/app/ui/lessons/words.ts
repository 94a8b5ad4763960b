import type { Language, Same } from "../../../schema/words.ts";

const en = {
  title: "Lessons",
  intro: "A few minutes each, beside a run that really trains. A step ends when what it asks for has happened.",
  minutes: "about {{count}} min",
  start: "Start",
  again: "Once more",
  goOn: "Go on",
  underWay: "under way",
  done: "done",
  region: "Lesson: {{name}}",
  step: "Step {{at}} of {{count}}",
  kinds: { watch: "Watch", predict: "Predict", try: "Try", see: "See", why: "Why" },
  next: "Next",
  finish: "Finish",
  leave: "Leave the lesson",
  right: "As you said.",
  wrong: "You said: {{said}}",
  reached: "Done",
  waiting: "Not yet",
  bringBack: "Bring back its set-up",
};

const zh: Same<typeof en> = {
  title: "课程",
  intro: "每课几分钟，旁边是真正在训练的模型。要求的事发生了，一步才算完成。",
  minutes: "约 {{count}} 分钟",
  start: "开始",
  again: "再来一次",
  goOn: "继续",
  underWay: "进行中",
  done: "已完成",
  region: "课程：{{name}}",
  step: "第 {{at}} 步，共 {{count}} 步",
  kinds: { watch: "观察", predict: "预测", try: "动手", see: "验证", why: "为什么" },
  next: "下一步",
  finish: "完成",
  leave: "离开课程",
  right: "和你说的一样。",
  wrong: "你说的是：{{said}}",
  reached: "完成了",
  waiting: "还没有",
  bringBack: "恢复课程的设置",
};

/** What is said around the lessons; it comes with their code. */
export const LESSON_PAGE: Readonly<Record<Language, Same<typeof en>>> = { en, zh };
