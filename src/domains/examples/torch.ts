/** Dense and convolutional networks over points and pictures, as PyTorch. Pictures are [B, C, H, W] there. */

import { python, tuple } from "../../export/program/template.ts";
import { GELU, type TorchModule } from "../../export/torch/modules.ts";
import {
  conv2d,
  convLine,
  convTranspose2d,
  convTransposeLine,
  linear,
  type TorchLayer,
} from "../../export/torch/weights.ts";
import { type NetworkSizes, product, ROW } from "../sizes.ts";
import type { TorchDenoiser, TorchWhole } from "../torchContract.ts";
import { exampleData } from "./torchData.ts";

const SHOW_PICTURES = python`
  def show(samples, path="samples.ppm"):
      """Writes pictures [N, C, H, W] side by side, as a file that most programs open."""
      side = max(1, int(len(samples) ** 0.5))
      rows = samples[: side * (len(samples) // side)].clamp(0, 1).mul(255).byte().cpu()
      rows = rows.expand(-1, 3, -1, -1).unflatten(0, (-1, side))  # [rows, side, 3, H, W]
      picture = rows.permute(0, 3, 1, 4, 2).flatten(0, 1).flatten(1, 2)  # [rows · H, side · W, 3]
      with open(path, "wb") as file:
          file.write(b"P6 %d %d 255\\n" % (picture.shape[1], picture.shape[0]) + picture.contiguous().numpy().tobytes())
      print(f"{len(samples)} pictures in {path}")
`;

const SHOW_POINTS = python`
  def show(samples):
      """Prints points [N, 2], one a line."""
      for x, y in samples.tolist():
          print(f"{x:.4f},{y:.4f}")
`;

interface Options {
  readonly bounded: boolean;
  /** Whether values lie in −1..1. */
  readonly signed?: boolean;
  readonly noisy: boolean;
  /** How large the first weights of a dense encoder are that is to see small differences. */
  readonly fineSpread?: number;
}

/** [H, W, C] as [C, H, W], [T, C] as [C, T]. */
const channelsFirst = (shape: readonly number[]): number[] =>
  shape.length > 1 ? [shape.at(-1) as number, ...shape.slice(0, -1)] : [...shape];

/** The innermost numbers as a picture, whose order PyTorch has another way round; a row is a picture of one line. */
const pictureOf = (inner: readonly number[]) => (inner.length === 2 ? [1, ...inner] : inner);

const SQUARE = "4, stride=2, padding=1";
const ALONG = `${ROW.window}, stride=${ROW.stride}, padding=${(ROW.window - ROW.stride) / 2}`;

const WIDTH = ["model.width", "model.layers"];
const CHANNELS = ["model.channels", "model.architecture"];

