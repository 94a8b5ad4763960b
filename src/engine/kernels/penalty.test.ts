import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../core/random.ts";
import { installGradients } from "../gradients/index.ts";
import { installLayers } from "../layers/index.ts";
import { conv2d, conv2dTranspose } from "./convolution/index.ts";
import { gatedTanh } from "./gatedTanh/index.ts";
import { gaussianDraw, gaussianKl } from "./gaussian/index.ts";
import type { Activation } from "./matMul/contract.ts";
import { matMul } from "./matMul/index.ts";
import { sigmoidCrossEntropy } from "./sigmoidCrossEntropy/index.ts";
import { installWasmKernels } from "./wasm/index.ts";

setWasmPaths(fileURLToPath(new URL("../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)));

const normals = (name: string, ...shape: number[]) =>
  tf.tensor(randomNormals(randomStream(3, name), tf.util.sizeFromShape(shape)), shape);

/** The gradient penalty of WGAN-GP, mean (‖∇ₓ f(x)‖ − 1)². Gulrajani et al. 2017. */
function penalty(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Scalar {
  const slopes = tf.grad((z: tf.Tensor) => tf.sum(f(z)))(x);
  const norms = tf.sqrt(tf.sum(tf.square(slopes.reshape([x.shape[0] as number, -1])), 1));
  return tf.mean(tf.square(tf.sub(norms, 1))) as tf.Scalar;
}

/** The derivative of `f` along fixed directions of all its arguments, by the engine and by differences. */
function derivatives(
  f: (...args: tf.Tensor[]) => tf.Scalar,
  args: tf.Tensor[],
  h: number,
  directions = args.map((arg, i) => normals(`direction ${i}`, ...arg.shape)),
): [number, number] {
  return tf.tidy(() => {
    const moved = (step: number) => {
      const places = args.map((arg, i) => tf.add(arg, tf.mul(directions[i] as tf.Tensor, step)));
      return f(...places).dataSync()[0] as number;
    };
    const gradients = tf.grads(f)(args);
    const along = tf.addN(gradients.map((gradient, i) => tf.sum(tf.mul(gradient, directions[i] as tf.Tensor))));
    return [along.dataSync()[0] as number, (moved(h) - moved(-h)) / (2 * h)];
  });
}

const expectAgreement = ([analytic, numeric]: [number, number]) =>
  expect(Math.abs(analytic - numeric)).toBeLessThan(3e-3 * Math.max(1, Math.abs(numeric)));

describe.each(["cpu", "wasm"])("the gradient of a gradient on %s", (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
    if (backend === "wasm") await installWasmKernels();
    installGradients();
    installLayers();
  });

  const pictures = () => normals("pictures", 2, 8, 8, 1);

  const critic =
    (activation: Activation, first: tf.Tensor, second: tf.Tensor, last: tf.Tensor, bias: tf.Tensor | null) =>
    (x: tf.Tensor) => {
      const hidden = conv2d(x as tf.Tensor4D, first as tf.Tensor4D, { strides: 2, activation });
      const deeper = conv2d(hidden, second as tf.Tensor4D, {
        strides: 2,
        activation,
        bias: bias as tf.Tensor1D | null,
      });
      return matMul(deeper.reshape([2, 20]), last);
    };
  const small = (name: string, ...shape: number[]) => tf.mul(normals(name, ...shape), 0.3);
  const weights = () => [small("first", 4, 4, 1, 3), small("second", 4, 4, 3, 5), small("last", 20, 1)] as const;

  it.each(["tanh", "elu", "sigmoid"] as const)(
    "agrees with differences for a critic of convolutions and products with %s",
    (activation) => {
      const f = (first: tf.Tensor, second: tf.Tensor, last: tf.Tensor, bias: tf.Tensor) =>
        penalty(critic(activation, first, second, last, bias), pictures());
      expectAgreement(derivatives(f, [...weights(), small("bias", 5)], 1e-3));
    },
  );

  it.each(["leakyRelu", "relu"] as const)(
    "agrees with differences for a critic of convolutions and products with %s",
    (activation) => {
      const [first, second, last] = weights();
      const f = (...args: tf.Tensor[]) =>
        penalty(critic(activation, ...(args as [tf.Tensor, tf.Tensor, tf.Tensor]), null), pictures());
      // Filters that only grow take no unit across its bend, where the penalty jumps.
      expectAgreement(derivatives(f, [first, second, last], 1e-2, [first, second, normals("readout", 20, 1)]));
    },
  );

  it("agrees with differences for a transposed convolution", () => {
    const f = (filter: tf.Tensor) =>
      penalty(
        (x) =>
          tf.square(
            conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [6, 8], { strides: 2, activation: "tanh" }),
          ),
        tf.mul(normals("codes", 2, 3, 4, 3), 0.5),
      );
    expectAgreement(derivatives(f, [tf.mul(normals("filter", 4, 4, 6, 3), 0.2)], 1e-3));
  });

  it("agrees with differences for products with bias and tanh", () => {
    const f = (w: tf.Tensor, bias: tf.Tensor) =>
      penalty((x) => matMul(x, w, { bias: bias as tf.Tensor1D, activation: "tanh" }), normals("x", 5, 3));
    expectAgreement(derivatives(f, [normals("w", 3, 6), normals("b", 6)], 2e-3));
  });

  it("agrees with differences for standard layers", () => {
    const critic = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 3, kernelSize: 4, strides: 2, padding: "same", inputShape: [8, 8, 1] }),
        tf.layers.leakyReLU({ alpha: 0.2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 4, activation: "tanh" }),
        tf.layers.dense({ units: 1 }),
      ],
    });
    critic.setWeights(critic.getWeights().map((weight, i) => tf.mul(normals(`weight ${i}`, ...weight.shape), 0.3)));
    const f = (x: tf.Tensor) => penalty((z) => critic.apply(z) as tf.Tensor, x);
    expectAgreement(derivatives(f, [pictures()], 1e-3));
    critic.dispose();
  });

  it.each([
    ["sigmoid cross-entropy", (x: tf.Tensor) => sigmoidCrossEntropy(x, 0.7)],
    ["a Gaussian's divergence", (x: tf.Tensor) => gaussianKl(x as tf.Tensor2D, tf.mul(x, 0.5) as tf.Tensor2D)],
    ["a gate", (x: tf.Tensor) => gatedTanh(tf.concat([x, tf.mul(x, 0.5)], 1))],
    ["a Gaussian's draw", (x: tf.Tensor) => gaussianDraw(x, tf.mul(x, 0.5), tf.ones(x.shape))],
  ])("agrees with differences for %s", (_, loss) => {
    expectAgreement(derivatives((x) => penalty(loss, x as tf.Tensor), [normals("x", 4, 3)], 2e-3));
  });
});
