import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../core/random.ts";
import { openBackend } from "./index.ts";
import { uniform } from "./kernels/random/index.ts";
import { choose } from "./sampleToken.ts";

beforeAll(() => openBackend("wasm", { onFault: () => {}, onLost: () => {} }));

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

const DRAWS = 20_000;
const free = { temperature: 1, topK: 0, topP: 1 };
/** Probabilities ½, ¼, ⅛, ⅛, in an order that a sort would change. */
const LOGITS = [Math.log(2), 0, Math.log(4), 0].map((logit) => logit + 3);

/** How often each of the four characters is drawn. */
function shares(choice: typeof free): number[] {
  return tf.tidy(() => {
    const logits = tf.tile(tf.tensor2d([LOGITS]), [DRAWS, 1]) as tf.Tensor2D;
    const { token } = choose(logits, choice, uniform(randomStream(1, "draws"), [DRAWS, 4]) as tf.Tensor2D);
    const counts = [0, 0, 0, 0];
    for (const drawn of numbers(token)) counts[drawn] = (counts[drawn] as number) + 1 / DRAWS;
    return counts;
  });
}

function expectShares(choice: Partial<typeof free>, expected: readonly number[]): void {
  shares({ ...free, ...choice }).forEach((share, i) => {
    // Four standard deviations of a share that is drawn 20,000 times; what is out of play is never drawn.
    expect(Math.abs(share - (expected[i] as number))).toBeLessThanOrEqual(expected[i] === 0 ? 0 : 0.0142);
  });
}

describe("a draw", () => {
  it("falls on each character with its probability", () => expectShares({}, [1 / 4, 1 / 8, 1 / 2, 1 / 8]));

  it("squares the odds at temperature ½", () => expectShares({ temperature: 0.5 }, [4 / 22, 1 / 22, 16 / 22, 1 / 22]));

  it("is the likeliest at temperature 0.05 but once in a million", () =>
    expectShares({ temperature: 0.05 }, [0, 0, 1, 0]));

  it("stays among the k likeliest", () => expectShares({ topK: 2 }, [1 / 3, 0, 2 / 3, 0]));

  it("is the likeliest for k = 1", () => expectShares({ topK: 1, temperature: 2 }, [0, 0, 1, 0]));

  it("keeps both of two alike at the edge of the k likeliest", () => {
    expectShares({ topK: 3 }, [1 / 4, 1 / 8, 1 / 2, 1 / 8]);
  });

  it("stays among the fewest that together have the probability p", () => {
    expectShares({ topP: 0.5 }, [0, 0, 1, 0]);
    expectShares({ topP: 0.51 }, [1 / 3, 0, 2 / 3, 0]);
    expectShares({ topP: 0.75 }, [1 / 3, 0, 2 / 3, 0]);
  });

  it("measures p after the temperature and among the k likeliest", () => {
    // At temperature ½ the first has 16/22 alone, and 16/20 of the two likeliest.
    expectShares({ topP: 0.72, temperature: 0.5 }, [0, 0, 1, 0]);
    expectShares({ topP: 0.79, temperature: 0.5 }, [1 / 5, 0, 4 / 5, 0]);
    expectShares({ topP: 0.79, topK: 2, temperature: 0.5 }, [0, 0, 1, 0]);
  });

  it("tells the probability before temperature, k and p", () => {
    const logits = tf.tensor2d([LOGITS]);
    const { token, confidence } = choose(logits, { temperature: 0.1, topK: 1, topP: 0.1 }, tf.fill([1, 4], 0.5));
    expect(numbers(token)).toEqual([2]);
    expect(numbers(confidence)[0]).toBeCloseTo(0.5, 6);
  });

  it("keeps exactly the k greatest of many random logits", () => {
    const logits = tf.tensor2d(
      randomNormals(randomStream(2, "normals"), 50 * 300).map((x) => 3 * x),
      [50, 300],
    );
    for (const topK of [1, 7, 60]) {
      // With noise alone deciding at a high temperature, anything that is left in play would soon be drawn.
      const drawn = Array.from({ length: 20 }, (_, i) => {
        const noise = uniform(randomStream(i, "draws"), [50, 300]) as tf.Tensor2D;
        return numbers(choose(logits, { temperature: 2, topK, topP: 1 }, noise).token);
      });
      const rows = logits.arraySync();
      rows.forEach((row, i) => {
        const ranks = drawn.map((tokens) => row.filter((logit) => logit > (row[tokens[i] as number] as number)).length);
        expect(Math.max(...ranks)).toBeLessThan(topK);
      });
    }
  });

  it("survives uniforms of exactly 0 and just below 1", () => {
    const edges = tf.tensor2d([
      [0, 0, 0, 0],
      [1 - 2 ** -24, 0, 0, 0],
    ]);
    const { token, confidence } = choose(tf.tile(tf.tensor2d([LOGITS]), [2, 1]) as tf.Tensor2D, free, edges);
    expect(numbers(token)).toEqual([2, 0]);
    expect(numbers(confidence).every(Number.isFinite)).toBe(true);
  });
});
