/**
 * Convolutions as tiled products of which one operand, the windows of an image laid out as a matrix, is never written
 * down: small tables in workgroup memory say where each row and each term of the sum lies, and the address is their sum.
 */
import type { Activation } from "../matMul/contract.ts";
import type { Shader } from "./dispatch.ts";
import { activationFunctions, activations } from "./functions.ts";
import { DEPTH, LANES, tiledSum } from "./tiles.ts";

/**
 * `convolve`: rows are places of the output, the sum runs over taps of the filter. `transpose`: rows are places of the
 * input, those of one residue by the stride at a time, for which only every stride-th tap counts. `filter`: rows are
 * taps, the sum runs over places of the output, cut into parts.
 */
export type WindowProduct = "convolve" | "transpose" | "filter";

/** Rows and columns of the result that a workgroup works out, four by four to a lane. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
}

export const WIDE: Tile = { rows: 32, columns: 32 };
/** For results of few channels, such as a picture. */
export const NARROW: Tile = { rows: 128, columns: 8 };

/** x [batch, height, width, channels] ∗ filter [filterHeight, filterWidth, channels, outChannels] → […, outHeight, outWidth, outChannels]. */
export const geometryFields = [
  ...["batch", "height", "width", "channels", "outHeight", "outWidth", "outChannels", "filterHeight", "filterWidth"],
  ...["strideHeight", "strideWidth", "dilationHeight", "dilationWidth", "top", "left"],
] as const;

/** A table's entry is (start in the image, row, column, start in the other operand); its row is far off where there is none. */
const common = `
const NOWHERE = vec4<i32>(0, -536870912, 0, -1);
// As a row, a one in every window.
const ONES = vec4<i32>(0, -536870912, 0, -2);
fn position(m: i32, count: i32) -> vec4<i32> {
  if (m >= count) { return NOWHERE; }
  let u = uniforms;
  let line = m / u.outWidth;
  let image = line / u.outHeight;
  let row = (line - image * u.outHeight) * u.strideHeight - u.top;
  let column = (m - line * u.outWidth) * u.strideWidth - u.left;
  return vec4<i32>(image * u.height * u.width * u.channels, row, column, m * u.outChannels);
}
fn tap(k: i32, count: i32) -> vec4<i32> {
  if (k >= count) { return NOWHERE; }
  let u = uniforms;
  let place = k / u.channels;
  let row = place / u.filterWidth;
  let column = place - row * u.filterWidth;
  return vec4<i32>(k - place * u.channels, row * u.dilationHeight, column * u.dilationWidth, k * u.outChannels);
}`;

/** Of one axis: which taps meet the places of a residue, how far apart, and where in dy the first of them looks. */
const phases = `
struct Phase { residue: i32, places: i32, firstTap: i32, tapStep: i32, taps: i32, start: i32, jump: i32 }
fn phaseOf(residue: i32, size: i32, taps: i32, stride: i32, dilation: i32, before: i32) -> Phase {
  var a = stride;
  var b = dilation;
  while (b != 0) { let rest = a % b; a = b; b = rest; }
  let step = stride / a;
  var first = 0;
  while (first < step && (residue + before - first * dilation) % stride != 0) { first++; }
  var count = 0;
  if (first < step && first < taps) { count = (taps - first + step - 1) / step; }
  let places = (size - residue + stride - 1) / stride;
  return Phase(residue, places, first, step, count, (residue + before - first * dilation) / stride, step * dilation / stride);
}
fn place(m: i32, count: i32, down: Phase, right: Phase) -> vec4<i32> {
  if (m >= count) { return NOWHERE; }
  let line = m / right.places;
  let image = line / down.places;
  let row = down.start + line - image * down.places;
  let column = right.start + m - line * right.places;
  return vec4<i32>(image * uniforms.outHeight * uniforms.outWidth * uniforms.outChannels, row, column, 0);
}
fn turnedTap(k: i32, count: i32, down: Phase, right: Phase) -> vec4<i32> {
  if (k >= count) { return NOWHERE; }
  let u = uniforms;
  let pair = k / u.outChannels;
  let channel = k - pair * u.outChannels;
  let row = pair / right.taps;
  let column = pair - row * right.taps;
  let tapPlace = (down.firstTap + row * down.tapStep) * u.filterWidth + right.firstTap + column * right.tapStep;
  let start = tapPlace * u.channels * u.outChannels + channel;
  return vec4<i32>(channel, -row * down.jump, -column * right.jump, start);
}`;

interface Form {
  readonly functions: string;
  /** Declares rows (`filter`: taps), columns, first and last (of the sum). */
  readonly sizes: string;
  /** The entries of row `m` and of term `k`. */
  readonly row: string;
  readonly term: string;
  /** Size of the image that the windows look into. */
  readonly image: readonly [string, string, string];
  /** Numbers between one column of the other operand and the next. */
  readonly columnStride: string;
  /** Where the result's row `m` begins. */
  readonly resultRow: string;
  /** Which way neighbouring lanes read: along the sum, or across it. */
  readonly imageAcross: boolean;
  readonly otherAcross: boolean;
}

