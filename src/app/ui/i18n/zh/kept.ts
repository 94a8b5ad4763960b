import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const kept: Same<typeof en.kept> = {
  offer: "可以接着训练“{{recipe}}”：第 {{step}} 步，保存于 {{date}}。",
  unreadable: "{{date}} 保存的训练无法继续。{{why}}",
  resume: "继续",
  forget: "删除",
  hide: "暂不继续（训练仍会保留）",
  open: "已保存的训练（{{count}}）",
  title: "已保存的训练",
  note: "之前访问和已关闭标签页中的训练，只保存在此浏览器中。",
  resumeThis: "继续“{{recipe}}”，第 {{step}} 步",
  forgetThis: "删除“{{recipe}}”，第 {{step}} 步",
  confirm: "确定永久删除？",
  confirmThis: "确定永久删除“{{recipe}}”，第 {{step}} 步",
  damaged: "无法继续",
};
