/** The second pass of a filter's gradient, whose sum is cut into parts. */
import { flatIndex, type Shader } from "./dispatch.ts";

const LANES = 64;

/** Adds up parts [count, size] in their order. */
export const addWindowParts: Shader = {
  key: "add parts of a filter",
  lanes: LANES,
  outputs: ["result"],
  inputs: { parts: "f32" },
  uniforms: { size: "u32", count: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  var value = 0.0;
  for (var part = 0u; part < uniforms.count; part++) { value += parts[part * uniforms.size + i]; }
  result[i] = value;`,
};

/** The same for a summed gradient, whose last row is the sums of columns. */
export const addSummedParts: Shader = {
  key: "add parts of a filter and of its sums",
  lanes: LANES,
  outputs: ["result", "sums"],
  inputs: { parts: "f32" },
  uniforms: { size: "u32", count: "u32", filterSize: "u32" },
  body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  var value = 0.0;
  for (var part = 0u; part < uniforms.count; part++) { value += parts[part * uniforms.size + i]; }
  if (i < uniforms.filterSize) { result[i] = value; } else { sums[i - uniforms.filterSize] = value; }`,
};
