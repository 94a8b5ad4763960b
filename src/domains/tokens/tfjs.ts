/** Networks over whole texts in TensorFlow.js: a reader from the end, and a writer that begins from a code (Bowman et al. 2016). */

import { javascript } from "../../export/program/template.ts";
import { DRAWN, type TfjsModule } from "../../export/tfjs/modules.ts";
import { SYMBOL_WIDTH } from "../sizes.ts";
import type { TfjsRelaxed, TfjsWhole } from "../tfjsContract.ts";
import { isLines } from "./domain.ts";

const WIDTH = ["model.width", "model.layers"];
const KEYS = `//@ ${WIDTH.join(",")}`;

/** Convolutions along rows of shares, [B, T, V]. Gulrajani et al. 2017, 5.4. */
const relaxedTfjs: TfjsRelaxed = {
  encoder: ({ shape, widths }, { network, name, smooth }) => {
    const [T, last] = [shape[0] as number, widths.at(-1) as number];
    const bent: TfjsModule = smooth
      ? { layer: "new Leaky", options: [] }
      : { layer: "leakyReLU", options: ["alpha: 0.2"] };
    const features = widths.flatMap((filters, i): TfjsModule[] => [
      {
        layer: "conv1d",
        options: [`filters: ${filters}`, "kernelSize: 3", 'padding: "same"'],
        ...{ keys: WIDTH, from: `${network}/${name}${i + 1}` },
      },
      bent,
    ]);
    return {
      ...{ define: null, features: [...features, { layer: "flatten", options: [] }], hidden: [] },
      ...{ seen: T * last, width: T * last },
    };
  },
  decoder: ({ shape, symbols, widths }, { network, name }) => {
    const [T, first] = [shape[0] as number, widths[0] as number];
    const along = (own: string, filters: number, window: 1 | 3, activation: string[]): TfjsModule => ({
      layer: "conv1d",
      options: [
        `filters: ${filters}`,
        `kernelSize: ${window}`,
        ...(window === 3 ? ['padding: "same"'] : []),
        ...activation,
      ],
      ...{ keys: WIDTH, from: `${network}/${own}` },
    });
    const relu = 'activation: "relu"';
    return {
      define: null,
      modules: [
        { layer: "dense", options: [`units: ${T * first}`, relu], keys: WIDTH, from: `${network}/${name}Begin` },
        { layer: "reshape", options: [`targetShape: [${T}, ${first}]`] },
        ...widths.map((filters, i) => along(`${name}${i + 1}`, filters, 3, [relu])),
        along("output", symbols, 1, []),
      ],
      finish: (scores) => `${scores}.softmax()`,
    };
  },
  rows: (x) => `tf.oneHot(${x}, VOCABULARY).cast("float32")`,
  shares: (scores) => `${scores}.softmax()`,
  draw: javascript`
    /** One character a row, drawn by its score, with the slope of softer shares (Jang et al. 2017). */
    function drawn(scores, temperature) {
      const gumbel = tf.randomUniform(scores.shape).add(1e-20).log().neg().add(1e-20).log().neg();
      const noisy = scores.add(gumbel).div(temperature);
      return tf.customGrad((noisy, save) => {
        const shares = noisy.softmax();
        save([shares]);
        const slope = (dy, [shares]) => shares.mul(dy.sub(dy.mul(shares).sum(-1, true)));
        return { value: tf.oneHot(shares.argMax(-1), VOCABULARY).cast("float32"), gradFunc: slope };
      })(noisy);
    }
  `,
  symbols: (rows) => `${rows}.argMax(-1)`,
  shape: ({ shape, symbols }) => [...shape, symbols],
};

/** A function in programs: tf.layers.gru resets the state before the product, as it is here. */
const UNIT = javascript`
  /** A gated recurrent unit (Cho et al. 2014) that gives all states and the last. */
  function unit(inputs, units) {
    const form = { units, recurrentActivation: "sigmoid", returnSequences: true, returnState: true };
    return built(tf.layers.gru(form), 1, inputs);
  }
`;

