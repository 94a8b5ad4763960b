/**
 * `npm run classifiers [-- glyphs|emoji|drums …]`: trains the classifiers that new pictures and sounds (by their log-mel
 * spectrograms) are judged by, on the training part of each set, and writes their weights and how often they are right on held-out pictures to `public/data`. Then run
 * `npm run files`.
 */
import { writeFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomStream, substream } from "../../src/core/random.ts";
import { load as drums } from "../../src/datasets/drums/load.ts";
import { load as emoji } from "../../src/datasets/emoji/load.ts";
import { load as glyphs } from "../../src/datasets/glyphs/load.ts";
import { audio } from "../../src/domains/audio/domain.ts";
import { wholeSounds } from "../../src/domains/audio/index.ts";
import { examplesOf } from "../../src/domains/batches.ts";
import type { DomainCode } from "../../src/domains/contract.ts";
import type { ExampleDataset } from "../../src/domains/dataset.ts";
import { type ClassifierFile, classifierNetwork, FEATURES } from "../../src/domains/examples/classifier.ts";
import { image } from "../../src/domains/image/index.ts";
import { openBackend } from "../../src/engine/index.ts";
import { softmaxCrossEntropy } from "../../src/engine/kernels/crossEntropy/index.ts";
import { normal, uniform } from "../../src/engine/kernels/random/index.ts";
import { tensorsOf } from "../../src/engine/model.ts";
import { connect, run, variablesOf } from "../../src/engine/networks/block.ts";
import { dense } from "../../src/engine/networks/dense.ts";
import { create as createAdam } from "../../src/optimizers/adam/optimizer.ts";
import { readPublic } from "../../src/worker/testing/train.ts";

const SETS = {
  glyphs: { load: glyphs, domain: image, values: {}, steps: 5000 },
  emoji: { load: emoji, domain: image, values: {}, steps: 5000 },
  drums: { load: drums, domain: { traits: audio, ...wholeSounds }, values: { form: "spectrogram" }, steps: 1500 },
} as const;
const BATCH = 48;
const LEARNING_RATE = 0.002;
/** Features are dropped while it trains (Srivastava et al. 2014): there are few pictures of each label. */
const DROPOUT = 0.4;
/** Pictures are moved by up to so many pixels. */
const SHIFT = 2;

/** The pictures moved by whole pixels, what comes in being like the corner. [B, H, W, C] */
function shifted(pictures: tf.Tensor4D, down: number, right: number): tf.Tensor4D {
  const [B, H, W, C] = pictures.shape;
  const around: [number, number] = [SHIFT, SHIFT];
  const padded = tf.mirrorPad(pictures, [[0, 0], around, around, [0, 0]], "symmetric") as tf.Tensor4D;
  return padded.slice([0, SHIFT + down, SHIFT + right, 0], [B, H, W, C]);
}

type Damage = (pictures: tf.Tensor4D, stream: RandomStream) => tf.Tensor4D;

/** What pictures that a model made poorly are like. */
const DAMAGES: readonly Damage[] = [
  (pictures) => tf.avgPool(pictures, 3, 1, "same"),
  (pictures) => tf.avgPool(tf.avgPool(pictures, 5, 1, "same"), 3, 1, "same"),
  (pictures, stream) => tf.clipByValue(tf.add(pictures, tf.mul(normal(stream, pictures.shape), 0.2)), 0, 1),
  (pictures) => tf.div(tf.add(pictures, tf.reverse(pictures, 0)), 2),
];

