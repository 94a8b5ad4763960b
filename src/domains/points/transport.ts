/**
 * The squared 2-Wasserstein distance of two clouds of as many points, exact: the mean squared distance under the best
 * one-to-one assignment (Kuhn 1955, by shortest augmenting paths after Jonker & Volgenant 1987). Between Gaussians it is
 * the squared Fréchet distance. a, b [N, 2].
 */
export function transportDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const N = a.length / 2;
  const cost = (i: number, j: number) =>
    ((a[2 * i] as number) - (b[2 * j] as number)) ** 2 + ((a[2 * i + 1] as number) - (b[2 * j + 1] as number)) ** 2;
  // Rows and columns count from 1; column 0 is where a path begins.
  const rowPotential = new Float64Array(N + 1);
  const columnPotential = new Float64Array(N + 1);
  const rowOf = new Int32Array(N + 1);
  const before = new Int32Array(N + 1);
  for (let row = 1; row <= N; row++) {
    rowOf[0] = row;
    const shortest = new Float64Array(N + 1).fill(Number.POSITIVE_INFINITY);
    const visited = new Uint8Array(N + 1);
    let column = 0;
    do {
      visited[column] = 1;
      const from = rowOf[column] as number;
      let [least, next] = [Number.POSITIVE_INFINITY, 0];
      for (let j = 1; j <= N; j++) {
        if (visited[j]) continue;
        const slack = cost(from - 1, j - 1) - (rowPotential[from] as number) - (columnPotential[j] as number);
        if (slack < (shortest[j] as number)) {
          shortest[j] = slack;
          before[j] = column;
        }
        if ((shortest[j] as number) < least) [least, next] = [shortest[j] as number, j];
      }
      for (let j = 0; j <= N; j++) {
        if (visited[j]) {
          const owner = rowOf[j] as number;
          rowPotential[owner] = (rowPotential[owner] as number) + least;
          columnPotential[j] = (columnPotential[j] as number) - least;
        } else shortest[j] = (shortest[j] as number) - least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = before[column] as number;
      rowOf[column] = rowOf[previous] as number;
      column = previous;
    }
  }
  let total = 0;
  for (let j = 1; j <= N; j++) total += cost((rowOf[j] as number) - 1, j - 1);
  return total / N;
}
