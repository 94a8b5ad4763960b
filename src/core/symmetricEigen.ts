/** Eigenvalues, greatest first, and eigenvectors (rows) of a small symmetric matrix, by Jacobi's rotations. */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): { values: number[]; vectors: number[][] } {
  const order = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const rows = matrix.map((_, i) => Float64Array.from({ length: order }, (_, j) => Number(i === j)));
  const at = (i: number, j: number) => (a[i] as Float64Array)[j] as number;
  const rotate = (x: Float64Array, y: Float64Array, cosine: number, sine: number) => {
    for (let k = 0; k < order; k++) {
      const [first, second] = [x[k] as number, y[k] as number];
      x[k] = cosine * first - sine * second;
      y[k] = sine * first + cosine * second;
    }
  };
  for (let sweep = 0; sweep < 30; sweep++) {
    let rest = 0;
    for (let p = 0; p < order; p++) {
      for (let q = p + 1; q < order; q++) {
        if (Math.abs(at(p, q)) <= 1e-15 * Math.sqrt(Math.abs(at(p, p) * at(q, q)))) continue;
        rest++;
        const theta = Math.atan2(2 * at(p, q), at(q, q) - at(p, p)) / 2;
        const [cosine, sine] = [Math.cos(theta), Math.sin(theta)];
        rotate(a[p] as Float64Array, a[q] as Float64Array, cosine, sine);
        for (const row of a) {
          const [first, second] = [row[p] as number, row[q] as number];
          row[p] = cosine * first - sine * second;
          row[q] = sine * first + cosine * second;
        }
        rotate(rows[p] as Float64Array, rows[q] as Float64Array, cosine, sine);
      }
    }
    if (rest === 0) break;
  }
  const descending = Array.from({ length: order }, (_, i) => i).sort((p, q) => at(q, q) - at(p, p));
  return {
    values: descending.map((i) => at(i, i)),
    vectors: descending.map((i) => [...(rows[i] as Float64Array)]),
  };
}
