import type { Stage } from "../contract.ts";
import { itemStage } from "../examples/items.ts";
import { product } from "../sizes.ts";

/** Pictures in a row of pairs. */
const PAIRS_COLUMNS = 8;

/** Pictures [N, H, W, C] of one size on the stage. */
export function pictureStage(shape: readonly number[]): Stage {
  const [height, width, channels] = shape as [number, number, 1 | 3];
  const size = product(shape);
  return itemStage({
    size,
    pairsColumns: PAIRS_COLUMNS,
    view: (pixels, extra = {}) => ({
      ...{ kind: "images", height, width, channels, count: pixels.length / size, pixels },
      ...extra,
    }),
  });
}
