/** Where pictures of one size stand in a box, in CSS pixels. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Of one picture, without what is around it. */
  readonly width: number;
  readonly height: number;
  /** From one picture to the next. */
  readonly pitchX: number;
  readonly pitchY: number;
  readonly left: number;
  readonly top: number;
}

interface GridRequest {
  readonly count: number;
  /** The box. */
  readonly width: number;
  readonly height: number;
  /** A picture's width over its height. */
  readonly aspect: number;
  readonly gap: number;
  /** Room under each picture. */
  readonly caption: number;
  /** Pictures in a row, where rows mean something. */
  readonly columns?: number | undefined;
}

/** Pictures this much smaller than the largest possible are put up with where they fill every row. */
const FULL_ROWS = 0.8;

/** The grid with the largest pictures that fit the box, centred. */
export function layoutGrid(request: GridRequest): Grid {
  const { count, columns } = request;
  if (columns !== undefined) return gridOf(request, Math.max(1, columns));
  let best = gridOf(request, 1);
  let full = best;
  for (let tried = 2; tried <= count; tried++) {
    const grid = gridOf(request, tried);
    if (grid.width > best.width) best = grid;
    if (count % tried === 0 && grid.width >= full.width) full = grid;
  }
  return full.width >= best.width * FULL_ROWS ? full : best;
}

function gridOf({ count, width, height, aspect, gap, caption }: GridRequest, columns: number): Grid {
  const rows = Math.max(1, Math.ceil(count / columns));
  const across = (width - gap * (columns - 1)) / columns;
  const down = ((height - gap * (rows - 1)) / rows - caption) * aspect;
  const size = Math.max(1, Math.min(across, down));
  const [pitchX, pitchY] = [size + gap, size / aspect + caption + gap];
  return {
    columns,
    rows,
    width: size,
    height: size / aspect,
    pitchX,
    pitchY,
    left: (width - columns * pitchX + gap) / 2,
    top: Math.max(0, (height - rows * pitchY + gap) / 2),
  };
}

/** Which picture lies under a point, gaps counted to the picture before; `null` beside the grid. */
export function pictureAt(grid: Grid, count: number, x: number, y: number): number | null {
  const [column, row] = [Math.floor((x - grid.left) / grid.pitchX), Math.floor((y - grid.top) / grid.pitchY)];
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return null;
  const index = row * grid.columns + column;
  return index < count ? index : null;
}

/** Where an arrow key leads from a picture; `null` for a key that does not move. */
export function pictureBeside(key: string, from: number, { columns }: Pick<Grid, "columns">, count: number) {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? null : Math.max(0, Math.min(count - 1, from + step));
}
