/** A denoising diffusion model: a U-Net that tells the noise in a picture. Ho et al. 2020. */
import * as tf from "@tensorflow/tfjs";
import { randomStream, randomUniforms } from "../../../src/core/random.ts";
import { pictures, sinusoids } from "./data.ts";
import { adam, convolution, dense, groupNormal, type Layer, noiseOf } from "./inkling.ts";
import { built, stockConvolution, stockDense, stockGroupNorm } from "./stock.ts";
import { product, workload } from "./workload.ts";

/** x · σ(x). Elfwing et al. 2017. */
const silu = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sigmoid(x));

type Function = (x: tf.Tensor) => tf.Tensor;

/** What the network is built from; the two forms differ in these alone. */
interface Pieces {
  readonly dense: (inputs: number, units: number, name: string) => Function;
  readonly convolution: (channels: number, filters: number, name: string, window: number, strides: number) => Function;
  readonly norm: (channels: number) => Function;
}

/**
 * Doubles height and width by repeating pixels. From joins, for the gradient of the resizing kernel is wrong on the stock cpu
 * backend for batches of more than one.
 */
const repeated = (x: tf.Tensor): tf.Tensor => {
  const [B, H, W, C] = x.shape as [number, number, number, number];
  const wide = tf.concat([x, x], 3).reshape([B, H, 1, 2 * W * C]);
  return tf.concat([wide, wide], 2).reshape([B, 2 * H, 2 * W, C]);
};

/** Two convolutions of 3×3 around a shift by the time, beside a straight way. [B, H, W, from] → [B, H, W, to]. */
function residual({ dense, convolution, norm }: Pieces, from: number, to: number, timeWidth: number, name: string) {
  const [before, after] = [norm(from), norm(to)];
  const first = convolution(from, to, `${name}/first`, 3, 1);
  const second = convolution(to, to, `${name}/second`, 3, 1);
  const shift = dense(timeWidth, to, `${name}/shift`);
  const straight = from === to ? (x: tf.Tensor) => x : convolution(from, to, `${name}/straight`, 1, 1);
  return (x: tf.Tensor, time: tf.Tensor): tf.Tensor => {
    const shifted = tf.add(first(silu(before(x))), shift(time).reshape([-1, 1, 1, to]));
    return tf.add(straight(x), second(silu(after(shifted))));
  };
}

/** Widths [W, 2W, 2W] at sides 28, 14 and 7. (pictures [B, side, side, 1], times [B, W] as waves) → noise, of the pictures' shape. */
function unet(pieces: Pieces, width: number) {
  const { dense, convolution, norm } = pieces;
  const [W, D, T] = [width, 2 * width, 4 * width];
  const clock = [dense(W, T, "clock0"), dense(T, T, "clock1")] as const;
  const enter = convolution(1, W, "enter", 3, 1);
  const high = residual(pieces, W, W, T, "high");
  const halve = convolution(W, W, "halve", 3, 2);
  const middle = residual(pieces, W, D, T, "middle");
  const quarter = convolution(D, D, "quarter", 3, 2);
  const low = residual(pieces, D, D, T, "low");
  const rise = convolution(D, D, "rise", 3, 1);
  const middleUp = residual(pieces, 2 * D, D, T, "middleUp");
  const surface = convolution(D, W, "surface", 3, 1);
  const highUp = residual(pieces, 2 * W, W, T, "highUp");
  const ending = norm(W);
  const leave = convolution(W, 1, "leave", 3, 1);
  return (x: tf.Tensor, waves: tf.Tensor): tf.Tensor => {
    const time = silu(clock[1](silu(clock[0](waves)))); // [B, T]
    const a = high(enter(x), time); // [B, 28, 28, W]
    const b = middle(halve(a), time); // [B, 14, 14, 2W]
    const c = low(quarter(b), time); // [B, 7, 7, 2W]
    const d = middleUp(tf.concat([rise(repeated(c)), b], 3), time); // [B, 14, 14, 2W]
    const e = highUp(tf.concat([surface(repeated(d)), a], 3), time); // [B, 28, 28, W]
    return leave(silu(ending(e)));
  };
}

