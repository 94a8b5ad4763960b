/** Dense and convolutional networks over points, pictures and rows, in Keras. */
import type { KerasModule } from "../../export/keras/modules.ts";
import { conv2d, convLine, dense, type KerasLayer } from "../../export/keras/weights.ts";
import { python, tuple } from "../../export/program/template.ts";
import type { KerasDenoiser, KerasWhole } from "../kerasContract.ts";
import { type NetworkSizes, product, ROW } from "../sizes.ts";

interface Options {
  readonly bounded: boolean;
  /** Whether values lie in −1..1. */
  readonly signed?: boolean;
  readonly noisy: boolean;
  /** How large the first weights of a dense encoder are that is to see small differences. */
  readonly fineSpread?: number;
}

/** A convolution that makes what it sees smaller, or a transposed one that makes it larger. */
const STRIDED = {
  square: '4, strides=2, padding="same"',
  line: `${ROW.window}, strides=${ROW.stride}, padding="same"`,
};

const WIDTH = ["model.width", "model.layers"];
const CHANNELS = ["model.channels", "model.architecture"];

export function exampleKeras({ bounded, signed = false, noisy, fineSpread }: Options): KerasWhole {
  const ending = bounded ? "sigmoid" : signed ? "tanh" : "";
  return {
    shape: ({ shape }) => shape,
    bounded,
    noisy,
    encoder: ({ shape, widths, channels, inner }, { network, name, activation, fine, phaseShuffle = 0 }) => {
      const bent = activation === "relu" ? "relu" : "leaky_relu";
      const flat: KerasModule = { code: "layers.Flatten()" };
      const own = (i: number, layout: KerasLayer["layout"]) => [{ from: `${network}/${name}${i + 1}`, to: "", layout }];
      if (channels.length > 0) {
        const line = inner.length === 2;
        const kind = line ? "Conv1D" : "Conv2D";
        const convolutions = channels.flatMap((filters, i): KerasModule[] => [
          {
            code: `layers.${kind}(${filters}, ${line ? STRIDED.line : STRIDED.square}, activation="${bent}")`,
            ...{ keys: CHANNELS, layers: own(i, line ? convLine : conv2d) },
          },
          ...(phaseShuffle > 0 && i + 1 < channels.length
            ? [{ code: `PhaseShuffle(${phaseShuffle})`, keys: ["model.phaseShuffle"] }]
            : []),
        ]);
        return { define: phaseShuffle > 0 ? PHASE_SHUFFLE : null, features: [...convolutions, flat], hidden: [] };
      }
      const isFine = fine === true && fineSpread !== undefined;
      const hidden = widths.map((units, i): KerasModule => {
        const options = `${units}, activation="${bent}"`;
        return {
          code: isFine && i === 0 ? `fine_layer(${options})` : `layers.Dense(${options})`,
          ...{ keys: WIDTH, layers: own(i, dense) },
        };
      });
      return { define: isFine ? fineLayer(fineSpread) : null, features: shape.length > 1 ? [flat] : [], hidden };
    },
    decoder: ({ shape, inputs, widths, channels, inner }, { network, name, finished }) => {
      const last = finished && ending !== "" ? `, activation="${ending}"` : "";
      const layer = (own: string, layout: KerasLayer["layout"]) => [{ from: `${network}/${own}`, to: "", layout }];
      const finish = (decoded: string) => (ending !== "" && !finished ? `ops.${ending}(${decoded})` : decoded);
      if (channels.length > 0) {
        const line = inner.length === 2;
        const [kind, options] = line ? ["Conv1DTranspose", STRIDED.line] : ["Conv2DTranspose", STRIDED.square];
        const up = (own: string, filters: number, after: string): KerasModule => ({
          code: `layers.${kind}(${filters}, ${options}${after})`,
          ...{ keys: CHANNELS, layers: layer(own, line ? convLine : conv2d) },
        });
        const outwards = channels.toReversed().slice(1);
        const modules: readonly KerasModule[] = [
          {
            code: `layers.Dense(${product(inner)}, activation="relu")`,
            ...{ keys: CHANNELS, layers: layer(`${name}1`, dense) },
          },
          { code: `layers.Reshape(${tuple(inner)})` },
          ...outwards.map((filters, i) => up(`${name}${i + 2}`, filters, ', activation="relu"')),
          up("output", shape.at(-1) as number, last),
        ];
        return { define: null, modules, reads: false, finish };
      }
      const modules: readonly KerasModule[] = [
        ...widths.map((units, i) => ({
          code: `layers.Dense(${units}, activation="relu")`,
          ...{ keys: WIDTH, layers: layer(`${name}${i + 1}`, dense) },
        })),
        { code: `layers.Dense(${inputs}${last})`, keys: WIDTH, layers: layer("output", dense) },
        ...(shape.length > 1 ? [{ code: `layers.Reshape(${tuple(shape)})` }] : []),
      ];
      return { define: null, modules, reads: false, finish };
    },
    denoiser: (sizes, { network, name }) =>
      sizes.inner.length > 0
        ? (sizes.inner.length === 2 ? rowUnet : unet)(sizes, network, name)
        : residualDenoiser(sizes, network, name, fineSpread),
    likelihood: (id) =>
      id === "bernoulli"
        ? python`
          def surprise(x, decoded):
              """−log p(x | decoded) in nats: each pixel is a coin."""  #@ training.objective
              nats = ops.binary_crossentropy(x, decoded, from_logits=True)  #@ training.objective
              return ops.mean(ops.sum(ops.reshape(nats, (len(x), -1)), 1))
        `
        : python`
          def surprise(x, decoded, deviation):
              """−log N(x; decoded, deviation²) in nats, summed over the numbers of an example."""  #@ training.objective
              error = ops.square(x - ${ending === "" ? "decoded" : `ops.${ending}(decoded)`}) / (2 * deviation**2)  #@ training.objective
              nats = error + ops.log(deviation) + 0.5 * math.log(2 * math.pi)
              return ops.mean(ops.sum(ops.reshape(nats, (len(x), -1)), 1))
        `,
  };
}

