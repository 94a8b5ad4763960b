import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const gallery: Same<typeof en.gallery> = {
  title: "选一个来训练",
  groups: {
    words: "文字",
    pictures: "图片",
    points: "平面点",
    sounds: "声音",
    fail: "看它失败",
  },
  groupHints: {
    words: "网络逐字阅读，再写出新的。",
    pictures: "学着画画的网络。",
    points: "小到每一步都看得见。",
    sounds: "鼓声与曲子，边学边听。",
    fail: "故意设成会出错，每个都有出路。",
  },
  good: "在这里约 {{span}}见效",
  fails: "在这里约 {{span}}后出错",
  goodSteps: "约 {{steps}} 步见效",
  failsSteps: "约 {{steps}} 步后出错",
  estimate: "时间为估计值：按录制时所用的步数，乘以这台设备目前的速度。",
  estimateNone: "步数为录制时所用的步数。在这里训练过之后，会换算成时间。",
  current: "当前页面",
  tryThis: "试一试",
  tried: "已完成",
};
