/** What the critic gives a typed text, beside what it gives real ones and those that are made now. */
import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../domains/batches.ts";
import { labelIds, labelNumbers, labelTensor } from "../../domains/labels.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { HeatmapView, ViewData } from "../../schema/view.ts";
import type { GanSampling } from "./manifest.ts";
import { type Scene, symbolChoice } from "./sample.ts";

/** Of real and of made texts each. */
const OTHERS = 24;

/** A critic that is told labels judges what is typed under the chosen one, or under the one that suits it best. */
export async function scoresView({
  adversaries: { make, seen, discriminate },
  sizes,
  domain,
  request,
  drawn,
}: Scene<ViewRequest>): Promise<ViewData> {
  const { facts } = domain;
  const { sampling, stream, examples } = request;
  const { label } = sampling as GanSampling;
  const text = request.source === "text" ? request.text.trim() : "";
  const typed = domain.encode?.(text) ?? new Float32Array(sizes.inputs);
  const chosen = facts.labels.indexOf(label);
  const asked = sizes.labels > 0 && chosen < 0 ? facts.labels.map((_, number) => number) : [Math.max(0, chosen)];
  const turns = labelNumbers(facts, label, OTHERS);
  const [ofTyped, real, realLabels, ofReal, made, ofMade] = await readMade(() => {
    const x = tf.tile(tf.tensor(typed, [1, ...sizes.shape]), [asked.length, ...sizes.shape.map(() => 1)]);
    const { values, labels } = examplesOf(examples());
    const count = Math.min(OTHERS, values.shape[0] as number);
    const held = values.slice(0, count);
    const own = sizes.labels > 0 ? (labels?.slice(0, count) as tf.Tensor1D | undefined) : undefined;
    const samples = make(
      normal(stream, [OTHERS, sizes.latent]),
      labelTensor(sizes, turns),
      drawn ? symbolChoice(stream, OTHERS) : undefined,
    ).made;
    return [
      discriminate(seen(x), labelTensor(sizes, asked)),
      held,
      own ?? tf.tensor1d([], "int32"),
      discriminate(seen(held), own),
      samples,
      discriminate(seen(samples), labelTensor(sizes, turns)),
    ];
  });
  const best = ofTyped.indexOf(Math.max(...ofTyped));
  const { scores, list } = await domain.stage(examples);
  const told = (numbers: ArrayLike<number>) => (sizes.labels > 0 ? labelIds(facts, numbers) : {});
  if (!scores) return list({ role: "generator", values: made });
  return scores(
    { role: "neutral", values: typed, scores: ofTyped.slice(best, best + 1), ...told([asked[best] ?? 0]) },
    [
      { role: "truth", values: real, scores: ofReal, ...told(realLabels) },
      { role: "generator", values: made, scores: ofMade, ...told(turns) },
    ],
  );
}

/**
 * What the critic gives each of N samples, whose numbers are the place: no tab, but the answer to whoever has samples to
 * be judged. A critic that is told labels judges each under the one that suits it best. [N, 1]
 */
export async function verdictsView({
  adversaries: { seen, discriminate },
  sizes,
  request,
}: Scene<ViewRequest>): Promise<HeatmapView> {
  const place = request.source === "latent" ? request.place : [];
  const count = place.length / sizes.inputs;
  const [values] = await readMade(() => {
    const x = seen(tf.tensor([...place], [count, ...sizes.shape]));
    const under = Array.from({ length: Math.max(1, sizes.labels) }, (_, label) =>
      discriminate(x, labelTensor(sizes, Array<number>(count).fill(label))),
    );
    return [tf.max(tf.stack(under), 0)];
  });
  return { kind: "heatmap", columns: [""], rows: count, values, range: [-1, 1] };
}
