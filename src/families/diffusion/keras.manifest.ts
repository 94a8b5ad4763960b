/** Denoising diffusion and flow matching in Keras, on any domain. */
import type { KerasWhole } from "../../domains/kerasContract.ts";
import type { KerasProgram, KerasSetup } from "../../export/keras/contract.ts";
import { below, CAPTION_VECTOR, imports, someWords, TABLE } from "../../export/keras/modules.ts";
import { configure, trainFile, update } from "../../export/keras/training.ts";
import { dense, embedding, type KerasLayer } from "../../export/keras/weights.ts";
import { python, tuple } from "../../export/program/template.ts";
import { speed, TARGETS } from "./program.manifest.ts";
import { type DiffusionValues, sizesOf, TOLD, WAVES } from "./sizes.manifest.ts";

const OBJECTIVE = "#@ training.objective";

interface Process {
  /** The time of the most noise. */
  readonly end: number;
  /** Lines of `levels(time)`. */
  readonly levels: string;
  readonly math?: true;
}

const PROCESSES = {
  cosine: {
    end: 0.995,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Nichol & Dhariwal 2021)."""  #@ model.noiseSchedule
      signal = ops.cos((time + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
      return signal, ops.sqrt(ops.maximum(1 - signal**2, 0))
    `,
    math: true,
  },
  linear: {
    end: 1,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Ho et al. 2020)."""  #@ model.noiseSchedule
      signal = ops.exp(-time * (0.05 + 4.975 * time))
      return signal, ops.sqrt(ops.maximum(1 - signal**2, 0))
    `,
  },
  straight: {
    end: 1,
    levels: python`
      """How much of the sample and how much noise there is at a time 0..1 (Lipman et al. 2023)."""  #@ training.objective
      return 1 - time, time
    `,
  },
} satisfies Record<string, Process>;

/** From one time to an earlier one, where the network sees `clean`. */
function step(sampler: string, straight: boolean, believed: string): string {
  if (sampler === "ddpm") {
    return python`
      ratio = signal / s
      added = noise**2 - ratio**2 * n**2
      mean = ratio * n**2 / noise**2 * x + s * added / noise**2 * clean
      spread = ops.sqrt(ops.maximum(added, 0)) * n / noise
      x = mean + spread * keras.random.normal(ops.shape(x))  # a draw (Ho et al. 2020)  #@ sampling.sampler
    `;
  }
  const moved = "n / noise * x + (s - n / noise * signal) * clean";
  if (sampler !== "heun") return `x = ${moved}  # along the flow (Song et al. 2021)  #@ sampling.sampler`;
  return python`
    moved = ${moved}
    there = speed(moved, ${believed.replace("x, time", "moved, later")}, s, n)
    length = ${straight ? "later - time" : "ops.arctan2(n, s) - ops.arctan2(noise, signal)"}
    x = x + 0.5 * (speed(x, clean, signal, noise) + there) * length  # Heun  #@ sampling.sampler
  `;
}

const CAPTION_KEYS = "#@ model.conditional,model.condition";