const forms: Readonly<Record<WindowProduct, Form>> = {
  convolve: {
    functions: common,
    sizes: `
  let rows = uniforms.batch * uniforms.outHeight * uniforms.outWidth;
  let columns = uniforms.outChannels;
  let first = 0;
  let last = uniforms.filterHeight * uniforms.filterWidth * uniforms.channels;`,
    row: "position(m, rows)",
    term: "tap(k, last)",
    image: ["height", "width", "channels"],
    columnStride: "1",
    resultRow: "m * columns",
    imageAcross: false,
    otherAcross: true,
  },
  transpose: {
    functions: common + phases,
    sizes: `
  let residue = i32(group.z);
  let u = uniforms;
  let down = phaseOf(residue / u.strideWidth, u.height, u.filterHeight, u.strideHeight, u.dilationHeight, u.top);
  let right = phaseOf(residue % u.strideWidth, u.width, u.filterWidth, u.strideWidth, u.dilationWidth, u.left);
  let rows = u.batch * down.places * right.places;
  let columns = u.channels;
  let first = 0;
  let last = down.taps * right.taps * u.outChannels;`,
    row: "place(m, rows, down, right)",
    term: "turnedTap(k, last, down, right)",
    image: ["outHeight", "outWidth", "outChannels"],
    columnStride: "uniforms.outChannels",
    resultRow: "resultRow(m, down, right)",
    imageAcross: false,
    otherAcross: false,
  },
  filter: {
    functions: common,
    sizes: `
  let taps = uniforms.filterHeight * uniforms.filterWidth * uniforms.channels;
  let columns = uniforms.outChannels;
  let first = i32(group.z) * uniforms.part;
  let last = min(first + uniforms.part, uniforms.batch * uniforms.outHeight * uniforms.outWidth);`,
    row: "tap(m, taps)",
    term: "position(k, last)",
    image: ["height", "width", "channels"],
    columnStride: "1",
    resultRow: "(i32(group.z) * rows + m) * columns",
    imageAcross: true,
    otherAcross: true,
  },
};

const resultRow = `
fn resultRow(m: i32, down: Phase, right: Phase) -> i32 {
  let line = m / right.places;
  let image = line / down.places;
  let row = (line - image * down.places) * uniforms.strideHeight + down.residue;
  let column = (m - line * right.places) * uniforms.strideWidth + right.residue;
  return ((image * uniforms.height + row) * uniforms.width + column) * uniforms.channels;
}`;

/**
 * The shader of one form; `parts` sums are written one after the other where the form is `filter`. That one may be `summed`:
 * then a last row, for which every window holds a one, gets the sums of the columns of the other operand.
 */
export function windowShader(
  form: WindowProduct,
  tile: Tile,
  biased: boolean,
  activation: Activation,
  summed = false,
): Shader {
  const f = forms[form];
  const [height, width, channels] = f.image.map((name) => `uniforms.${name}`);
  const image = (place: string, depth: string) => `imageValue(rowTable[${place}], termTable[${depth}])`;
  const other = (place: string, depth: string) => `otherValue(termTable[${depth}].w, column0 + i32(${place}), columns)`;
  const sum = tiledSum(
    { name: "image", size: tile.rows, across: f.imageAcross, value: image },
    { name: "other", size: tile.columns, across: f.otherAcross, value: other },
    "i32",
    `if (lane < ${DEPTH}u) {
      let k = k0 + i32(lane);
      termTable[lane] = ${f.term};
    }`,
  );
  return {
    key: `windows ${form} ${tile.rows} ${biased} ${activation} ${summed}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { image: "f32", other: "f32", ...(biased ? { bias: "f32" as const } : {}) },
    uniforms: Object.fromEntries([...geometryFields, "part"].map((name) => [name, "i32" as const])),
    declarations: `
${sum.declarations}
var<workgroup> rowTable: array<vec4<i32>, ${tile.rows}>;
var<workgroup> termTable: array<vec4<i32>, ${DEPTH}>;
${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }
${f.functions}
${form === "transpose" ? resultRow : ""}
fn imageValue(at: vec4<i32>, term: vec4<i32>) -> f32 {
  let row = at.y + term.y;
  let column = at.z + term.z;
  // Below zero, an unsigned number is beyond every size.
  let inside = (u32(row) < u32(${height})) & (u32(column) < u32(${width}));
  let value = select(0.0, image[max(0, at.x + (row * ${width} + column) * ${channels} + term.x)], inside);
  return ${summed ? "select(value, 1.0, at.w == ONES.w)" : "value"};
}
fn otherValue(start: i32, column: i32, columns: i32) -> f32 {
  return select(0.0, other[max(0, start + column * ${f.columnStride})], (start >= 0) & (column < columns));
}`,
    body: `
  ${f.sizes}
  ${form === "filter" ? `let rows = taps + ${summed ? 1 : 0};` : ""}
  // Tiles are counted row by row; a count beyond the limit of one dimension comes folded.
  let tileNumber = i32(group.y * groups.x + group.x);
  let across = (columns + ${tile.columns - 1}) / ${tile.columns};
  let row0 = (tileNumber / across) * ${tile.rows};
  let column0 = (tileNumber % across) * ${tile.columns};
  for (var e = lane; e < ${tile.rows}u; e += ${LANES}u) {
    let m = row0 + i32(e);
    rowTable[e] = ${f.row};
    ${summed ? "if (m == taps) { rowTable[e] = ONES; }" : ""}
  }
  ${sum.body}
  for (var i = 0; i < 4; i++) {
    let m = row0 + i32(y) + i;
    if (m >= rows) { break; }
    let start = ${f.resultRow};
    for (var j = 0; j < 4; j++) {
      let column = column0 + i32(x) + j;
      if (column < columns) { result[start + column] = activated(sums[i][j]${biased ? " + bias[column]" : ""}); }
    }
  }`,
  };
}
