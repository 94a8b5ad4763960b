import type { Grid } from "./grid.ts";

interface WaveGridRequest {
  readonly count: number;
  /** The box; sounds that do not fit it make the grid taller. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Room under each sound. */
  readonly caption: number;
  /** Sounds in a row, where rows mean something. */
  readonly columns?: number | undefined;
}

/** A sound is seen, and can be pressed, from this size on. */
const LEAST_WIDTH = 72;
const LEAST_HEIGHT = 56;
/** Height over width, at most. */
const TALLEST = 0.72;

/** Sounds in a grid as wide as its box: as many rows as fit, and beyond that as many as there must be. */
export function waveGrid(request: WaveGridRequest): Grid {
  const { count, width, gap, columns } = request;
  const most = Math.max(1, Math.min(count, Math.floor((width + gap) / (LEAST_WIDTH + gap))));
  // A row that means something is never broken, however narrow it becomes.
  if (columns !== undefined) return gridOf(request, Math.max(1, columns));
  let best = gridOf(request, most);
  for (let tried = most - 1; tried >= 1; tried--) {
    const grid = gridOf(request, tried);
    if (worth(grid, request) > worth(best, request)) best = grid;
  }
  return best;
}

/** Full rows of sounds that are seen well and whole are worth most. */
function worth(grid: Grid, { count, height }: WaveGridRequest): number {
  const shown = Math.min(1, height / (grid.rows * grid.pitchY));
  const full = count / (grid.rows * grid.columns);
  return Math.min(grid.width, grid.height / 0.5) * shown ** 2 * full;
}

function gridOf({ count, width, height, gap, caption }: WaveGridRequest, columns: number): Grid {
  const rows = Math.max(1, Math.ceil(count / columns));
  const across = Math.max(1, (width - gap * (columns - 1)) / columns);
  const down = (height - gap * (rows - 1)) / rows - caption;
  const size = Math.max(LEAST_HEIGHT, Math.min(down, across * TALLEST));
  return {
    columns,
    rows,
    width: across,
    height: size,
    pitchX: across + gap,
    pitchY: size + caption + gap,
    left: 0,
    top: 0,
  };
}
