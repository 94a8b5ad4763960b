import { randomStream } from "../../core/random.ts";
import { gaussianPictures } from "../examples/judge.ts";
import { judgeExamples } from "../examples/metrics.ts";

/** Training examples among which the nearest is sought. */
const NEIGHBOURS = 2000;
const STREAM = randomStream(2026, "pictures of a Gaussian");

export const judgePictures = judgeExamples({
  neighbours: NEIGHBOURS,
  gaussian: async ({ shape }, rows, count) => {
    const made = gaussianPictures(rows, count, STREAM);
    const pictures = made.reshape([count, ...shape]);
    made.dispose();
    return pictures;
  },
});
