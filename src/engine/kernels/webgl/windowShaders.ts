/**
 * GLSL of convolutions, NHWC, at any stride and dilation. A texel of a packed output is two neighbouring pixels of a row by two
 * channels; each filter's two by two weights and each pixel's two channels are read together.
 */
import { blockReader, type Layout } from "./layout.ts";

/** One convolution, as TensorFlow.js works it out: x [B, H, W, C] ∗ filter [h, w, C, D] = y [B, H′, W′, D]. */
export interface Windows {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number };
}

const half = (length: number) => Math.ceil(length / 2);

/** Names all that a shader depends on. */
export const windowKey = (info: Windows) =>
  [
    ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth, info.outChannels],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
  ].join(" ");

/** GLSL `vec2 namePair(int row, int column, int pair)`: two channels of a pixel of pictures [rows, width, channels]. */
export function pairReader(name: string, layout: Layout, width: number, channels: number): string {
  if (layout.kind === "packed") {
    return `${blockReader(name, layout, { rows: width, columns: channels, parts: 1 })}
vec2 ${name}Pair(int row, int column, int pair) {
  vec4 four = ${name}Block(row, column / 2, pair);
  return (column & 1) == 0 ? four.xy : four.zw;
}`;
  }
  const second = channels % 2 ? `2 * pair + 1 < ${channels} ? ${name}(i + 1) : 0.0` : `${name}(i + 1)`;
  return `
vec2 ${name}Pair(int row, int column, int pair) {
  int i = (row * ${width} + column) * ${channels} + 2 * pair;
  return vec2(${name}(i), ${second});
}`;
}

/** GLSL that sets `picture`, `y`, `x` (the first of two pixels) and `c` (the pair of channels) of an output's texel. */
const pixelOf = (texels: number, height: number, width: number, channels: number) => `
  int texel = int(gl_FragCoord.y) * ${texels} + int(gl_FragCoord.x);
  int c = texel % ${half(channels)};
  int below = texel / ${half(channels)};
  int x = 2 * (below % ${half(width)});
  int line = below / ${half(width)};
  int y = line % ${height};
  int picture = line / ${height};
  vec4 sums = vec4(0.0);`;

const masked = (width: number, channels: number) => `
  ${channels % 2 ? `if (2 * c + 1 >= ${channels}) { sums.yw = vec2(0.0); }` : ""}
  ${width % 2 ? `if (x + 1 >= ${width}) { sums.zw = vec2(0.0); }` : ""}
  out0 = sums;`;

/** Both pixels' two channels of an input, zeros where a pixel lies outside, and the weights of one place of the window. */
const bothPixels = (name: string, weights: string) => `
        vec2 p = has0 ? ${name}Pair(row, x0, k) : vec2(0.0);
        vec2 q = has1 ? ${name}Pair(row, x1, k) : vec2(0.0);
        vec4 weights = filter_Block(u * FILTER_WIDTH + v, ${weights});`;

const constants = (info: Windows) => `const int FILTER_WIDTH = ${info.filterWidth};`;

export function forwardText(info: Windows, layouts: readonly Layout[], texels: number, ending: string): string {
  const filter = { rows: info.inChannels, columns: info.outChannels, parts: 1 };
  return `${constants(info)}
${pairReader("image", layouts[0] as Layout, info.inWidth, info.inChannels)}
${blockReader("filter_", layouts[1] as Layout, filter)}
void main() {
  ${pixelOf(texels, info.outHeight, info.outWidth, info.outChannels)}
  for (int u = 0; u < ${info.filterHeight}; u++) {
    int row = y * ${info.strideHeight} - ${info.padInfo.top} + u * ${info.dilationHeight};
    if (row < 0 || row >= ${info.inHeight}) { continue; }
    row += picture * ${info.inHeight};
    for (int v = 0; v < ${info.filterWidth}; v++) {
      int x0 = x * ${info.strideWidth} - ${info.padInfo.left} + v * ${info.dilationWidth};
      int x1 = x0 + ${info.strideWidth};
      bool has0 = x0 >= 0 && x0 < ${info.inWidth};
      bool has1 = x1 >= 0 && x1 < ${info.inWidth};
      for (int k = 0; k < ${half(info.inChannels)}; k++) {
        ${bothPixels("image", "k, c")}
        sums += vec4(p.x * weights.xy + p.y * weights.zw, q.x * weights.xy + q.y * weights.zw);
      }
    }
  }
  int column = 2 * c;
  ${ending}
  ${masked(info.outWidth, info.outChannels)}
}`;
}