export function exampleTorch({ bounded, signed = false, noisy, fineSpread }: Options): TorchWhole {
  const ending = bounded ? "sigmoid" : signed ? "tanh" : "";
  return {
    shape: ({ shape }) => channelsFirst(shape),
    bounded,
    noisy,
    encoder: (
      { shape, inputs, widths, channels, inner },
      { network, name, activation, fine, extra = 0, phaseShuffle = 0 },
    ) => {
      const bent: TorchModule = { code: activation === "relu" ? "nn.ReLU()" : "nn.LeakyReLU(0.2)" };
      const flat: TorchModule = { code: "nn.Flatten()" };
      if (channels.length > 0) {
        const from = [shape.at(-1) as number, ...channels];
        const line = inner.length === 2;
        const convolutions = channels.flatMap((filters, i): TorchModule[] => [
          {
            code: line ? `nn.Conv1d(${from[i]}, ${filters}, ${ALONG})` : `nn.Conv2d(${from[i]}, ${filters}, ${SQUARE})`,
            keys: CHANNELS,
            layers: [{ from: `${network}/${name}${i + 1}`, to: "", layout: line ? convLine : conv2d }],
          },
          bent,
          ...(phaseShuffle > 0 && i + 1 < channels.length
            ? [{ code: `PhaseShuffle(${phaseShuffle})`, keys: ["model.phaseShuffle"] }]
            : []),
        ]);
        const width = product(inner);
        const picture = pictureOf(inner);
        const define = phaseShuffle > 0 ? PHASE_SHUFFLE : null;
        return { define, features: [...convolutions, flat], hidden: [], seen: width, width, picture };
      }
      const from = [inputs + extra, ...widths];
      const picture = shape.length === 3 ? shape : [];
      const hidden = widths.flatMap((units, i): TorchModule[] => [
        {
          code: `nn.Linear(${from[i]}, ${units})`,
          keys: WIDTH,
          layers: [{ from: `${network}/${name}${i + 1}`, to: "", layout: linear(i === 0 ? { from: picture } : {}) }],
        },
        bent,
      ]);
      return {
        define: null,
        ...(fine && fineSpread !== undefined ? { begin: (path: string) => fineLayer(`${path}[0]`, fineSpread) } : {}),
        features: shape.length > 1 ? [flat] : [],
        hidden,
        ...{ seen: inputs, width: widths.at(-1) as number, picture },
      };
    },
    decoder: ({ shape, inputs, widths, channels, inner, latent, labelWidth }, { network, name, finished }) => {
      const given = latent + labelWidth;
      const last: readonly TorchModule[] =
        finished && ending !== "" ? [{ code: `nn.${ending === "tanh" ? "Tanh" : "Sigmoid"}()` }] : [];
      const relu: TorchModule = { code: "nn.ReLU()" };
      const layer = (own: string, layout: TorchLayer["layout"]) => [{ from: `${network}/${own}`, to: "", layout }];
      const finish = (decoded: string) => (ending !== "" && !finished ? `${decoded}.${ending}()` : decoded);
      const [outer] = channels;
      if (outer !== undefined) {
        const line = inner.length === 2;
        const up = (own: string, from: number, to: number): TorchModule => ({
          code: line ? `nn.ConvTranspose1d(${from}, ${to}, ${ALONG})` : `nn.ConvTranspose2d(${from}, ${to}, ${SQUARE})`,
          ...{ keys: CHANNELS, layers: layer(own, line ? convTransposeLine : convTranspose2d) },
        });
        const outwards = channels.toReversed();
        const modules: readonly TorchModule[] = [
          {
            code: `nn.Linear(${given}, ${product(inner)})`,
            keys: CHANNELS,
            layers: layer(`${name}1`, linear({ to: pictureOf(inner) })),
          },
          relu,
          { code: `nn.Unflatten(1, ${tuple(channelsFirst(inner))})` },
          ...outwards.slice(1).flatMap((to, i) => [up(`${name}${i + 2}`, outwards[i] as number, to), relu]),
          up("output", outer, shape.at(-1) as number),
          ...last,
        ];
        return { define: null, modules, reads: false, finish };
      }
      const from = [given, ...widths];
      const picture = shape.length === 3 ? shape : [];
      const modules: readonly TorchModule[] = [
        ...widths.flatMap((units, i) => [
          { code: `nn.Linear(${from[i]}, ${units})`, keys: WIDTH, layers: layer(`${name}${i + 1}`, linear()) },
          relu,
        ]),
        {
          code: `nn.Linear(${widths.at(-1)}, ${inputs})`,
          keys: WIDTH,
          layers: layer("output", linear({ to: picture })),
        },
        ...(shape.length > 1 ? [{ code: `nn.Unflatten(1, ${tuple(channelsFirst(shape))})` }] : []),
        ...last,
      ];
      return { define: null, modules, reads: false, finish };
    },
    denoiser: (sizes, { network, name, told }) =>
      sizes.inner.length > 0
        ? (sizes.inner.length === 2 ? rowUnet : unet)(sizes, network, name, told)
        : residualDenoiser(sizes, network, name, told, fineSpread),
    data: (about) =>
      exampleData(
        bounded
          ? {
              ...about,
              given: python`
              x = x.float() / 255 if x.dtype == torch.uint8 else x
              x = x.permute(0, 3, 1, 2)  # channels first
            `,
              show: SHOW_PICTURES,
            }
          : { ...about, given: "x = x.float()", show: SHOW_POINTS },
      ),
    likelihood: (id) =>
      id === "bernoulli"
        ? python`
          def surprise(x, decoded):
              """−log p(x | decoded) in nats: each pixel is a coin."""  #@ training.objective
              nats = F.binary_cross_entropy_with_logits(decoded, x, reduction="none")  #@ training.objective
              return nats.flatten(1).sum(1).mean()
        `
        : python`
          def surprise(x, decoded, deviation):
              """−log N(x; decoded, deviation²) in nats, summed over the numbers of an example."""  #@ training.objective
              error = (x - ${ending === "" ? "decoded" : `decoded.${ending}()`}).square() / (2 * deviation**2)  #@ training.objective
              constant = torch.as_tensor(deviation).log() + 0.5 * math.log(2 * math.pi)
              return (error + constant).flatten(1).sum(1).mean()
        `,
  };
}

const PHASE_SHUFFLE = python`
  class PhaseShuffle(nn.Module):
      """While it learns, moves x [B, C, T, …] in time by chance, by so many places at most (Donahue et al. 2019)."""

      def __init__(self, most):
          super().__init__()
          self.most = most

      def forward(self, x):
          if not self.training:
              return x
          by, last = int(torch.randint(-self.most, self.most + 1, ())), x.shape[2] - 1
          at = (torch.arange(last + 1, device=x.device) + by).abs()
          return x[:, :, torch.minimum(at, 2 * last - at)]  # mirrored at both ends
`;

