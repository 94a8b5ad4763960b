import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../core/random.ts";
import { Embedding, GRU, glorotUniform, LSTM, orthogonal, type RecurrentLayer, SimpleRNN } from "./index.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const stream = randomStream(3, "weights");

/** Saves and loads through memory; what loads it are the stock classes, for ours are not registered. */
async function throughStock(model: tf.LayersModel): Promise<tf.LayersModel> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  const result = { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" as const } };
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return result;
    }),
  );
  return tf.loadLayersModel(tf.io.fromMemory(artifacts as tf.io.ModelArtifacts));
}

function textModel(recurrentLayer: RecurrentLayer): tf.LayersModel {
  const tokens = tf.input({ shape: [null], dtype: "int32" });
  const embedded = new Embedding({ inputDim: 11, outputDim: 5, stream }).apply(tokens) as tf.SymbolicTensor;
  const hidden = recurrentLayer.apply(embedded) as tf.SymbolicTensor;
  const readout = tf.layers.dense({ units: 11, kernelInitializer: glorotUniform(stream) });
  return tf.model({ inputs: tokens, outputs: readout.apply(hidden) as tf.SymbolicTensor });
}

/** Weights that no initializer would give, so that a bias in the wrong place shows. */
function shake(model: tf.LayersModel): void {
  model.setWeights(
    model
      .getWeights()
      .map((weight, i) => tf.tensor(randomNormals(randomStream(i, "shake"), weight.size), weight.shape)),
  );
}

describe("a saved model loads in stock TensorFlow.js with the same outputs", () => {
  it.each([
    ["SimpleRNN", () => new SimpleRNN({ units: 7, stream })],
    ["LSTM", () => new LSTM({ units: 7, stream })],
    ["GRU that resets before", () => new GRU({ units: 7, stream, resetAfter: false })],
    ["GRU that gives its last state", () => new GRU({ units: 7, stream, resetAfter: false, returnSequences: false })],
  ] as const)("%s", async (_, make) => {
    const layer = make();
    const model = textModel(layer);
    shake(model);
    const loaded = await throughStock(model);
    expect(loaded.layers.some((each) => each instanceof (layer.constructor as typeof GRU))).toBe(false);
    const tokens = tf.tensor2d([1, 10, 3, 0, 7, 7, 2, 9], [2, 4], "int32");
    const [given, expected] = [model, loaded].map((each) => (each.predict(tokens) as tf.Tensor).dataSync());
    expect(given?.length).toBe(layer.returnSequences ? 88 : 22);
    given?.forEach((value, i) => {
      expect(value).toBeCloseTo((expected as Float32Array)[i] as number, 5);
    });
  });

  it("a GRU that resets after keeps Keras' two rows of biases and says so", () => {
    const model = textModel(new GRU({ units: 7, stream }));
    expect(model.getWeights().map((weight) => weight.shape)).toEqual([
      [11, 5],
      [5, 21],
      [7, 21],
      [2, 21],
      [7, 11],
      [11],
    ]);
    expect(JSON.stringify(model.toJSON(null, false))).toContain('"reset_after":true');
  });
});

describe("recurrent layers", () => {
  it("carry their state: two halves give what the whole gives", () => {
    const layer = new LSTM({ units: 4, stream });
    const x = tf.tensor3d(randomNormals(stream, 2 * 6 * 3), [2, 6, 3]);
    const whole = layer.sequence(x, layer.zeroState(2));
    const first = layer.sequence(x.slice([0, 0, 0], [-1, 2, -1]), layer.zeroState(2));
    const rest = layer.sequence(x.slice([0, 2, 0], [-1, 4, -1]), first.final);
    const joined = tf.concat([first.hidden, rest.hidden], 1).dataSync();
    whole.hidden.dataSync().forEach((value, i) => {
      expect(joined[i]).toBeCloseTo(value, 6);
    });
    expect((layer.call(x) as tf.Tensor).dataSync()).toEqual(whole.hidden.dataSync());
  });

  it("give gradients to their variables", () => {
    const layer = new GRU({ units: 3, stream });
    const x = tf.tensor3d(randomNormals(stream, 8), [2, 2, 2]);
    layer.sequence(x, layer.zeroState(2));
    const { grads } = tf.variableGrads(() => tf.sum(layer.sequence(x, layer.zeroState(2)).hidden) as tf.Scalar);
    const shapes = Object.values(grads).map((gradient) => gradient.shape);
    expect(shapes).toEqual(
      expect.arrayContaining([
        [2, 9],
        [3, 9],
        [2, 9],
      ]),
    );
    for (const gradient of Object.values(grads)) expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(0);
  });

  it("start with the same weights for the same seed and others for another", () => {
    const weights = (seed: number) => {
      const layer = new GRU({ units: 4, stream: randomStream(seed, "weights") });
      layer.build([null, null, 3]);
      return layer.getWeights().map((weight) => [...weight.dataSync()]);
    };
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)[0]).not.toEqual(weights(2)[0]);
    expect(weights(1)[1]).not.toEqual(weights(2)[1]);
  });

  it("open the LSTM's forget gate at the start", () => {
    const layer = new LSTM({ units: 2, stream });
    layer.build([null, null, 3]);
    expect([...(layer.getWeights()[2] as tf.Tensor).dataSync()]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });
});

describe("initializers", () => {
  it.each([[[5, 15]], [[16, 64]], [[9, 4]], [[1, 1]]])("orthogonal %j has an orthonormal shorter side", (shape) => {
    const matrix = orthogonal(stream).apply(shape) as tf.Tensor2D;
    const [rows, columns] = shape as [number, number];
    const gram = rows <= columns ? tf.matMul(matrix, matrix, false, true) : tf.matMul(matrix, matrix, true);
    const expected = tf.eye(Math.min(rows, columns)).dataSync();
    gram.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 5);
    });
  });

  it("orthogonal entries are spread like normals: kurtosis 3 rather than a few large ones", () => {
    const entries = [...(orthogonal(stream).apply([64, 192]) as tf.Tensor).dataSync()];
    const moment = (power: number) => entries.reduce((sum, entry) => sum + entry ** power, 0) / entries.length;
    expect(moment(2)).toBeCloseTo(1 / 192, 6);
    expect(moment(4) / moment(2) ** 2).toBeGreaterThan(2.7);
    expect(moment(4) / moment(2) ** 2).toBeLessThan(3.3);
  });

  it("glorotUniform fills ±√(6 / (in + out)) evenly", () => {
    const entries = [...(glorotUniform(stream).apply([20, 100]) as tf.Tensor).dataSync()];
    const limit = Math.sqrt(6 / 120);
    expect(Math.max(...entries)).toBeLessThanOrEqual(limit);
    expect(Math.max(...entries)).toBeGreaterThan(0.99 * limit);
    const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
    expect(variance).toBeCloseTo(limit ** 2 / 3, 3);
  });
});
