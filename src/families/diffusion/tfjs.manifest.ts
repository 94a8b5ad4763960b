/** Denoising diffusion and flow matching in TensorFlow.js, on any domain. */
import type { TfjsWhole } from "../../domains/tfjsContract.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsLayer, TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import { CAPTION_VECTOR, examplesData, IMPORT, someWords, TABLE, WEIGHTS } from "../../export/tfjs/modules.ts";
import { configure, oneStep, trainFile } from "../../export/tfjs/training.ts";
import { type DiffusionValues, type Objective, sizesOf, TOLD, WAVES } from "./sizes.manifest.ts";

const OBJECTIVE = "//@ training.objective";

interface Process {
  /** The time of the most noise. */
  readonly end: number;
  readonly source: string;
  readonly key: string;
  /** Lines that give `signal`, and `noise`. */
  readonly levels: string;
}

const PROCESSES = {
  cosine: {
    ...{ end: 0.995, source: "Nichol & Dhariwal 2021", key: "//@ model.noiseSchedule" },
    levels: javascript`
      const signal = time.add(0.008).mul(Math.PI / 2 / 1.008).cos().div(Math.cos(((0.008 / 1.008) * Math.PI) / 2));
      return [signal, tf.sub(1, signal.square()).relu().sqrt()];
    `,
  },
  linear: {
    ...{ end: 1, source: "Ho et al. 2020", key: "//@ model.noiseSchedule" },
    levels: javascript`
      const signal = time.mul(time.mul(4.975).add(0.05)).neg().exp();
      return [signal, tf.sub(1, signal.square()).relu().sqrt()];
    `,
  },
  straight: { end: 1, source: "Lipman et al. 2023", key: OBJECTIVE, levels: "return [tf.sub(1, time), time];" },
} satisfies Record<string, Process>;

/** What the network is to predict, and the sample that a prediction means. Salimans & Ho 2022, appendix D. */
const TARGETS: Readonly<Record<Objective, { readonly target: string; readonly sample: string }>> = {
  noise: { target: "epsilon", sample: "x.sub(noise.mul(prediction)).div(signal)" },
  sample: { target: "given", sample: "prediction" },
  velocity: {
    target: "signal.mul(epsilon).sub(noise.mul(given))",
    sample: "signal.mul(x).sub(noise.mul(prediction))",
  },
  flow: { target: "epsilon.sub(given)", sample: "x.sub(noise.mul(prediction))" },
};

/** From one time to an earlier one, where the network sees `clean`. */
function step(sampler: string, straight: boolean, believe: (x: string, time: string) => string): string {
  if (sampler === "ddpm") {
    return javascript`
      const ratio = signal.div(s);
      const added = noise.square().sub(ratio.mul(n).square());
      const mean = ratio.mul(n.div(noise).square()).mul(x).add(s.mul(added).div(noise.square()).mul(clean));
      const spread = added.relu().sqrt().mul(n).div(noise);
      return mean.add(spread.mul(tf.randomNormal(x.shape))); // a draw (Ho et al. 2020)  //@ sampling.sampler
    `;
  }
  const moved = "n.div(noise).mul(x).add(s.sub(n.div(noise).mul(signal)).mul(clean))";
  if (sampler !== "heun") return `return ${moved}; // along the flow (Song et al. 2021)  //@ sampling.sampler`;
  return javascript`
    const moved = ${moved};
    const there = speed(moved, ${believe("moved", "times[i + 1]")}, s, n);
    const turn = ${straight ? "times[i + 1] - times[i]" : "tf.atan2(n, s).sub(tf.atan2(noise, signal))"};
    return x.add(speed(x, clean, signal, noise).add(there).mul(0.5).mul(turn)); // Heun  //@ sampling.sampler
  `;
}

const speed = (straight: boolean) => javascript`
  /** How fast a sample moves along the probability flow. */
  const speed = (x, clean, signal, noise) => ${straight ? "x" : "signal.mul(x)"}.sub(clean).div(noise);
`;