const PHASE_SHUFFLE = python`
  class PhaseShuffle(layers.Layer):
      """While it learns, moves x [B, T, C] in time by chance, by so many places at most (Donahue et al. 2019)."""

      def __init__(self, most):
          super().__init__()
          self.most = most

      def call(self, x, training=False):
          if not training:
              return x
          last = x.shape[1] - 1
          at = ops.abs(ops.arange(last + 1) + keras.random.randint((1,), -self.most, self.most + 1))
          return ops.take(x, ops.minimum(at, 2 * last - at), 1)  # mirrored at both ends
`;

/** Large first weights, so that the units bend all over a plane of few inputs. */
const fineLayer = (spread: number) => python`
  def fine_layer(units, activation=None):
      """Begins with large weights, because small differences matter (Tancik et al. 2020)."""
      return layers.Dense(
          units,
          activation=activation,
          kernel_initializer=keras.initializers.RandomNormal(stddev=${spread}),
          bias_initializer=keras.initializers.RandomUniform(-${spread}, ${spread}),
      )
`;

function residualDenoiser(
  { inputs, shape, widths }: NetworkSizes,
  network: string,
  name: string,
  spread?: number,
): KerasDenoiser {
  const layer = (own: string, to: string): KerasLayer => ({ from: `${network}/${name}${own}`, to, layout: dense });
  const width = widths[0] as number;
  return {
    math: false,
    define: python`
      ${spread !== undefined && `${fineLayer(spread)}\n\n`}
      class Denoiser(layers.Layer):
          """Residual layers, each shifted by what it is told of the time and the label."""

          def __init__(self):
              super().__init__()
              self.enter = ${spread === undefined ? "layers.Dense" : "fine_layer"}(${width})  #@ model.width
              self.told = [layers.Dense(${width}) for _ in range(${widths.length})]  #@ model.layers,model.width
              self.change = [layers.Dense(${width}) for _ in range(${widths.length})]  #@ model.layers,model.width
              self.leave = layers.Dense(${inputs}, kernel_initializer="zeros")  # says nothing at first

          def call(self, x, told):
              h = self.enter(ops.reshape(x, (-1, ${inputs})))  # [B, width]
              for shift, change in zip(self.told, self.change):
                  h = h + change(ops.gelu(h + shift(told)))
              return ops.reshape(self.leave(ops.gelu(h)), (-1, ${shape.join(", ")}))
    `,
    layers: [
      layer("Enter", "enter"),
      ...widths.flatMap((_, i) => [layer(`Told${i + 1}`, `told[${i}]`), layer(`${i + 1}`, `change[${i}]`)]),
      layer("Output", "leave"),
    ],
  };
}

/** Two convolutions with what they are told, and the normalization before each. */
const residualBlock = (kind: "Conv1D" | "Conv2D", window: number, axes: string) => python`
  def normalization(channels):
      return layers.GroupNormalization(math.gcd(8, channels), epsilon=1e-5, center=False, scale=False)


  class Residual(layers.Layer):
      """Two convolutions around a shift by what it is told (Ho et al. 2020)."""

      def __init__(self, inputs, outputs):
          super().__init__()
          self.norms = [normalization(inputs), normalization(outputs)]
          self.first = layers.${kind}(outputs, ${window}, padding="same")
          self.second = layers.${kind}(outputs, ${window}, padding="same")
          self.told = layers.Dense(outputs)
          self.straight = layers.Identity() if inputs == outputs else layers.${kind}(outputs, 1)

      def call(self, x, told):
          h = self.first(ops.gelu(self.norms[0](x)))
          h = self.second(ops.gelu(self.norms[1](h) + self.told(told)[:, ${axes}]))
          return self.straight(x) + h
`;

