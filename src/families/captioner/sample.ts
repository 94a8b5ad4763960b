/** What the captioner says of held-out pictures. */
import type * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { examplesOf } from "../../domains/batches.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { wordsAt } from "../../domains/texts.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import type { SampleRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { ViewData } from "../../schema/view.ts";
import type { CaptionerSampling } from "./manifest.ts";
import type { Captioner } from "./network.ts";
import type { Sizes } from "./sizes.manifest.ts";

export interface Scene {
  readonly captioner: Captioner;
  readonly sizes: Sizes;
  readonly domain: WholeDomain;
}

/** Texts of words by number, [N · T] row by row. */
export function textsOf({ domain, sizes }: Scene, words: Float32Array): string[] {
  const { texts } = domain.facts;
  return Array.from({ length: words.length / sizes.length }, (_, row) =>
    texts ? wordsAt(texts, words.subarray(row * sizes.length, (row + 1) * sizes.length)).join(" ") : "",
  );
}

/** Held-out pictures with what is said of each: first what they really are called, where the model is untrained all the same. */
export async function* sample(
  scene: Scene,
  { values, stream, examples, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { captioner, sizes, domain } = scene;
  const { count, temperature } = values as CaptionerSampling;
  const [pictures, words] = await readMade(() => {
    const all = examplesOf(examples()).values;
    const most = Math.min(count, all.shape[0] as number);
    const [from, to] = [Math.min(range?.[0] ?? 0, most), Math.min(range?.[1] ?? most, most)];
    const x = all.slice(from, to - from);
    const noise = (place: number) =>
      uniform(substream(stream, place), [most, sizes.words]).slice([from, 0], [to - from, sizes.words]) as tf.Tensor2D;
    return [x, captioner.write(captioner.look(x), { temperature, noise }).words];
  });
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  if (!signal.aborted) yield stage.samples(pictures, { captions: textsOf(scene, words) });
}
