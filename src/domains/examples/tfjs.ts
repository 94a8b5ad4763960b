/** Dense and convolutional networks over points and pictures, in TensorFlow.js. */

import { javascript } from "../../export/program/template.ts";
import type { TfjsLayer } from "../../export/tfjs/contract.ts";
import { BUILT, GELU, IMPORT, type TfjsModule } from "../../export/tfjs/modules.ts";
import { type NetworkSizes, product, ROW } from "../sizes.ts";
import type { TfjsDenoiser, TfjsWhole } from "../tfjsContract.ts";

interface Options {
  readonly bounded: boolean;
  /** Whether values lie in −1..1. */
  readonly signed?: boolean;
  readonly noisy: boolean;
  /** How large the first weights of a dense encoder are that is to see small differences. */
  readonly fineSpread?: number;
}

const WIDTH = ["model.width", "model.layers"];
const CHANNELS = ["model.channels", "model.architecture"];

const SQUARE = ["kernelSize: 4", "strides: 2", 'padding: "same"'];
const ALONG = [`kernelSize: ${ROW.window}`, `strides: ${ROW.stride}`, 'padding: "same"'];
/** A row as a picture of one column: TensorFlow.js turns no convolution along rows around. */
const ALONG_UP = [`kernelSize: [${ROW.window}, 1]`, `strides: [${ROW.stride}, 1]`, 'padding: "same"'];

const RELU = 'activation: "relu"';

/** Large first weights, so that the units bend all over a plane of few inputs. */
const fine = (spread: number) => javascript`
  // Small differences matter: large first weights (Tancik et al. 2020).
  const kernelInitializer = tf.initializers.randomNormal({ stddev: ${spread} });
  const biasInitializer = tf.initializers.randomUniform({ minval: -${spread}, maxval: ${spread} });
`;

export function exampleTfjs({ bounded, signed = false, noisy, fineSpread }: Options): TfjsWhole {
  const ending = bounded ? "sigmoid" : signed ? "tanh" : "";
  return {
    ...{ bounded, noisy, type: "float32" },
    encoder: ({ shape, inputs, widths, channels, inner }, options) => {
      const { network, name, activation, smooth, phaseShuffle = 0 } = options;
      const bent: readonly TfjsModule[] =
        activation === "relu"
          ? []
          : [smooth ? { layer: "new Leaky", options: [] } : { layer: "leakyReLU", options: ["alpha: 0.2"] }];
      const bend = activation === "relu" ? [RELU] : [];
      const flat: TfjsModule = { layer: "flatten", options: [] };
      if (channels.length > 0) {
        const line = inner.length === 2;
        const convolutions = channels.flatMap((filters, i): readonly TfjsModule[] => [
          {
            layer: line ? "conv1d" : "conv2d",
            options: [`filters: ${filters}`, ...(line ? ALONG : SQUARE), ...bend],
            ...{ keys: CHANNELS, from: `${network}/${name}${i + 1}` },
          },
          ...bent,
          ...(phaseShuffle > 0 && i + 1 < channels.length
            ? [{ layer: "new PhaseShuffle", options: [], keys: ["model.phaseShuffle"] }]
            : []),
        ]);
        const width = product(inner);
        const define = phaseShuffle > 0 ? phaseShuffleClass(phaseShuffle) : null;
        return { define, features: [...convolutions, flat], hidden: [], seen: width, width };
      }
      const hidden = widths.flatMap((units, i): readonly TfjsModule[] => [
        {
          layer: "dense",
          options: [
            `units: ${units}`,
            ...(i === 0 && options.fine && fineSpread !== undefined ? ["kernelInitializer", "biasInitializer"] : []),
            ...bend,
          ],
          ...{ keys: WIDTH, from: `${network}/${name}${i + 1}` },
        },
        ...bent,
      ]);
      const features = shape.length > 1 ? [flat] : [];
      const define = options.fine && fineSpread !== undefined ? fine(fineSpread) : null;
      return { define, features, hidden, seen: inputs, width: widths.at(-1) as number };
    },
    decoder: ({ shape, inputs, widths, channels, inner }, { network, name, finished }) => {
      const last = finished && ending !== "" ? [`activation: "${ending}"`] : [];
      const finish = (decoded: string) => (ending !== "" && !finished ? `${decoded}.${ending}()` : decoded);
      const [outer] = channels;
      if (outer !== undefined) {
        const line = inner.length === 2;
        const up = (own: string, filters: number, activation: readonly string[]): TfjsModule => ({
          layer: "conv2dTranspose",
          options: [`filters: ${filters}`, ...(line ? ALONG_UP : SQUARE), ...activation],
          ...{ keys: CHANNELS, from: `${network}/${own}` },
        });
        const outwards = channels.toReversed();
        const start = line ? [inner[0], 1, inner[1]] : inner;
        const modules: readonly TfjsModule[] = [
          {
            layer: "dense",
            options: [`units: ${product(inner)}`, RELU],
            ...{ keys: CHANNELS, from: `${network}/${name}1` },
          },
          { layer: "reshape", options: [`targetShape: [${start.join(", ")}]`] },
          ...outwards.slice(1).map((filters, i) => up(`${name}${i + 2}`, filters, [RELU])),
          up("output", shape.at(-1) as number, last),
          ...(line ? [{ layer: "reshape", options: [`targetShape: [${shape.join(", ")}]`] }] : []),
        ];
        return { define: null, modules, finish };
      }
      const modules: readonly TfjsModule[] = [
        ...widths.map((units, i) => ({
          layer: "dense",
          options: [`units: ${units}`, RELU],
          ...{ keys: WIDTH, from: `${network}/${name}${i + 1}` },
        })),
        { layer: "dense", options: [`units: ${inputs}`, ...last], keys: WIDTH, from: `${network}/output` },
        ...(shape.length > 1 ? [{ layer: "reshape", options: [`targetShape: [${shape.join(", ")}]`] }] : []),
      ];
      return { define: null, modules, finish };
    },
    denoiser: (sizes, { network, name, told }) =>
      sizes.inner.length > 0
        ? unet(sizes, network, name, told)
        : residualDenoiser(sizes, network, name, told, fineSpread),
    likelihood: (id) =>
      id === "bernoulli"
        ? javascript`
          /** −log p(x | decoded) in nats: each pixel is a coin. */  //@ training.objective
          function surprise(x, decoded) {
            const nats = decoded.softplus().sub(x.mul(decoded)); // of a coin with these log odds  //@ training.objective
            return nats.sum().div(x.shape[0]);
          }
        `
        : javascript`
          /** −log N(x; decoded, deviation²) in nats, summed over the numbers of an example. */  //@ training.objective
          function surprise(x, decoded, deviation) {
            const error = x.sub(${ending === "" ? "decoded" : `decoded.${ending}()`}).square().div(tf.square(deviation).mul(2));  //@ training.objective
            const constant = tf.log(deviation).add(0.5 * Math.log(2 * Math.PI));
            return error.add(constant).sum().div(x.shape[0]);
          }
        `,
  };
}