/** Which output's row or column a pixel met through this part of the window, and whether it did. */
const met = (axis: string, found: string, at: string, [stride, pad, dilation, length]: readonly number[]) => `
    int ${found}Far = ${axis} + ${pad} - ${at} * ${dilation};
    int ${found} = ${found}Far / ${stride};
    bool ${found}Met = ${found}Far >= 0 && ${found} * ${stride} == ${found}Far && ${found} < ${length};`;

export function transposedText(info: Windows, layouts: readonly Layout[], texels: number, ending: string): string {
  const filter = { rows: info.inChannels, columns: info.outChannels, parts: 1 };
  const down = [info.strideHeight, info.padInfo.top, info.dilationHeight, info.outHeight];
  const right = [info.strideWidth, info.padInfo.left, info.dilationWidth, info.outWidth];
  return `${constants(info)}
${pairReader("gradient", layouts[0] as Layout, info.outWidth, info.outChannels)}
${blockReader("filter_", layouts[1] as Layout, filter)}
void main() {
  ${pixelOf(texels, info.inHeight, info.inWidth, info.inChannels)}
  for (int u = 0; u < ${info.filterHeight}; u++) {
    ${met("y", "row", "u", down)}
    if (!rowMet) { continue; }
    row += picture * ${info.outHeight};
    for (int v = 0; v < ${info.filterWidth}; v++) {
      ${met("x", "x0", "v", right)}
      ${met("(x + 1)", "x1", "v", right)}
      bool has0 = x0Met;
      bool has1 = x1Met;
      if (!has0 && !has1) { continue; }
      for (int k = 0; k < ${half(info.outChannels)}; k++) {
        ${bothPixels("gradient", "c, k")}
        sums += vec4(dot(p, weights.xy), dot(p, weights.zw), dot(q, weights.xy), dot(q, weights.zw));
      }
    }
  }
  int column = 2 * c;
  ${ending}
  ${masked(info.inWidth, info.inChannels)}
}`;
}

/** The filter's gradient over `stride` rows of outputs at a time: [parts · h · w, C, D]. */
export function filterText(info: Windows, layouts: readonly Layout[], texels: number, stride: number): string {
  const places = info.filterHeight * info.filterWidth;
  const lines = info.batchSize * info.outHeight;
  return `
${pairReader("image", layouts[0] as Layout, info.inWidth, info.inChannels)}
${pairReader("gradient", layouts[1] as Layout, info.outWidth, info.outChannels)}
void main() {
  int texel = int(gl_FragCoord.y) * ${texels} + int(gl_FragCoord.x);
  int d = texel % ${half(info.outChannels)};
  int below = texel / ${half(info.outChannels)};
  int c = below % ${half(info.inChannels)};
  int matrix = below / ${half(info.inChannels)};
  int from = matrix / ${places} * ${stride};
  int u = matrix % ${places} / ${info.filterWidth};
  int v = matrix % ${info.filterWidth};
  vec4 sums = vec4(0.0);
  for (int line = from; line < min(from + ${stride}, ${lines}); line++) {
    int row = line % ${info.outHeight} * ${info.strideHeight} - ${info.padInfo.top} + u * ${info.dilationHeight};
    if (row < 0 || row >= ${info.inHeight}) { continue; }
    row += line / ${info.outHeight} * ${info.inHeight};
    for (int x = 0; x < ${info.outWidth}; x++) {
      int column = x * ${info.strideWidth} - ${info.padInfo.left} + v * ${info.dilationWidth};
      if (column < 0 || column >= ${info.inWidth}) { continue; }
      vec2 p = imagePair(row, column, c);
      vec2 q = gradientPair(line, x, d);
      sums += vec4(p.x * q, p.y * q);
    }
  }
  out0 = sums;
}`;
}
