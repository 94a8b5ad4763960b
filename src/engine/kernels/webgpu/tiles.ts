/**
 * What products in tiles share: workgroups of 64 lanes, four by four numbers of the result to a lane, and a depth of 16
 * terms that are read at once. The next terms are on their way from memory while these are multiplied.
 */

export const LANES = 64;
/** Terms of the sum that a workgroup holds at a time. */
export const DEPTH = 16;

/** One operand's part of a tile: `size` places, a multiple of 4, by DEPTH terms. */
export interface TileSide {
  readonly name: string;
  readonly size: number;
  /** Whether neighbouring lanes read neighbouring places, or neighbouring terms: whichever lie side by side in memory. */
  readonly across: boolean;
  /**
   * WGSL that reads the number at `place` of term `depth`, without branches: they would have one read wait for the other
   * (`&&` branches, `&` does not), and SwiftShader is minutes at compiling them.
   */
  readonly value: (place: string, depth: string) => string;
}

/** Lengths in vectors of four places; one more than there are, so that lanes write to different banks. */
const rowOf = (size: number) => size / 4 + 1;

const each = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join("\n");

/** What a lane does for its share of one side. */
function shareOf({ name, size, across, value }: TileSide) {
  const quads = (size / 4) * DEPTH;
  const count = Math.ceil(quads / LANES);
  const element = (i: number) => (i === 0 ? "lane" : `(lane + ${i * LANES}u)`);
  const place = (i: number) => (across ? `${element(i)} % ${size / 4}u` : `${element(i)} / ${DEPTH}u`);
  const depth = (i: number) => (across ? `${element(i)} / ${size / 4}u` : `${element(i)} % ${DEPTH}u`);
  const guard = quads < LANES ? `if (lane < ${quads}u) ` : "";
  const read = (i: number) =>
    `vec4<f32>(${[0, 1, 2, 3].map((j) => value(`(4u * (${place(i)}) + ${j}u)`, `(${depth(i)})`)).join(", ")})`;
  return {
    workgroup: `var<workgroup> ${name}Tile: array<vec4<f32>, ${DEPTH * rowOf(size)}>;`,
    variables: each(count, (i) => `  var ${name}${i} = vec4<f32>(0.0);`),
    load: each(count, (i) => `    ${guard}{ ${name}${i} = ${read(i)}; }`),
    store: each(
      count,
      (i) => `    ${guard}{ ${name}Tile[(${depth(i)}) * ${rowOf(size)}u + ${place(i)}] = ${name}${i}; }`,
    ),
  };
}

/**
 * Adds up left · right over the terms from `first` to `last` into `sums`, four vectors, for the rows y … y + 3 and columns
 * x … x + 3 of the tile. `prepare` is done in all lanes, and waited for, before terms from `k0` on are read.
 */
export function tiledSum(left: TileSide, right: TileSide, type: "u32" | "i32", prepare = "") {
  const [a, b] = [shareOf(left), shareOf(right)];
  return {
    declarations: `${a.workgroup}\n${b.workgroup}`,
    body: `
  let y = (lane / ${right.size / 4}u) * 4u;
  let x = (lane % ${right.size / 4}u) * 4u;
${each(4, (i) => `  var sum${i} = vec4<f32>(0.0);`)}
${a.variables}
${b.variables}
  var k0 = first;
  ${prepare}
  workgroupBarrier();
  loop {
    if (k0 < last) {
${a.load}
${b.load}
    }
    if (k0 > first) {
      for (var k = 0u; k < ${DEPTH}u; k++) {
        let column = ${left.name}Tile[k * ${rowOf(left.size)}u + y / 4u];
        let row = ${right.name}Tile[k * ${rowOf(right.size)}u + x / 4u];
        sum0 += column.x * row;
        sum1 += column.y * row;
        sum2 += column.z * row;
        sum3 += column.w * row;
      }
    }
    workgroupBarrier();
    if (k0 >= last) { break; }
${a.store}
${b.store}
    k0 += ${type === "u32" ? `${DEPTH}u` : DEPTH};
    ${prepare}
    workgroupBarrier();
  }
  var sums = array<vec4<f32>, 4>(sum0, sum1, sum2, sum3);`,
  };
}

/**
 * WGSL of a loop that adds to the variable `sum` the terms from `from` to `to`, each `step` further (u32). Eight are read at a
 * time, since one alone would wait for memory before the next is asked for.
 */
export function sumLoop(range: Readonly<Record<"from" | "to" | "step", string>>, term: (at: string) => string): string {
  const { from, to, step } = range;
  const terms = [0, 1, 2, 3, 4, 5, 6, 7];
  return `
  {
    var at = ${from};
    for (; at + 7u * ${step} < ${to}; at += 8u * ${step}) {
${terms.map((j) => `      let t${j} = ${term(`(at + ${j}u * ${step})`)};`).join("\n")}
      sum += ((t0 + t1) + (t2 + t3)) + ((t4 + t5) + (t6 + t7));
    }
    for (; at < ${to}; at += ${step}) { sum += ${term("at")}; }
  }`;
}