export const textTfjs: TfjsWhole = {
  ...{ bounded: false, noisy: false, type: "int32" },
  encoder: ({ symbols, widths }, { network, name }) => {
    const width = widths.at(-1) as number;
    return {
      define: javascript`
        ${UNIT}

        /** Reads texts from their end: what fills them up comes first and is forgotten. [B, T] → [B, H]. */
        class TextReader {
          constructor() {
            this.symbols = table(${symbols}, ${SYMBOL_WIDTH});
            const widths = [${widths.join(", ")}];  ${KEYS}
            this.layers = widths.map((units, i) => unit(i > 0 ? widths[i - 1] : ${SYMBOL_WIDTH}, units));  ${KEYS}
          }

          apply(x) {
            let h = this.symbols.apply(x.reverse(1)); // [B, T, E]
            let last = null;
            for (const layer of this.layers) [h, last] = layer.apply(h);
            return last;
          }
        }
      `,
      ...{ features: [], hidden: [], seen: width, width },
      whole: {
        ...{ code: "new TextReader()", keys: KEYS },
        layers: [
          { from: `${network}/${name}Symbols`, to: "symbols" },
          ...widths.map((_, i) => ({ from: `${network}/${name}${i + 1}`, to: `layers.${i}` })),
        ],
      },
    };
  },
  decoder: ({ shape, symbols, widths, latent, labelWidth }, { network, name, wordDropout = 0 }) => {
    const given = latent + labelWidth;
    return {
      define: javascript`
        ${DRAWN}

        /** Writes texts symbol by symbol, given a code at every place; while it learns it reads what it should write. */
        class TextWriter {
          constructor() {
            const widths = [${widths.join(", ")}];  ${KEYS}
            this.symbols = table(${symbols + 1}, ${SYMBOL_WIDTH}); // the last stands for a hidden symbol
            this.begin = widths.map((units) => built(tf.layers.dense({ units, activation: "tanh" }), ${given}));
            this.layers = widths.map((units, i) => unit(i > 0 ? widths[i - 1] : ${SYMBOL_WIDTH + given}, units));  ${KEYS}
            this.scores = built(tf.layers.dense({ units: ${symbols} }), widths.at(-1));
          }

          /** Scores of the symbols after those before it [B, S] → [B, S, V], and the states. */
          step(code, before, states) {
            const beside = code.expandDims(1).tile([1, before.shape[1], 1]);
            let h = tf.concat([this.symbols.apply(before), beside], 2);
            const after = this.layers.map((layer, i) => {
              const [hidden, last] = layer.apply([h, states[i]]);
              h = hidden;
              return last;
            });
            return [this.scores.apply(h), after];
          }

          /** The states in which a text of a code begins. */
          start(code) {
            return this.begin.map((layer) => layer.apply(code));
          }

          /** code [B, Z], x [B, T] → scores of each symbol of x by those before it [B, T, V]. */
          apply(code, x) {
            ${wordDropout > 0 ? "let" : "const"} before = x.slice([0, 0], [-1, ${(shape[0] as number) - 1}]).pad([[0, 0], [1, 0]]); // a newline first
            ${
              wordDropout > 0 &&
              javascript`
                const hidden = tf.randomUniform(before.shape).less(${wordDropout});  //@ model.wordDropout
                before = tf.where(hidden, tf.scalar(${symbols}, "int32"), before);  //@ model.wordDropout
              `
            }
            return this.step(code, before, this.start(code))[0];
          }

          /** Symbols one after the other, the likeliest where boldness is 0: code [B, Z] → [B, T]. */
          write(code, boldness) {
            let token = tf.zeros([code.shape[0], 1], "int32");
            let states = this.start(code);
            const written = [];
            for (let i = 0; i < ${shape[0] as number}; i++) {
              const [scores, after] = this.step(code, token, states);
              const likely = scores.squeeze([1]); // [B, V]
              token = boldness === 0 ? likely.argMax(1).expandDims(1) : drawn(likely.div(boldness));
              states = after;
              written.push(token);
            }
            return tf.concat(written, 1);
          }
        }
      `,
      modules: [],
      whole: {
        ...{ code: "new TextWriter()", keys: KEYS },
        layers: [
          { from: `${network}/${name}Symbols`, to: "symbols" },
          ...widths.flatMap((_, i) => [
            { from: `${network}/${name}Begin${i + 1}`, to: `begin.${i}` },
            { from: `${network}/${name}${i + 1}`, to: `layers.${i}` },
          ]),
          { from: `${network}/${name}Scores`, to: "scores" },
        ],
      },
      finish: (decoded) => decoded,
    };
  },
  relaxed: relaxedTfjs,
  likelihood: (_, facts) => javascript`
    /** Cross-entropy of a text's symbols in nats, summed up to its end. */
    function surprise(x, scores) {
      const shown = tf.oneHot(x, scores.shape[2]);
      ${
        isLines(facts)
          ? javascript`
            const nats = tf.losses.softmaxCrossEntropy(shown, scores, 1, 0, tf.Reduction.NONE);  //@ training.objective
            const within = x.slice([0, 0], [-1, x.shape[1] - 1]).greater(0).pad([[0, 0], [1, 0]], 1); // a newline ends a text
            return nats.mul(within.cast("float32")).sum(1).mean();
          `
          : javascript`
            const nats = tf.losses.softmaxCrossEntropy(shown, scores, 1, 0, tf.Reduction.NONE);  //@ training.objective
            return nats.sum(1).mean();
          `
      }
    }
  `,
};