async function train(id: keyof typeof SETS): Promise<void> {
  const set = SETS[id];
  const dataset = (await set.load(set.values, readPublic, () => {})) as ExampleDataset;
  const { labels, domain } = dataset.facts;
  const shape = set.domain.traits.shape(domain as never);
  const stream = randomStream(2026, `classifier of ${id}`);
  const { features, scores, variables } = classifierNetwork(shape, labels.length, stream);
  const batches = (set.domain as DomainCode<ExampleDataset>).batches(dataset, { size: BATCH, length: 1 }, 2026);
  const values = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  // A head that is not shipped: were the features those of labels alone, a blurred picture would lie in the midst of real ones.
  const damage = dense({ name: "damage", units: DAMAGES.length + 1, stream: substream(stream, 20) });
  connect([damage], tf.input({ shape: [FEATURES] }));
  const trained = [...variables, ...variablesOf(damage.layer)];
  const optimizer = createAdam(trained);
  for (let step = 1; step <= set.steps; step++) {
    const batch = batches.training.at(step);
    tf.tidy(() => {
      const own = substream(stream, 1000 + step);
      const [down, right, kind] = uniform(own, [3]).dataSync() as unknown as [number, number, number];
      const { values: pictures, labels: truth } = examplesOf(batch);
      const by = (u: number) => Math.floor(u * (2 * SHIFT + 1)) - SHIFT;
      const moved = shifted(pictures as tf.Tensor4D, by(down), by(right));
      const damaged = Math.floor(kind * DAMAGES.length);
      const both = tf.concat([moved, (DAMAGES[damaged] as Damage)(moved, substream(own, 2))]);
      const damages = tf.concat([tf.zeros([BATCH], "int32"), tf.fill([BATCH], damaged + 1, "int32")]) as tf.Tensor1D;
      const { value, grads } = tf.variableGrads(() => {
        const seen = run(features, both);
        const kept = tf.step(tf.sub(uniform(substream(own, 1), seen.shape), DROPOUT));
        const left = tf.mul(seen, tf.div(kept, 1 - DROPOUT));
        const told = scores.apply(left.slice(0, BATCH)) as tf.Tensor2D;
        const labelled = tf.mean(softmaxCrossEntropy(told, truth as tf.Tensor1D));
        return tf.add(labelled, tf.mean(softmaxCrossEntropy(damage.apply(left) as tf.Tensor2D, damages))) as tf.Scalar;
      }, trained);
      const gradients = trained.map((variable) => ({ variable, gradient: grads[variable.name] as tf.Tensor }));
      const learningRate = LEARNING_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / set.steps));
      optimizer.apply(gradients, { learningRate, gradientScale: null, update: step, values });
      if (step % 250 === 0) console.log(`${id} ${step}: ${value.dataSync()[0]?.toFixed(3)}`);
    });
    tf.dispose([...tensorsOf(batch)]);
  }

  const weights = variables.map((variable) => variable.dataSync<"float32">());
  const scales = weights.map((values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12) / 127);
  const packed = weights.map((values, i) =>
    Int8Array.from(values, (value) => Math.round(value / (scales[i] as number))),
  );
  // What ships is judged, not what was trained.
  variables.forEach((variable, i) => {
    const shipped = Float32Array.from(packed[i] as Int8Array, (byte) => byte * (scales[i] as number));
    tf.tidy(() => variable.assign(tf.tensor(shipped, variable.shape)));
  });
  let [right, count] = [0, 0];
  for (let i = 0; i < batches.validation.perEpoch; i++) {
    const batch = batches.validation.at(i);
    tf.tidy(() => {
      const { values: pictures, labels: truth } = examplesOf(batch);
      const told = tf.argMax(scores.apply(run(features, pictures)), 1).dataSync();
      (truth as tf.Tensor).dataSync().forEach((label, n) => {
        count++;
        if (label === told[n]) right++;
      });
    });
    tf.dispose([...tensorsOf(batch)]);
  }
  const about: ClassifierFile = { shape, labels, scales, accuracy: right / count };
  writeFileSync(new URL(`../../public/data/${id}-classifier.json`, import.meta.url), `${JSON.stringify(about)}\n`);
  writeFileSync(
    new URL(`../../public/data/${id}-classifier.bin`, import.meta.url),
    Buffer.concat(packed.map(({ buffer }) => new Uint8Array(buffer))),
  );
  console.log(`${id}: right on ${right} of ${count} held-out examples`);
}

const asked = process.argv.slice(2);
const fail = (fault: object) => {
  throw new Error(JSON.stringify(fault));
};
await openBackend("wasm", { onFault: fail, onLost: fail });
for (const id of Object.keys(SETS) as (keyof typeof SETS)[]) {
  if (asked.length === 0 || asked.includes(id)) await train(id);
}