/** Large first weights, so that the units bend all over a plane of few inputs. */
const fineLayer = (path: string, spread: number) => python`
  nn.init.normal_(${path}.weight, std=${spread})  # small differences matter (Tancik et al. 2020)
  nn.init.uniform_(${path}.bias, -${spread}, ${spread})
`;

function residualDenoiser(
  { inputs, shape, widths }: NetworkSizes,
  network: string,
  name: string,
  told: number,
  spread?: number,
): TorchDenoiser {
  const picture = shape.length === 3 ? shape : [];
  const layer = (own: string, to: string, layout = linear()): TorchLayer => ({
    from: `${network}/${name}${own}`,
    to,
    layout,
  });
  return {
    define: python`
      ${GELU}


      class Denoiser(nn.Module):
          """Residual layers, each shifted by what it is told of the time and the label."""

          def __init__(self):
              super().__init__()
              self.enter = nn.Linear(${inputs}, ${widths[0] as number})  #@ model.width
              self.told = nn.ModuleList(nn.Linear(${told}, ${widths[0] as number}) for _ in range(${widths.length}))  #@ model.layers,model.width
              self.change = nn.ModuleList(nn.Linear(${widths[0] as number}, ${widths[0] as number}) for _ in range(${widths.length}))  #@ model.layers,model.width
              self.leave = nn.Linear(${widths[0] as number}, ${inputs})  #@ model.width
              self.apply(initialize)
              ${spread !== undefined && fineLayer("self.enter", spread)}
              nn.init.zeros_(self.leave.weight)  # says nothing at first

          def forward(self, x, told):
              h = self.enter(x.flatten(1))  # [B, width]
              for shift, change in zip(self.told, self.change):
                  h = h + change(gelu(h + shift(told)))
              return self.leave(gelu(h)).view_as(x)
    `,
    layers: [
      layer("Enter", "enter", linear({ from: picture })),
      ...widths.flatMap((_, i) => [layer(`Told${i + 1}`, `told.${i}`), layer(`${i + 1}`, `change.${i}`)]),
      layer("Output", "leave", linear({ to: picture })),
    ],
  };
}

/** A U-Net of two halvings. Ronneberger et al. 2015. */
function unet({ shape, channels }: NetworkSizes, network: string, name: string, told: number): TorchDenoiser {
  const [C, D] = channels as [number, number];
  const depth = shape.at(-1) as number;
  const layer = (own: string, to: string, layout = conv2d): TorchLayer => ({
    from: `${network}/${name}${own}`,
    to,
    layout,
  });
  const residual = (own: string, to: string, straight: boolean) => [
    layer(`${own}First`, `${to}.first`),
    layer(`${own}Second`, `${to}.second`),
    layer(`${own}Told`, `${to}.told`, linear()),
    ...(straight ? [layer(`${own}Straight`, `${to}.straight`)] : []),
  ];
  return {
    define: python`
      ${GELU}


      def normalize(x):
          return F.group_norm(x, math.gcd(8, x.shape[1]), eps=1e-5)


      class Residual(nn.Module):
          """Two convolutions around a shift by what it is told (Ho et al. 2020)."""

          def __init__(self, inputs, outputs):
              super().__init__()
              self.first = nn.Conv2d(inputs, outputs, 3, padding=1)
              self.second = nn.Conv2d(outputs, outputs, 3, padding=1)
              self.told = nn.Linear(${told}, outputs)
              self.straight = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)

          def forward(self, x, told):
              h = self.first(gelu(normalize(x)))
              h = self.second(gelu(normalize(h) + self.told(told)[:, :, None, None]))
              return self.straight(x) + h


      class Denoiser(nn.Module):
          """A small U-Net (Ronneberger et al. 2015)."""

          def __init__(self):
              super().__init__()
              self.enter = nn.Conv2d(${depth}, ${C}, 4, stride=2, padding=1)  #@ model.channels
              self.down = Residual(${C}, ${C})  #@ model.channels
              self.downsample = nn.Conv2d(${C}, ${D}, 4, stride=2, padding=1)  #@ model.channels
              self.middle = Residual(${D}, ${D})  #@ model.channels
              self.upsample = nn.ConvTranspose2d(${D}, ${C}, 4, stride=2, padding=1)  #@ model.channels
              self.up = Residual(${2 * C}, ${C})  #@ model.channels
              self.leave = nn.ConvTranspose2d(${C}, ${depth}, 4, stride=2, padding=1)  #@ model.channels
              self.apply(initialize)
              nn.init.zeros_(self.leave.weight)  # says nothing at first

          def forward(self, x, told):
              high = self.down(self.enter(x), told)  # [B, C, H/2, W/2]
              low = self.middle(self.downsample(high), told)  # [B, 2C, H/4, W/4]
              h = self.up(torch.cat([self.upsample(low), high], 1), told)
              return self.leave(gelu(normalize(h)))
    `,
    layers: [
      layer("Enter", "enter"),
      ...residual("Down", "down", false),
      layer("Halve", "downsample"),
      ...residual("Middle", "middle", false),
      layer("Double", "upsample", convTranspose2d),
      ...residual("Up", "up", 2 * C !== C),
      layer("Output", "leave", convTranspose2d),
    ],
  };
}

