import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { wholeDomain } from "../../domains/testing/data.ts";
import type { LossInput, Model, Tap, Update } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import { build } from "./model.ts";
import { differences } from "./testing/backends.ts";
import {
  bernoulliValues,
  gaussianValues,
  noise,
  normals,
  numbers,
  open,
  scalar,
  textValues,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinyTexts,
  untapped,
} from "./testing/fixture.ts";

beforeAll(() => open("wasm"));

const kinds = [
  ["dense, coins", { ...bernoulliValues, layers: 2 }, tinyPictures],
  ["dense, Gaussian, conditioned", { ...gaussianValues, conditional: true, deviation: 0.5 }, tinyPictures],
  ["dense, Gaussian of a learned spread", { ...gaussianValues, spread: "learned", deviation: 0.7 }, tinyPictures],
  [
    "convolutional, coins, conditioned",
    { ...bernoulliValues, architecture: "convolutional", conditional: true },
    tinyPictures,
  ],
  ["convolutional, Gaussian", { ...gaussianValues, architecture: "convolutional", deviation: 0.5 }, tinyPictures],
  ["of points", { ...gaussianValues, deviation: 0.5 }, tinyPoints],
  [
    "of points of a learned spread, conditioned",
    { ...gaussianValues, spread: "learned", conditional: true },
    tinyPoints,
  ],
  ["of texts, through two layers", { ...textValues, layers: 2 }, tinyTexts],
  ["of texts, conditioned", { ...textValues, conditional: true, wordDropout: 0 }, tinyTexts],
] as const;

const updateOf = (model: Model) => model.updates[0] as Update;
const lossOf = (model: Model, values: Values, input: Partial<LossInput> = {}) =>
  updateOf(model).loss({ batch: tinyBatch(), noise, tap: untapped, values, ...input });

describe.each(kinds)("a VAE, %s,", (_, values, facts) => {
  it("has the gradient that finite differences find", () => {
    const own = { ...values, beta: 0.8, warmup: 4 };
    // Weights that bend little within a step of the difference.
    const model = tinyModel(own, facts, 0.3);
    const update = updateOf(model);
    const batch = tinyBatch(facts);
    const total = () => lossOf(model, own, { batch }).total;
    const { grads } = tf.variableGrads(total, [...update.variables]);
    update.variables.forEach((variable, i) => {
      const at = variable.clone();
      const direction = variable.rank === 0 ? tf.scalar(1) : normals(100 + i, variable.shape);
      const step = 4e-3 / scalar(tf.norm(direction));
      const shifted = (sign: number) => {
        variable.assign(tf.add(at, tf.mul(direction, sign * step)));
        return scalar(total());
      };
      const difference = (shifted(1) - shifted(-1)) / 8e-3;
      variable.assign(at);
      const gradient = grads[variable.name] as tf.Tensor;
      const expected = (scalar(tf.sum(tf.mul(gradient, direction))) * step) / 4e-3;
      const scale = Math.max(Math.abs(expected), scalar(tf.norm(gradient)) / Math.sqrt(variable.size));
      expect(Math.abs(difference - expected), variable.name).toBeLessThan(0.01 + 0.02 * scale);
    });
  });

  it("saves an encoder and a decoder that load in stock TensorFlow.js with the outputs that training sees", async () => {
    const model = tinyModel(values, facts);
    const batch = tinyBatch(facts);
    const seen: Record<string, tf.Tensor> = {};
    const tap: Tap = (node, tensor) => {
      seen[node] = tensor;
      return tensor;
    };
    lossOf(model, { ...values, wordDropout: 0 }, { batch, tap });
    const { encoder, decoder } = await stockCopies(model);
    const label = "conditional" in values && values.conditional ? [batch.labels as tf.Tensor] : [];
    const [mean, spread] = encoder.predict([batch.values, ...label]) as [tf.Tensor, tf.Tensor];
    expectClose(mean, seen.mean as tf.Tensor);
    expectClose(spread, seen.spread as tf.Tensor);
    // A decoder of texts is given the character before each.
    const before =
      facts.domain.kind === "tokens" ? [tf.concat([tf.zeros([4, 1]), batch.values.slice([0, 0], [4, 5])], 1)] : [];
    const decoded = decoder.predict([seen.draw as tf.Tensor, ...label, ...before]) as tf.Tensor;
    expectClose(decoded, seen.output as tf.Tensor);
  });
});

function expectClose(own: tf.Tensor, other: tf.Tensor): void {
  expect(own.shape).toEqual(other.shape);
  const expected = numbers(other);
  numbers(own).forEach((value, i) => {
    expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-4);
  });
}

/** The networks as another program reads them. */
async function stockCopies(model: Model): Promise<Record<"encoder" | "decoder", tf.LayersModel>> {
  const load = async (network: tf.LayersModel) => {
    let artifacts: tf.io.ModelArtifacts = {};
    await network.save(
      tf.io.withSaveHandler(async (given) => {
        artifacts = given;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
      }),
    );
    return tf.loadLayersModel(tf.io.fromMemory(artifacts));
  };
  const { encoder, decoder } = model.networks as Record<"encoder" | "decoder", tf.LayersModel>;
  return { encoder: await load(encoder), decoder: await load(decoder) };
}