/** What is drawn anew each step comes from `noise`: the times (from the host) and the noise of the pictures. */
function denoising(
  network: ReturnType<typeof unet>,
  clean: tf.Tensor4D,
  width: number,
  noise: () => tf.Tensor,
  step: number,
) {
  const batch = clean.shape[0];
  const times = randomUniforms(randomStream(step, "times"), batch);
  const kept = tf.tensor4d(
    times.map((time) => Math.cos((time * Math.PI) / 2)),
    [batch, 1, 1, 1],
  );
  const added = tf.tensor4d(
    times.map((time) => Math.sin((time * Math.PI) / 2)),
    [batch, 1, 1, 1],
  );
  const waves = sinusoids(
    times.map((time) => 1000 * time),
    width,
  );
  const epsilon = noise();
  const noisy = tf.add(tf.mul(clean, kept), tf.mul(epsilon, added));
  return (): tf.Scalar => tf.mean(tf.square(tf.sub(network(noisy, waves), epsilon)));
}

/** A piece that notes its variables where it is made. */
const noting =
  <Given extends unknown[]>(variables: tf.Variable[], make: (...given: Given) => Layer) =>
  (...given: Given): Function => {
    const layer = make(...given);
    variables.push(...layer.variables);
    return (x) => layer(x);
  };

export const ddpm_unet = workload({
  summary: "B=32, 28×28, base width 32, 456k weights",
  sizes: { batch: 32, side: 28, width: 32 },
  tiny: { batch: 3, side: 4, width: 8 },

  operations: ({ batch, side, width: W }) => {
    const square = (shrink: number, window: number, from: number, to: number) =>
      product(batch * (side / shrink) ** 2, window * window * from, to);
    const residual = (shrink: number, from: number, to: number) =>
      square(shrink, 3, from, to) + square(shrink, 3, to, to) + (from === to ? 0 : square(shrink, 1, from, to));
    const [high, highUp] = [residual(1, W, W), residual(1, 2 * W, W)];
    const [middle, middleUp] = [residual(2, W, 2 * W), residual(2, 4 * W, 2 * W)];
    const between =
      square(2, 3, W, W) + square(4, 3, 2 * W, 2 * W) + square(2, 3, 2 * W, 2 * W) + square(1, 3, 2 * W, W);
    const ends = square(1, 3, 1, W) + square(1, 3, W, 1);
    return 3 * (high + highUp + middle + middleUp + residual(4, 2 * W, 2 * W) + between + ends);
  },

  inkling: ({ batch, side, width }) => {
    const variables: tf.Variable[] = [];
    const pieces: Pieces = {
      dense: noting(variables, dense),
      convolution: noting(variables, convolution),
      norm: noting(variables, (channels: number) => groupNormal(channels, 8)),
    };
    const network = unet(pieces, width);
    const clean = pictures(batch, side);
    const noise = noiseOf("pictures");
    const learn = adam(variables, 1e-3);
    let step = 0;
    return {
      step: () => tf.tidy(() => learn(denoising(network, clean, width, () => noise([batch, side, side, 1]), step++))),
    };
  },

  stock: ({ batch, side, width }) => {
    const network = unet(
      { dense: stockDense, convolution: stockConvolution, norm: (channels) => stockGroupNorm(channels, 8) },
      width,
    );
    const clean = pictures(batch, side);
    const optimizer = tf.train.adam(1e-3);
    const lossOf = (step: number) =>
      denoising(network, clean, width, () => tf.randomNormal([batch, side, side, 1]), step);
    built(() => lossOf(0)());
    let step = 0;
    return { step: () => tf.tidy(() => optimizer.minimize(lossOf(step++), true) as tf.Scalar) };
  },
});