const phaseShuffleClass = (most: number) => javascript`
  /** Moves x [B, T, …] in time by chance, by ${most} places at most (Donahue et al. 2019). */  //@ model.phaseShuffle
  class PhaseShuffle extends tf.layers.Layer {
    static className = "PhaseShuffle";

    call([x]) {
      const last = x.shape[1] - 1;
      const by = Math.floor(Math.random() * ${2 * most + 1}) - ${most};  //@ model.phaseShuffle
      const at = Array.from({ length: last + 1 }, (_, t) => Math.abs(t + by)).map((t) => Math.min(t, 2 * last - t));
      return tf.gather(x, at, 1); // mirrored at both ends
    }
  }
`;

function residualDenoiser(
  { inputs, widths }: NetworkSizes,
  network: string,
  name: string,
  told: number,
  spread?: number,
): TfjsDenoiser {
  const width = widths[0] as number;
  const layer = (own: string, to: string): TfjsLayer => ({ from: `${network}/${name}${own}`, to });
  return {
    file: javascript`
      /** What predicts how much noise there is in an example. */
      ${IMPORT}

      ${BUILT.replace("function", "export function")}

      ${GELU.replace("function", "export function")}

      /** Residual layers, each shifted by what it is told of the time and the label. */
      export class Denoiser {
        constructor() {
          const layers = Array.from({ length: ${widths.length} });  //@ model.layers
          ${
            spread === undefined
              ? `this.enter = built(tf.layers.dense({ units: ${width} }), ${inputs});  //@ model.width`
              : javascript`
                ${fine(spread)}
                const enter = tf.layers.dense({ units: ${width}, kernelInitializer, biasInitializer });  //@ model.width
                this.enter = built(enter, ${inputs});
              `
          }
          this.told = layers.map(() => built(tf.layers.dense({ units: ${width} }), ${told}));  //@ model.width
          this.change = layers.map(() => built(tf.layers.dense({ units: ${width} }), ${width}));  //@ model.width
          // Says nothing at first.
          this.leave = built(tf.layers.dense({ units: ${inputs}, kernelInitializer: "zeros" }), ${width});  //@ model.width
        }

        apply(x, told) {
          let h = this.enter.apply(x.reshape([x.shape[0], -1])); // [B, width]
          this.change.forEach((change, i) => {
            h = h.add(change.apply(gelu(h.add(this.told[i].apply(told)))));
          });
          return this.leave.apply(gelu(h)).reshape(x.shape);
        }
      }
    `,
    layers: [
      layer("Enter", "enter"),
      ...widths.flatMap((_, i) => [layer(`Told${i + 1}`, `told.${i}`), layer(`${i + 1}`, `change.${i}`)]),
      layer("Output", "leave"),
    ],
  };
}

/** A U-Net of two halvings (Ronneberger et al. 2015), or of a row, which each layer makes a quarter as long. */
function unet({ shape, channels, inner }: NetworkSizes, network: string, name: string, told: number): TfjsDenoiser {
  const line = inner.length === 2;
  const depth = shape.at(-1) as number;
  const levels = channels.slice(0, -1).map((_, i) => (i === 0 ? "" : `${i + 1}`));
  const layer = (own: string, to: string): TfjsLayer => ({ from: `${network}/${name}${own}`, to });
  const residual = (own: string, to: string): readonly TfjsLayer[] => [
    layer(`${own}First`, `${to}.first`),
    layer(`${own}Second`, `${to}.second`),
    layer(`${own}Told`, `${to}.told`),
    ...(own.startsWith("Up") ? [layer(`${own}Straight`, `${to}.straight`)] : []),
  ];
  const [window, strides, near] = line
    ? [`[${ROW.window}, 1]`, `[${ROW.stride}, 1]`, `[${ROW.neighbours}, 1]`]
    : ["4", "2", "3"];
  return {
    file: javascript`
      /** What predicts how much noise there is in an example. */
      ${IMPORT}

      ${BUILT.replace("function", "export function")}

      ${GELU.replace("function", "export function")}

      /** Groups of channels get mean 0 and variance 1 in each example (Wu & He 2018). */
      function normalize(x) {
        const [B, H, W, C] = x.shape;
        const groups = [8, 4, 2, 1].find((groups) => C % groups === 0);
        const grouped = x.reshape([B, H * W, groups, C / groups]);
        const { mean, variance } = tf.moments(grouped, [1, 3], true);
        return grouped.sub(mean).div(variance.add(1e-5).sqrt()).reshape(x.shape);
      }

      const convolution = (inputs, filters, kernelSize) =>
        built(tf.layers.conv2d({ filters, kernelSize, padding: "same" }), 1, 1, inputs);

      /** ${line ? "A quarter as long" : "Half as high and wide"}; or the other way. */
      function resized(make, inputs, filters, more = {}) {
        const form = { filters, kernelSize: ${window}, strides: ${strides}, padding: "same", ...more };
        return built(make(form), 1, 1, inputs);
      }

      /** Two convolutions around a shift by what it is told (Ho et al. 2020). */
      class Residual {
        constructor(inputs, outputs) {
          this.first = convolution(inputs, outputs, ${near});
          this.second = convolution(outputs, outputs, ${near});
          this.told = built(tf.layers.dense({ units: outputs }), ${told});
          if (inputs !== outputs) this.straight = convolution(inputs, outputs, 1);
        }

        apply(x, told) {
          const h = this.first.apply(gelu(normalize(x)));
          const shift = this.told.apply(told).expandDims(1).expandDims(1);
          const change = this.second.apply(gelu(normalize(h).add(shift)));
          return (this.straight?.apply(x) ?? x).add(change);
        }
      }

      /** A small U-Net (Ronneberger et al. 2015)${line ? ", a quarter as long at each level: rows are pictures of one column" : ""}. */
      export class Denoiser {
        constructor() {
          const sizes = [${channels.join(", ")}];  //@ model.channels
          const inner = sizes.slice(1);
          this.enter = resized(tf.layers.conv2d, ${depth}, sizes[0]);
          this.down = inner.map((_, i) => new Residual(sizes[i], sizes[i]));
          this.shrink = inner.map((size, i) => resized(tf.layers.conv2d, sizes[i], size));
          this.middle = new Residual(sizes.at(-1), sizes.at(-1));
          this.grow = inner.map((size, i) => resized(tf.layers.conv2dTranspose, size, sizes[i]));
          this.up = inner.map((_, i) => new Residual(2 * sizes[i], sizes[i]));
          const nothing = { kernelInitializer: "zeros" }; // is said at first
          this.leave = resized(tf.layers.conv2dTranspose, sizes[0], ${depth}, nothing);
        }

        apply(x, told) {
          let h = this.enter.apply(${line ? "x.expandDims(2)" : "x"});
          const seen = this.down.map((down, i) => {
            const high = down.apply(h, told);
            h = this.shrink[i].apply(high);
            return high;
          });
          h = this.middle.apply(h, told);
          for (let i = seen.length - 1; i >= 0; i--) {
            h = this.up[i].apply(tf.concat([this.grow[i].apply(h), seen[i]], 3), told);
          }
          return this.leave.apply(gelu(normalize(h)))${line ? ".squeeze([2])" : ""};
        }
      }
    `,
    layers: [
      layer("Enter", "enter"),
      ...levels.flatMap((tag, i) => [
        ...residual(`Down${tag}`, `down.${i}`),
        layer(`Halve${tag}`, `shrink.${i}`),
        layer(`Double${tag}`, `grow.${i}`),
        ...residual(`Up${tag}`, `up.${i}`),
      ]),
      ...residual("Middle", "middle"),
      layer("Output", "leave"),
    ],
  };
}
