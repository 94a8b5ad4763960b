import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it } from "vitest";
import { randomStream, randomUniforms } from "../../core/random.ts";
import { chosenFrom } from "../../domains/sequence/writeOnHost.ts";
import { choose } from "../../engine/sampleToken.ts";
import { open } from "../recurrent/testing/fixture.ts";
import { hostReader } from "./host.ts";
import { buildReader } from "./network.ts";

beforeAll(() => open("wasm"));

it.each([
  [2, 3],
  [3, 0],
])("the processor gives the scores that the device gives (windows of %d, %d labels)", async (kernelSize, labels) => {
  const sizes = { vocabulary: 7, labels, channels: 5, kernelSize, blocks: 2, dilations: [1, 2, 4, 1, 2, 4] };
  const reader = buildReader(sizes, randomStream(4, "weights"));
  const texts = [
    [0, 3, 1, 6, 2, 2, 5, 4, 0, 1, 6, 3],
    [0, 1, 1, 2, 3, 5, 1, 6, 0, 2, 4, 6],
  ];
  const own = labels > 0 ? [2, 1] : null;
  const told = own
    ? tf.tensor2d(
        own.map((label) => texts[0]?.map(() => label) ?? []),
        undefined,
        "int32",
      )
    : undefined;
  const tokens = tf.tensor2d(texts, undefined, "int32");
  const { logits } = reader.read({ tokens, labels: told, queues: reader.zeroQueues(2) });
  const whole = await logits.data(); // [2, 12, 7]
  const host = await hostReader(reader, sizes)(2, own);
  for (let t = 0; t < 12; t++) {
    const scores = host.next(Int32Array.from(texts, (text) => text[t] as number));
    for (let n = 0; n < 2; n++) {
      for (let v = 0; v < 7; v++) expect(scores[n * 7 + v]).toBeCloseTo(whole[(n * 12 + t) * 7 + v] as number, 4);
    }
  }
});

it("the processor draws the symbol that the device draws", () => {
  const [N, V] = [60, 9];
  const logits = randomUniforms(randomStream(1, "logits"), N * V).map((u) => 6 * u);
  const uniform = randomUniforms(randomStream(2, "uniform"), N * V);
  for (const choice of [
    { temperature: 1, topK: 0, topP: 1 },
    { temperature: 0.6, topK: 3, topP: 1 },
    { temperature: 1.3, topK: 0, topP: 0.7 },
    { temperature: 0.9, topK: 4, topP: 0.8 },
  ]) {
    const { token } = choose(tf.tensor2d(logits, [N, V]), choice, tf.tensor2d(uniform, [N, V]));
    const drawn = Array.from({ length: N }, (_, n) =>
      chosenFrom(logits.subarray(n * V, (n + 1) * V), choice, uniform.subarray(n * V, (n + 1) * V)),
    );
    expect(drawn).toEqual([...token.dataSync()]);
  }
});
