import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const failure: Same<typeof en.failure> = {
  title: "{{name}}：这一部分出错了",
  page: "页面无法显示",
  missing: "未能取得这一部分的代码。请检查网络。其余部分照常可用，训练仍在继续。",
  broken: "这一部分出了问题。其余部分照常可用，训练仍在继续。",
  newVersion: "Inkling 有了新版本，而此页面还是旧版本。请重新载入：当前训练会先保存。",
  tryAgain: "重试",
  reload: "重新载入",
  report: "错误报告",
  reportHelp: "包含版本、设置链接和错误信息，不含任何个人信息。",
  copyReport: "复制报告",
};