describe("the loss", () => {
  it("is reconstruction + β · KL, reported apart and together", () => {
    const values = { ...bernoulliValues, beta: 0.25 };
    const { total, terms } = lossOf(tinyModel(values), values);
    const { reconstruction, kl, activeUnits } = terms as Record<"reconstruction" | "kl" | "activeUnits", tf.Scalar>;
    expect(scalar(total)).toBeCloseTo(scalar(reconstruction) + 0.25 * scalar(kl), 4);
    expect(scalar(activeUnits)).toBe(3);
  });

  it("is 64 ln 2 where every weight is zero, for coins that nobody knows anything about, and the KL of σ = ln 2", () => {
    const model = tinyModel();
    tf.tidy(() => {
      for (const network of Object.values(model.networks)) {
        network.setWeights(network.getWeights().map((weight) => tf.zerosLike(weight)));
      }
    });
    const { total, terms } = lossOf(model, bernoulliValues);
    // softplus(0) = ln 2; ½ (ln² 2 − 1) − ln ln 2 for each of three units.
    const kl = 3 * (0.5 * (Math.LN2 ** 2 - 1) - Math.log(Math.LN2));
    expect(scalar(terms.kl as tf.Scalar)).toBeCloseTo(kl, 5);
    expect(scalar(total)).toBeCloseTo(64 * Math.LN2 + kl, 3);
    expect(scalar(terms.activeUnits as tf.Scalar)).toBe(3);
  });

  it("stays finite where a step was far too large, so that the next ones can mend it", () => {
    const { total, terms } = lossOf(tinyModel(bernoulliValues, tinyPictures, 60), bernoulliValues);
    // A spread of e^(s/2) would have overflowed long before.
    expect(scalar(terms.kl as tf.Scalar)).toBeGreaterThan(1e6);
    expect(scalar(total)).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it("decodes one draw μ + σ·ε, another for each step's noise", () => {
    const model = tinyModel();
    const seen: Record<string, number[]> = {};
    const tap: Tap = (node, tensor) => {
      seen[node] = numbers(tensor);
      return tensor;
    };
    lossOf(model, bernoulliValues, { tap });
    const epsilon = numbers(noise.normal("epsilon", [4, 3]));
    const { mean, spread, draw } = seen as Record<"mean" | "spread" | "draw", number[]>;
    draw.forEach((z, i) => {
      expect(z).toBeCloseTo((mean[i] as number) + (spread[i] as number) * (epsilon[i] as number), 5);
    });
  });

  it("warms β up in a straight line, counting its own steps in what the trainer carries", () => {
    const values = { ...bernoulliValues, beta: 2, warmup: 4 };
    const model = tinyModel(values);
    const [steps] = updateOf(model).carry as [tf.Variable];
    const weights = [0, 1, 2, 3, 4, 5].map(() => {
      const { total, terms, carry } = lossOf(model, values);
      steps.assign(carry?.[0] as tf.Tensor);
      return (scalar(total) - scalar(terms.reconstruction as tf.Tensor)) / scalar(terms.kl as tf.Tensor);
    });
    [0.5, 1, 1.5, 2, 2, 2].forEach((weight, i) => {
      expect(weights[i]).toBeCloseTo(weight, 3);
    });
    expect(scalar(steps)).toBe(6);
  });

  it("obeys β and the deviation as they stand now", () => {
    const model = tinyModel(gaussianValues);
    const near = lossOf(model, { ...gaussianValues, deviation: 0.1, beta: 1 }).terms.reconstruction as tf.Scalar;
    const far = lossOf(model, { ...gaussianValues, deviation: 1, beta: 1 }).terms.reconstruction as tf.Scalar;
    // With squared error E over 64 values: E/2s² + 64 (ln s + ½ ln 2π).
    const error = 2 * (scalar(far) - 32 * Math.log(2 * Math.PI));
    expect(scalar(near)).toBeCloseTo(50 * error + 64 * Math.log(0.1) + 32 * Math.log(2 * Math.PI), 2);
  });
});

describe("evaluation", () => {
  it("judges with the same draws every time, and adds the squared error of what the mean decodes to", () => {
    const model = tinyModel();
    const batch = tinyBatch();
    const [first, second] = [0, 1].map(() => model.evaluate(batch, null, bernoulliValues));
    expect(Object.keys(first?.terms ?? {})).toEqual(["reconstruction", "kl", "activeUnits", "squaredError"]);
    expect(scalar(first?.total as tf.Scalar)).toBe(scalar(second?.total as tf.Scalar));
    const { encoder, decoder } = model.networks as Record<"encoder" | "decoder", tf.LayersModel>;
    const [mean] = encoder.predict(batch.values) as [tf.Tensor];
    const error = tf.sum(tf.squaredDifference(decoder.predict(mean) as tf.Tensor, batch.values));
    expect(scalar(first?.terms.squaredError as tf.Scalar)).toBeCloseTo(scalar(error) / 4, 3);
  });
});

describe("the wasm backend", () => {
  it("learns as core ops on the processor do", async () => {
    try {
      expect(await differences("wasm")).toEqual([]);
    } finally {
      await open("wasm");
    }
  });
});

describe("memory", () => {
  it.each(kinds)("holds as many tensors after steps, evaluations and disposal as before, %s", (_, values, facts) => {
    tf.tidy(() => tinyModel(values, facts).dispose());
    const before = tf.memory().numTensors;
    const model = build(asModelValues(values), wholeDomain(facts), { size: 4, length: 1 }, randomStream(1, "weights"));
    const built = tf.memory().numTensors;
    expect(built - before).toBe(updateOf(model).variables.length + 1);
    for (let step = 0; step < 3; step++) {
      tf.tidy(() => {
        const batch = tinyBatch(facts);
        tf.variableGrads(() => lossOf(model, values, { batch }).total, [...updateOf(model).variables]);
      });
      const batch = tinyBatch(facts);
      const loss = model.evaluate(batch, null, values);
      tf.dispose([loss.total, Object.values(loss.terms), batch.values, batch.labels as tf.Tensor]);
    }
    expect(tf.memory().numTensors).toBe(built);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
