/** The second pass of a filter's gradient, whose sum is cut into parts. */
import { flatIndex, type Shader } from "./dispatch.ts";
import { sumLoop } from "./tiles.ts";

const LANES = 64;
const addUp = sumLoop(
  {
    from: "0u",
    to: "uniforms.count",
    step: "1u",
  },
  (part) => `parts[${part} * uniforms.size + i]`,
);

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
  var sum = 0.0;
  ${addUp}
  result[i] = sum;`,
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
  var sum = 0.0;
  ${addUp}
  if (i < uniforms.filterSize) { result[i] = sum; } else { sums[i - uniforms.filterSize] = sum; }`,
};
