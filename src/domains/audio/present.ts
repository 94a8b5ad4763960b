import type { Stage } from "../contract.ts";
import { itemStage } from "../examples/items.ts";
import { product } from "../sizes.ts";
import { type Audio, audio } from "./domain.ts";
import { wavesOf } from "./forms.ts";

/** Sounds in a row of pairs. */
const PAIRS_COLUMNS = 4;

/** Sounds on the stage, as waves whatever models see of them. */
export function soundStage(domain: Audio): Stage {
  const { rate, length } = domain;
  const size = product(audio.shape(domain));
  return itemStage({
    size,
    pairsColumns: PAIRS_COLUMNS,
    view: (made, extra = {}) => ({
      ...{ kind: "waves", rate, length, count: made.length / size, values: wavesOf(made, domain) },
      ...extra,
    }),
  });
}