const CAPTION_KEYS = "//@ model.conditional,model.condition";

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup, parts: TfjsWhole): TfjsProgram {
  const make = parts.denoiser;
  if (!make) throw new RangeError("a domain without a denoiser cannot be diffused");
  const sizes = sizesOf(values, data);
  const own = values as unknown as DiffusionValues;
  const { labels, words, labelWidth, shape } = sizes;
  const { objective, noiseSchedule, averageDecay, average } = own;
  const denoiser = make(sizes, { network: "denoiser", name: "denoiser", told: TOLD });
  const straight = objective === "flow";
  const { end, source: paper, key, levels } = PROCESSES[straight ? "straight" : (noiseSchedule as "cosine" | "linear")];
  const { target, sample } = TARGETS[objective];
  const told = words > 0 ? "caption" : labels > 0 ? "label" : null;
  const labelled = told ? `, ${told}s` : "";
  const { sampler, steps, count } = sampling;
  const believe = (x: string, time: string) => `model.believe(${x}, ${time}${labelled}${told ? ", guidance" : ""})`;
  const nothing = told === "caption" ? "WORDS" : "LABELS";
  const options = [
    ...(words > 0 ? [] : [`count = ${String(count)}`]),
    `steps = ${String(steps)}`,
    ...(labels > 0 ? ["label = 0"] : []),
    ...(told ? [`guidance = ${String(sampling.guidance)}`] : []),
  ].join(", ");
  const heun = sampler === "heun";
  const source = javascript`
    /** ${straight ? "Flow matching on straight paths (Lipman et al. 2023)." : "A denoising diffusion model (Ho et al. 2020)."} */
    ${IMPORT}
    import { built, Denoiser, gelu } from "./denoiser.js";

    const SHAPE = [${shape.join(", ")}]; // of a sample
    ${labels > 0 && `const LABELS = ${labels}; // and one more number that stands for none  //@ model.conditional`}
    ${words > 0 && `const WORDS = ${words}; // of captions, by number; the next number is no word  ${CAPTION_KEYS}`}
    const END = ${end}; // the time of the most noise

    ${told && `${TABLE}\n`}
    ${WEIGHTS}

    ${words > 0 && `${CAPTION_VECTOR}\n`}
    /** How much of the sample and how much noise there is at a time 0..1 (${paper}). */  ${key}
    function levels(time) {
      ${levels}
    }

    /** A denoiser that is told the time${told ? ` and the ${told}` : ""}. */
    class Network {
      constructor() {
        this.time1 = built(tf.layers.dense({ units: ${TOLD} }), ${WAVES + labelWidth});
        this.time2 = built(tf.layers.dense({ units: ${TOLD} }), ${TOLD});
        ${labels > 0 && `this.label = table(LABELS + 1, ${labelWidth});  //@ model.conditional`}
        ${words > 0 && `this.caption = table(WORDS + 1, ${labelWidth}, 0.1);  ${CAPTION_KEYS}`}
        this.denoiser = new Denoiser();
        this.weights = weightsOf(this);
      }

      /** x [B, …], time [B]${words > 0 ? ", captions [B, W]" : labels > 0 ? ", labels [B]" : ""} → what is predicted [B, …]. */
      apply(x, time${labelled}) {
        const frequencies = Array.from({ length: ${WAVES / 2} }, (_, i) => 100 ** (i / ${WAVES / 2 - 1}));
        const waves = tf.outerProduct(time, tf.tensor1d(frequencies)); // [B, ${WAVES / 2}]
        ${words > 0 && "const vector = vectorOf(this.caption, captions);"}
        ${labels > 0 && "const vector = this.label.apply(labels);"}
        const told = tf.concat([waves.sin(), waves.cos()${told ? ", vector" : ""}], 1);
        return this.denoiser.apply(x, gelu(this.time2.apply(gelu(this.time1.apply(told)))));
      }
    }

    export class Diffusion {
      constructor() {
        this.network = new Network();
        this.average = new Network();
        this.average.weights.forEach((mean, i) => mean.assign(this.network.weights[i]));
      }

      /** The mean squared error of what is predicted, at times that are spread over the batch. */
      loss(x${words > 0 ? ", allCaptions" : labels > 0 ? ", allLabels" : ""}) {
        const given = ${parts.bounded ? "x.mul(2).sub(1)" : "x"};
        const B = x.shape[0];
        const time = tf.range(0, B).add(tf.randomUniform([1])).mul(END / B);
        const [signal, noise] = levels(time).map((level) => level.reshape([B, ...SHAPE.map(() => 1)]));
        const epsilon = tf.randomNormal(x.shape);
        ${told && `const kept = tf.randomUniform([B]).greater(0.1); // else the ${told} is kept back`}
        ${labels > 0 && 'const labels = tf.where(kept, allLabels, tf.scalar(LABELS, "int32"));'}
        ${words > 0 && someWords(CAPTION_KEYS).replace("const captions", "const some")}
        ${words > 0 && 'const captions = tf.where(kept.expandDims(1), some, tf.scalar(WORDS, "int32"));'}
        const prediction = this.network.apply(signal.mul(given).add(noise.mul(epsilon)), time${labelled});
        const target = ${target};  ${OBJECTIVE}
        return prediction.sub(target).square().mean();
      }

      /** Moves the average towards the weights, by less and less. */
      follow(step) {
        const rate = Math.max(1 - ${averageDecay}, 9 / (step + 11));  //@ model.averageDecay
        this.average.weights.forEach((mean, i) => {
          mean.assign(mean.add(this.network.weights[i].sub(mean).mul(rate)));
        });
      }

      /** The sample that the network sees in x. */
      believe(x, time${labelled}${told ? ", guidance = 1" : ""}) {
        const [signal, noise] = levels(tf.scalar(time));
        const [network, at] = [this.${average ? "average" : "network"}, tf.fill([x.shape[0]], time)];  //@ model.average
        ${told ? "let" : "const"} prediction = network.apply(x, at${labelled});
        ${
          told &&
          javascript`
            if (guidance !== 1) {
              // What the ${told} adds counts so many times (Ho & Salimans 2022).
              const without = network.apply(x, at, tf.fill(${told}s.shape, ${nothing}, "int32"));
              prediction = without.add(prediction.sub(without).mul(guidance));
            }
          `
        }
        return ${sample}${parts.bounded ? ".clipByValue(-1, 1)" : ""};  ${OBJECTIVE}
      }
    }

    ${heun && `${speed(straight)}\n`}
    /** ${words > 0 ? "New examples of captions, from noise: [N, W] → [N, …]" : "New examples [count, …], from noise"}. */
    export function sample(model, ${words > 0 ? "captions, " : ""}{ ${options} } = {}) {  //@ sampling.count,sampling.steps,sampling.guidance
      const times = Array.from({ length: steps + 1 }, (_, i) => END * (1 - i / steps) ** 1.5);
      let x = tf.randomNormal([${words > 0 ? "captions.shape[0]" : "count"}, ...SHAPE]);
      for (let i = 0; i < steps; i++) {
        const next = tf.tidy(() => {
          const [[signal, noise], [s, n]] = [levels(tf.scalar(times[i])), levels(tf.scalar(times[i + 1]))];
          ${labels > 0 && 'const labels = tf.fill([count], label, "int32");  //@ sampling.label'}
          const clean = ${believe("x", "times[i]")};
          if (i + 1 === steps) return ${parts.bounded ? "clean.add(1).div(2)" : "clean"};
          ${step(String(sampler), straight, believe)}
        });
        x.dispose();
        x = next;
      }
      return x;
    }
  `;
  const network = (name: string, to: string): readonly TfjsLayer[] => [
    { from: `${name}/time1`, to: `${to}.time1` },
    { from: `${name}/time2`, to: `${to}.time2` },
    ...(told ? [{ from: `${name}/${told}`, to: `${to}.${told}` }] : []),
    ...denoiser.layers.map((layer) => ({
      from: layer.from.replace(/^denoiser\//, `${name}/`),
      to: `${to}.denoiser.${layer.to}`,
    })),
  ];
  return {
    files: {
      "model.js": source,
      "denoiser.js": denoiser.file,
      "train.js": trainFile({
        ...{ training, model: "Diffusion", configure: configure(training, "model.network.weights") },
        step: oneStep(
          training,
          told ? `{ x, ${told}s }` : "{ x }",
          `model.loss(x${labelled})`,
          "model.network.weights",
          "model.follow(step);",
        ),
        data: examplesData(parts.type, [batch.size, ...shape], told),
        ...(words > 0 ? { sampled: "model, batches(0).captions" } : {}),
      }),
    },
    model: "Diffusion",
    layers: [...network("denoiser", "network"), ...network("average", "average")],
    optimizers: [{ network: "denoiser", id: training.id, weights: "network.weights" }],
  };
}