/** The same over rows, which each layer makes a quarter as long. */
function rowUnet({ shape, channels }: NetworkSizes, network: string, name: string, told: number): TorchDenoiser {
  const [C] = channels as [number, ...number[]];
  const depth = shape.at(-1) as number;
  const layer = (own: string, to: string, layout = convLine): TorchLayer => ({
    from: `${network}/${name}${own}`,
    to,
    layout,
  });
  const residual = (own: string, tag: string, to: string) => [
    layer(`${own}${tag}First`, `${to}.first`),
    layer(`${own}${tag}Second`, `${to}.second`),
    layer(`${own}${tag}Told`, `${to}.told`, linear()),
    ...(own === "Up" ? [layer(`${own}${tag}Straight`, `${to}.straight`)] : []),
  ];
  const levels = channels.slice(0, -1).map((_, i) => (i === 0 ? "" : `${i + 1}`));
  const aside = (ROW.neighbours - 1) / 2;
  return {
    define: python`
      ${GELU}


      def normalize(x):
          return F.group_norm(x, math.gcd(8, x.shape[1]), eps=1e-5)


      class Residual(nn.Module):
          """Two convolutions around a shift by what it is told (Ho et al. 2020)."""

          def __init__(self, inputs, outputs):
              super().__init__()
              self.first = nn.Conv1d(inputs, outputs, ${ROW.neighbours}, padding=${aside})
              self.second = nn.Conv1d(outputs, outputs, ${ROW.neighbours}, padding=${aside})
              self.told = nn.Linear(${told}, outputs)
              self.straight = nn.Identity() if inputs == outputs else nn.Conv1d(inputs, outputs, 1)

          def forward(self, x, told):
              h = self.first(gelu(normalize(x)))
              h = self.second(gelu(normalize(h) + self.told(told)[:, :, None]))
              return self.straight(x) + h


      class Denoiser(nn.Module):
          """A small U-Net (Ronneberger et al. 2015), a quarter as long at each level."""

          def __init__(self):
              super().__init__()
              sizes = [${channels.join(", ")}]  #@ model.channels
              steps = list(zip(sizes, sizes[1:]))
              self.enter = nn.Conv1d(${depth}, ${C}, ${ALONG})  #@ model.channels
              self.down = nn.ModuleList(Residual(c, c) for c in sizes[:-1])
              self.shorten = nn.ModuleList(nn.Conv1d(a, b, ${ALONG}) for a, b in steps)
              self.middle = Residual(sizes[-1], sizes[-1])
              self.lengthen = nn.ModuleList(nn.ConvTranspose1d(b, a, ${ALONG}) for a, b in steps)
              self.up = nn.ModuleList(Residual(2 * c, c) for c in sizes[:-1])
              self.leave = nn.ConvTranspose1d(${C}, ${depth}, ${ALONG})  #@ model.channels
              self.apply(initialize)
              nn.init.zeros_(self.leave.weight)  # says nothing at first

          def forward(self, x, told):
              h, seen = self.enter(x), []  # [B, C, T/4]
              for down, shorten in zip(self.down, self.shorten):
                  seen.append(down(h, told))
                  h = shorten(seen[-1])
              h = self.middle(h, told)
              for lengthen, up in zip(reversed(self.lengthen), reversed(self.up)):
                  h = up(torch.cat([lengthen(h), seen.pop()], 1), told)
              return self.leave(gelu(normalize(h)))
    `,
    layers: [
      layer("Enter", "enter"),
      ...levels.flatMap((tag, i) => [
        ...residual("Down", tag, `down.${i}`),
        layer(`Halve${tag}`, `shorten.${i}`),
        layer(`Double${tag}`, `lengthen.${i}`, convTransposeLine),
        ...residual("Up", tag, `up.${i}`),
      ]),
      ...residual("Middle", "", "middle"),
      layer("Output", "leave", convTransposeLine),
    ],
  };
}
