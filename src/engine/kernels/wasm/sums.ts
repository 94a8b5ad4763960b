import { NUMBERS_OF_LINE, type Wasm } from "./module.ts";

/** to [columns] ← the sums of the columns of x [rows, columns], both addresses. */
export function spreadColumnSums(wasm: Wasm, x: number, rows: number, columns: number, to: number): void {
  const spread = { count: columns, multiple: NUMBERS_OF_LINE, work: 4 * rows * columns };
  wasm.spread(spread, (first, size) => [["columnSums", x + 4 * first, columns, rows, size, to + 4 * first]]);
}