/** A U-Net of two halvings. Ronneberger et al. 2015. */
function unet({ shape, channels }: NetworkSizes, network: string, name: string): KerasDenoiser {
  const [C, D] = channels as [number, number];
  const layer = (own: string, to: string, layout = conv2d): KerasLayer => ({
    from: `${network}/${name}${own}`,
    to,
    layout,
  });
  const residual = (own: string, to: string, straight: boolean) => [
    layer(`${own}First`, `${to}.first`),
    layer(`${own}Second`, `${to}.second`),
    layer(`${own}Told`, `${to}.told`, dense),
    ...(straight ? [layer(`${own}Straight`, `${to}.straight`)] : []),
  ];
  const { square } = STRIDED;
  return {
    math: true,
    define: python`
      ${residualBlock("Conv2D", 3, "None, None")}


      class Denoiser(layers.Layer):
          """A small U-Net (Ronneberger et al. 2015)."""

          def __init__(self):
              super().__init__()
              self.enter = layers.Conv2D(${C}, ${square})  #@ model.channels
              self.down = Residual(${C}, ${C})  #@ model.channels
              self.downsample = layers.Conv2D(${D}, ${square})  #@ model.channels
              self.middle = Residual(${D}, ${D})  #@ model.channels
              self.upsample = layers.Conv2DTranspose(${C}, ${square})  #@ model.channels
              self.up = Residual(${2 * C}, ${C})  #@ model.channels
              self.norm = normalization(${C})
              # It says nothing at first.
              self.leave = layers.Conv2DTranspose(${shape.at(-1) as number}, ${square}, kernel_initializer="zeros")

          def call(self, x, told):
              high = self.down(self.enter(x), told)  # [B, H/2, W/2, C]
              low = self.middle(self.downsample(high), told)  # [B, H/4, W/4, 2C]
              h = self.up(ops.concatenate([self.upsample(low), high], -1), told)
              return self.leave(ops.gelu(self.norm(h)))
    `,
    layers: [
      layer("Enter", "enter"),
      ...residual("Down", "down", false),
      layer("Halve", "downsample"),
      ...residual("Middle", "middle", false),
      layer("Double", "upsample"),
      ...residual("Up", "up", true),
      layer("Output", "leave"),
    ],
  };
}

/** The same over rows, which each layer makes a quarter as long. */
function rowUnet({ shape, channels }: NetworkSizes, network: string, name: string): KerasDenoiser {
  const [C] = channels as [number, ...number[]];
  const layer = (own: string, to: string, layout = convLine): KerasLayer => ({
    from: `${network}/${name}${own}`,
    to,
    layout,
  });
  const residual = (own: string, tag: string, to: string) => [
    layer(`${own}${tag}First`, `${to}.first`),
    layer(`${own}${tag}Second`, `${to}.second`),
    layer(`${own}${tag}Told`, `${to}.told`, dense),
    ...(own === "Up" ? [layer(`${own}${tag}Straight`, `${to}.straight`)] : []),
  ];
  const levels = channels.slice(0, -1).map((_, i) => (i === 0 ? "" : `${i + 1}`));
  const { line } = STRIDED;
  return {
    math: true,
    define: python`
      ${residualBlock("Conv1D", ROW.neighbours, "None")}


      class Denoiser(layers.Layer):
          """A small U-Net (Ronneberger et al. 2015), a quarter as long at each level."""

          def __init__(self):
              super().__init__()
              sizes = [${channels.join(", ")}]  #@ model.channels
              self.enter = layers.Conv1D(${C}, ${line})  #@ model.channels
              self.down = [Residual(size, size) for size in sizes[:-1]]
              self.shorten = [layers.Conv1D(size, ${line}) for size in sizes[1:]]
              self.middle = Residual(sizes[-1], sizes[-1])
              self.lengthen = [layers.Conv1DTranspose(size, ${line}) for size in sizes[:-1]]
              self.up = [Residual(2 * size, size) for size in sizes[:-1]]
              self.norm = normalization(${C})
              # It says nothing at first.
              self.leave = layers.Conv1DTranspose(${shape.at(-1) as number}, ${line}, kernel_initializer="zeros")

          def call(self, x, told):
              h, seen = self.enter(x), []  # [B, T/4, C]
              for down, shorten in zip(self.down, self.shorten):
                  seen.append(down(h, told))
                  h = shorten(seen[-1])
              h = self.middle(h, told)
              for lengthen, up in zip(self.lengthen[::-1], self.up[::-1]):
                  h = up(ops.concatenate([lengthen(h), seen.pop()], -1), told)
              return self.leave(ops.gelu(self.norm(h)))
    `,
    layers: [
      layer("Enter", "enter"),
      ...levels.flatMap((tag, i) => [
        ...residual("Down", tag, `down[${i}]`),
        layer(`Halve${tag}`, `shorten[${i}]`),
        layer(`Double${tag}`, `lengthen[${i}]`),
        ...residual("Up", tag, `up[${i}]`),
      ]),
      ...residual("Middle", "", "middle"),
      layer("Output", "leave"),
    ],
  };
}
