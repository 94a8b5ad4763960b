/**
 * Convolutions as tiled products of which one operand, the windows of an image laid out as a matrix, is never written
 * down: small tables in workgroup memory say where each row and each term of the sum lies, and the address is their sum.
 */
import type { Activation } from "../matMul/contract.ts";
import type { Shader } from "./dispatch.ts";
import { activationFunctions, activations } from "./functions.ts";

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

const DEPTH = 16;
const LANES = 64;
export const DEPTH_OF_TILE = DEPTH;

/** x [batch, height, width, channels] ∗ filter [filterHeight, filterWidth, channels, outChannels] → […, outHeight, outWidth, outChannels]. */
export const geometryFields = [
  ...["batch", "height", "width", "channels", "outHeight", "outWidth", "outChannels", "filterHeight", "filterWidth"],
  ...["strideHeight", "strideWidth", "dilationHeight", "dilationWidth", "top", "left"],
] as const;

/** A table's entry is (start in the image, row, column, start in the other operand); its row is far off where there is none. */
const common = `
const NOWHERE = vec4<i32>(0, -536870912, 0, -1);
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

/** Which of a tile's numbers the lane loads: its place in the tile, and its depth. */
const loaded = (across: boolean, size: number) =>
  across ? { place: `e % ${size}u`, depth: `e / ${size}u` } : { place: `e / ${DEPTH}u`, depth: `e % ${DEPTH}u` };

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
  const image = loaded(f.imageAcross, tile.rows);
  const other = loaded(f.otherAcross, tile.columns);
  return {
    key: `windows ${form} ${tile.rows} ${biased} ${activation} ${summed}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { image: "f32", other: "f32", ...(biased ? { bias: "f32" as const } : {}) },
    uniforms: Object.fromEntries([...geometryFields, "part"].map((name) => [name, "i32" as const])),
    declarations: `
var<workgroup> imageTile: array<f32, ${DEPTH * tile.rows}>;
var<workgroup> otherTile: array<f32, ${DEPTH * tile.columns}>;
var<workgroup> rowTable: array<vec4<i32>, ${tile.rows}>;
var<workgroup> termTable: array<vec4<i32>, ${DEPTH}>;
${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }
${f.functions}
${form === "transpose" ? resultRow : ""}`,
    body: `
  ${f.sizes}
  ${form === "filter" ? `let rows = taps + ${summed ? 1 : 0};` : ""}
  // Tiles are counted row by row; a count beyond the limit of one dimension comes folded.
  let tileNumber = i32(group.y * groups.x + group.x);
  let across = (columns + ${tile.columns - 1}) / ${tile.columns};
  let row0 = (tileNumber / across) * ${tile.rows};
  let column0 = (tileNumber % across) * ${tile.columns};
  let y = (lane / ${tile.columns / 4}u) * 4u;
  let x = (lane % ${tile.columns / 4}u) * 4u;
  for (var e = lane; e < ${tile.rows}u; e += ${LANES}u) {
    let m = row0 + i32(e);
    rowTable[e] = ${f.row};
  }
  if (lane < ${DEPTH}u) {
    let k = first + i32(lane);
    termTable[lane] = ${f.term};
  }
  workgroupBarrier();
  var sum0 = vec4<f32>(0.0);
  var sum1 = vec4<f32>(0.0);
  var sum2 = vec4<f32>(0.0);
  var sum3 = vec4<f32>(0.0);
  for (var k0 = first; k0 < last; k0 += ${DEPTH}) {
    for (var e = lane; e < ${DEPTH * tile.rows}u; e += ${LANES}u) {
      let at = rowTable[${image.place}];
      let term = termTable[${image.depth}];
      let row = at.y + term.y;
      let column = at.z + term.z;
      var value = 0.0;
      if (row >= 0 && row < ${height} && column >= 0 && column < ${width}) {
        value = image[at.x + (row * ${width} + column) * ${channels} + term.x];
      }
      ${summed ? `if (row0 + i32(${image.place}) == taps) { value = 1.0; }` : ""}
      imageTile[(${image.depth}) * ${tile.rows}u + ${image.place}] = value;
    }
    for (var e = lane; e < ${DEPTH * tile.columns}u; e += ${LANES}u) {
      let start = termTable[${other.depth}].w;
      let column = column0 + i32(${other.place});
      var value = 0.0;
      if (start >= 0 && column < columns) { value = other[start + column * ${f.columnStride}]; }
      otherTile[(${other.depth}) * ${tile.columns}u + ${other.place}] = value;
    }
    workgroupBarrier();
    if (lane < ${DEPTH}u) {
      let k = k0 + ${DEPTH} + i32(lane);
      termTable[lane] = ${f.term};
    }
    for (var k = 0u; k < ${DEPTH}u; k++) {
      let pa = k * ${tile.rows}u + y;
      let pb = k * ${tile.columns}u + x;
      let line = vec4<f32>(otherTile[pb], otherTile[pb + 1u], otherTile[pb + 2u], otherTile[pb + 3u]);
      sum0 += imageTile[pa] * line;
      sum1 += imageTile[pa + 1u] * line;
      sum2 += imageTile[pa + 2u] * line;
      sum3 += imageTile[pa + 3u] * line;
    }
    workgroupBarrier();
  }
  var sums = array<vec4<f32>, 4>(sum0, sum1, sum2, sum3);
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
