import type { words as en } from "./en.ts";

export const words: Record<keyof typeof en, string> = {
  safetensorsCut: "文件比文件头所写的短，应该是没有保存或下载完整，请重新获取一次。",
  safetensorsHeader: "文件开头不是 safetensors 文件头：它是别的文件，或者已经损坏。",
  safetensorsTensor: "文件中 {{name}} 的条目无效：形状和它在文件中的位置对不上。",
  safetensorsTwice: "文件里有两个 {{name}}，无法判断该用哪一个。",
  safetensorsDtype: "{{name}} 的数值以 {{dtype}} 存储，暂不支持。请改存为 F32。",
  safetensorsLayout: "文件中的张量在“{{name}}”附近有重叠或空缺，文件已经损坏。",
  safetensorsNumbers: "{{name}} 里有非有限的数值，无法从它继续。",
  onnxLayer: "{{name}}（{{layer}}）这种层无法写成 ONNX，所以没有这个网络的文件。",
};
