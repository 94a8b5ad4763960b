/** What is wrong with a file, or stands in the way of one, by the code of its error. They come with what reads and writes files. */
export const words = {
  safetensorsCut: "The file is shorter than its header says. It was cut off: save or download it again.",
  safetensorsHeader: "The file does not begin with a safetensors header, so it is something else or was damaged.",
  safetensorsTensor: "The file's entry for {{name}} is not valid: its shape and its place in the file disagree.",
  safetensorsTwice: "The file holds {{name}} twice, and nothing says which one counts.",
  safetensorsDtype: "The numbers of {{name}} are stored as {{dtype}}, which is not supported. Save them as F32.",
  safetensorsLayout: "The tensors in the file overlap or leave bytes unused near “{{name}}”, so it was damaged.",
  safetensorsNumbers: "{{name}} holds numbers that are not finite, and nothing can be continued from those.",
  onnxLayer: "{{name}} ({{layer}}) is a layer that is not written as ONNX, so there is no file of this network.",
};