export function kerasProgram({ values, data, training, sampling, seed }: KerasSetup, parts: KerasWhole): KerasProgram {
  const make = parts.denoiser;
  if (!make) throw new RangeError("a domain without a denoiser cannot be diffused");
  const sizes = sizesOf(values, data);
  const own = values as unknown as DiffusionValues;
  const { labels, words, labelWidth } = sizes;
  const { objective, noiseSchedule, averageDecay, average } = own;
  const denoiser = make(sizes, { network: "denoiser", name: "denoiser" });
  const straight = objective === "flow";
  const process: Process = PROCESSES[straight ? "straight" : (noiseSchedule as "cosine" | "linear")];
  const { target, sample } = TARGETS[objective];
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const none = words > 0 ? "WORDS" : "LABELS";
  const { sampler, steps, count } = sampling;
  const believed = `model.believe(x, time${labelled}${told ? ", guidance" : ""})`;
  const shape = parts.shape(sizes);
  const options = [
    words > 0 ? "captions" : `count=${String(count)}`,
    `steps=${String(steps)}`,
    ...(labels > 0 ? ["label=0"] : []),
    ...(told ? [`guidance=${String(sampling.guidance)}`] : []),
  ];
  const source = python`
    """${straight ? "Flow matching on straight paths (Lipman et al. 2023)." : "A denoising diffusion model (Ho et al. 2020)."}"""

    ${imports({ math: denoiser.math || process.math === true })}

    SHAPE = ${tuple(shape)}  # of a sample
    ${labels > 0 && `LABELS = ${labels}  # and one more number for none  #@ model.conditional`}
    ${words > 0 && `WORDS = ${words}  # of captions, by number  ${CAPTION_KEYS}`}
    END = ${process.end}  # the time of the most noise


    def levels(time):
        ${process.levels}


    ${told && `${TABLE}\n\n`}
    ${words > 0 && `${CAPTION_VECTOR}\n\n`}
    ${denoiser.define}


    class Network(layers.Layer):
        """A denoiser that is told the time${told ? ` and the ${told}` : ""}."""

        def __init__(self):
            super().__init__()
            self.time = keras.Sequential([layers.Dense(${TOLD}, activation=ops.gelu) for _ in range(2)])
            ${labels > 0 && `self.label = table(LABELS + 1, ${labelWidth})  #@ model.conditional`}
            ${words > 0 && `self.caption = table(WORDS + 1, ${labelWidth}, spread=0.1)  ${CAPTION_KEYS}`}
            self.denoiser = Denoiser()

        def call(self, x, time${labelled}):
            """x [B, …], time [B]${words > 0 ? ", captions [B, W]" : labels > 0 ? ", labels [B]" : ""} → what is predicted [B, …]."""
            waves = time[:, None] * ops.logspace(0, 2, ${WAVES / 2})
            told = ops.concatenate([ops.sin(waves), ops.cos(waves)${told ? `, ${words > 0 ? "vector(self.caption, captions)" : "self.label(labels)"}` : ""}], 1)
            return self.denoiser(x, self.time(told))


    class Diffusion(keras.Model):
        def __init__(self):
            super().__init__()
            self.network, self.average = Network(), Network()
            for network in (self.network, self.average):  # makes their weights
                network(ops.zeros((1, *SHAPE)), ops.zeros(1)${words > 0 ? ', ops.zeros((1, 1), "int32")' : labels > 0 ? ', ops.zeros(1, "int32")' : ""})
            self.average.set_weights(self.network.get_weights())
            self.average.trainable = False

        def objective(self, x${labelled}):
            """The mean squared error of what is predicted, at times that are spread over the batch."""
            ${parts.bounded && "x = 2 * x - 1"}
            B = len(x)
            time = END * (ops.arange(B, dtype="float32") + keras.random.uniform((1,))) / B
            signal, noise = (ops.reshape(level, (B, *[1] * len(SHAPE))) for level in levels(time))
            epsilon = keras.random.normal(ops.shape(x))
            ${told && `kept = keras.random.uniform((B,)) > 0.1  # else the ${told} is kept back`}
            ${labels > 0 && "labels = ops.where(kept, labels, LABELS)"}
            ${words > 0 && someWords(CAPTION_KEYS)}
            ${words > 0 && "captions = ops.where(kept[:, None], captions, WORDS)"}
            prediction = self.network(signal * x + noise * epsilon, time${labelled})
            target = ${target}  ${OBJECTIVE}
            return ops.mean(ops.square(prediction - target))

        def follow(self, step):
            """Moves the average towards the weights, by less and less."""
            rate = max(1 - ${averageDecay}, 9 / (step + 11))  #@ model.averageDecay
            for mean, weight in zip(self.average.weights, self.network.weights):
                mean.assign(mean + rate * (weight - mean))

        def believe(self, x, time${labelled}${told ? ", guidance=1" : ""}):
            """The sample that the network sees in x."""
            signal, noise = levels(time)
            network, time = self.${average ? "average" : "network"}, ops.broadcast_to(time, (len(x),))  #@ model.average
            prediction = network(x, time${labelled})
            ${
              told &&
              python`
                if guidance != 1:  # what the ${told} adds counts so many times (Ho & Salimans 2022)
                    without = network(x, time, ops.full_like(${told}s, ${none}))
                    prediction = without + guidance * (prediction - without)
              `
            }
            ${parts.bounded ? `return ops.clip(${sample}, -1, 1)  ${OBJECTIVE}` : `return ${sample}  ${OBJECTIVE}`}


    ${sampler === "heun" && `${speed(straight)}\n\n`}
    def sample(model, ${options.join(", ")}):  #@ sampling.count,sampling.steps,sampling.guidance
        """${words > 0 ? "New examples of captions, from noise: [N, W] → [N, …]" : "New examples [count, …], from noise"}."""
        ${words > 0 && "count = len(captions)  #@ sampling.caption"}
        ${labels > 0 && "labels = ops.full((count,), label)  #@ sampling.label"}
        times = END * (1 - ops.arange(steps + 1, dtype="float32") / steps) ** 1.5
        x = keras.random.normal((count, *SHAPE))
        for time, later in zip(times[:-1], times[1:]):
            (signal, noise), (s, n) = levels(time), levels(later)
            clean = ${believed}
            ${
              sampler === "heun" &&
              python`
                if later == 0:
                    break
              `
            }
            ${step(String(sampler), straight, believed)}
        return ${parts.bounded ? "(clean + 1) / 2" : "clean"}  # which the last step ends at
  `;
  const network = (name: string, to: string): readonly KerasLayer[] => [
    { from: `${name}/time1`, to: `${to}.time.layers[0]`, layout: dense },
    { from: `${name}/time2`, to: `${to}.time.layers[1]`, layout: dense },
    ...(labels > 0 ? [{ from: `${name}/label`, to: `${to}.label`, layout: embedding }] : []),
    ...(words > 0 ? [{ from: `${name}/caption`, to: `${to}.caption`, layout: embedding }] : []),
    ...below(`${to}.denoiser`, denoiser.layers).map((layer) => ({
      ...layer,
      from: layer.from.replace(/^denoiser\//, `${name}/`),
    })),
  ];
  return {
    files: {
      "model.py": source,
      "train.py": trainFile({
        ...{ training, seed, model: "Diffusion", ...(words > 0 ? { sampled: "model, batches(0)[1]" } : {}) },
        functions: python`
          ${configure(training)}


          def train_step(model, optimizer, step, batches, state=None):
              """One step on batch \`step\` → its losses."""
              ${update(training, {
                batch: told ? `x, ${told}s` : "x, _",
                index: "step",
                loss: `loss = model.objective(x${labelled})`,
                variables: "model.trainable_variables",
                optimizer: "optimizer",
              })}
              with torch.no_grad():
                  model.follow(step)
              return {"loss": loss.detach()}, None
        `,
      }),
    },
    model: "Diffusion",
    layers: [...network("denoiser", "network"), ...network("average", "average")],
    optimizers: [{ network: "denoiser", id: training.id }],
  };
}
