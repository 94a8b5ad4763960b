/** The transformer in TensorFlow.js, for texts symbol by symbol. */
import { constants, plainStep, sample, sequenceData } from "../../domains/sequence/tfjs.ts";
import { javascript } from "../../export/program/template.ts";
import type { TfjsLayer, TfjsProgram, TfjsSetup } from "../../export/tfjs/contract.ts";
import { BUILT, GELU, IMPORT, TABLE, WEIGHTS } from "../../export/tfjs/modules.ts";
import { configure, trainFile } from "../../export/tfjs/training.ts";
import { type Architecture, type AttentionValues, architecture } from "./sizes.manifest.ts";

const ROTATE = javascript`
  /** Turns pairs of channels by angles that grow with the place (Su et al. 2021). x [B, heads, T, D]. */
  function rotate(x) {
    const [T, half] = [x.shape[2], x.shape[3] / 2];
    const frequencies = Array.from({ length: half }, (_, i) => 100 ** (-i / half));
    const angles = tf.outerProduct(tf.range(0, T), tf.tensor1d(frequencies)); // [T, D / 2]
    const [cos, sin] = [angles.cos(), angles.sin()].map((part) => tf.concat([part, part], 1));
    const [a, b] = x.split(2, 3);
    return x.mul(cos).add(tf.concat([b.neg(), a], 3).mul(sin));
  }
`;

function block({ masked, rotary, heads, layers, width }: Architecture, hidden: number, dropout: number): string {
  return javascript`
    /** Self-attention and a perceptron, each added to what came in. */
    class Block {
      constructor() {
        const added = 0.02 / Math.sqrt(${2 * layers}); // what adds to the stream starts smaller  //@ model.layers
        [this.norm1, this.norm2] = [norm(), norm()];
        this.mix = dense(WIDTH, 3 * WIDTH);
        this.merge = dense(WIDTH, WIDTH, added);
        this.widen = dense(WIDTH, ${hidden});  //@ model.feedForward
        this.narrow = dense(${hidden}, WIDTH, added);  //@ model.feedForward
      }

      attend(x) {
        const [B, T, C] = x.shape;
        const parts = this.mix.apply(x).reshape([B, T, 3, ${heads}, ${width / heads}]);  //@ model.heads
        const [q, k, v] = parts.transpose([2, 0, 3, 1, 4]).unstack(); // [B, heads, T, D]
        ${
          rotary
            ? "const scores = rotate(q).matMul(rotate(k), false, true).div(Math.sqrt(q.shape[3]));  //@ model.positions"
            : "const scores = q.matMul(k, false, true).div(Math.sqrt(q.shape[3]));"
        }
        ${!masked && "const later = tf.sub(1, tf.linalg.bandPart(tf.ones([T, T]), -1, 0)); // is not seen  //@ model.form"}
        const seen = scores${masked ? "" : ".sub(later.mul(1e9))"}.softmax().matMul(v);${masked ? "" : "  //@ model.form"}
        return this.merge.apply(seen.transpose([0, 2, 1, 3]).reshape([B, T, C]));
      }

      apply(x${dropout > 0 ? ", training" : ""}) {
        const seen = this.attend(this.norm1.apply(x));
        const h = x.add(${dropout > 0 ? "drop(seen, training)" : "seen"});
        const thought = this.narrow.apply(gelu(this.widen.apply(this.norm2.apply(h))));
        return h.add(${dropout > 0 ? "drop(thought, training)" : "thought"});
      }
    }
  `;
}

/** Which characters are hidden, and the error of those. Devlin et al. 2018. */
function maskedLoss({ maskShare, dropout }: AttentionValues, labelled: string): string {
  return javascript`
    /** Hides some characters and gives the mean cross-entropy of those, in nats. */
    loss(_, tokens${labelled}) {
      const predicted = tf.randomUniform(tokens.shape).less(${maskShare});  //@ model.maskShare
      const how = tf.randomUniform(tokens.shape);
      const other = tf.randomUniform(tokens.shape, 0, VOCABULARY, "int32");
      const shown = tf.where(how.less(0.8), tf.scalar(MASK, "int32"), tf.where(how.less(0.9), other, tokens));
      const logits = this.read(tf.where(predicted, shown, tokens)${labelled}${dropout > 0 ? ", true" : ""});
      const right = tf.oneHot(tokens, VOCABULARY);
      const nats = tf.losses.softmaxCrossEntropy(right, logits, 1, 0, tf.Reduction.NONE); // [B, T]
      const counted = predicted.cast("float32");
      return nats.mul(counted).sum().div(counted.sum().maximum(1));
    }
  `;
}

const causalLoss = ({ dropout }: AttentionValues, labelled: string) => javascript`
  /** Mean cross-entropy of the next characters in nats. */
  loss(inputs, targets${labelled}) {
    const logits = this.read(inputs${labelled}${dropout > 0 ? ", true" : ""});
    return tf.losses.softmaxCrossEntropy(tf.oneHot(targets, VOCABULARY), logits);  //@ training.objective
  }
`;

const fill = (labelled: string) => javascript`
  /** Fills every MASK of the texts [B, T] with its likeliest character. */
  export function sample(model, tokens${labelled}) {
    return tf.tidy(() => {
      const guessed = model.read(tokens${labelled}).argMax(-1);
      return tf.where(tokens.equal(MASK), guessed, tokens);
    });
  }
`;

function layersOf({ layers, labels, rotary, tied }: Architecture): readonly TfjsLayer[] {
  const of = (from: string, to: string) => ({ from: `reader/${from}`, to });
  return [
    of("embedding", "embedding"),
    ...(labels > 0 ? [of("label", "label")] : []),
    ...(rotary ? [] : [of("positions", "positions")]),
    ...Array.from({ length: layers }, (_, i) => [
      of(`norm${i + 1}a`, `blocks.${i}.norm1`),
      of(`norm${i + 1}b`, `blocks.${i}.norm2`),
      ...["mix", "merge", "widen", "narrow"].map((name) => of(`${name}${i + 1}`, `blocks.${i}.${name}`)),
    ]).flat(),
    of("norm", "norm"),
    tied ? of("logits", "bias") : of("logits", "readout"),
  ];
}

export function tfjsProgram({ values, data, batch, training, sampling }: TfjsSetup): TfjsProgram {
  const sizes = architecture(values, data, batch);
  const { masked, vocabulary, labels, layers, width, hidden, rotary, tied, context } = sizes;
  const own = values as unknown as AttentionValues;
  const labelled = labels > 0 ? ", labels" : "";
  const drops = own.dropout > 0;
  const title = masked
    ? "A transformer that fills blanks in texts (Devlin et al. 2018)."
    : "A transformer that writes texts character by character (Vaswani et al. 2017; Radford et al. 2019).";
  const table = masked && tied ? "table.slice([0, 0], [VOCABULARY, WIDTH])" : "table";
  const source = javascript`
    /** ${title} */
    ${IMPORT}

    ${constants(vocabulary, labels)}
    ${masked && "export const MASK = VOCABULARY; // stands for a hidden character"}
    const WIDTH = ${width};  //@ model.width,model.heads

    ${BUILT}

    ${WEIGHTS}

    ${TABLE}

    /** A dense layer with first weights as GPT-2's. */
    function dense(inputs, units, stddev = 0.02) {
      return built(tf.layers.dense({ units, kernelInitializer: tf.initializers.randomNormal({ stddev }) }), inputs);
    }

    const norm = () => built(tf.layers.layerNormalization({ epsilon: 1e-5 }), 1, WIDTH);

    ${drops && `const drop = (x, training) => (training ? tf.dropout(x, ${own.dropout}) : x);  //@ model.dropout\n`}
    ${GELU}

    ${rotary && `${ROTATE}\n`}
    ${block(sizes, hidden, own.dropout)}

    /** Scores every character by those that it sees. */
    export class Reader {
      constructor() {
        this.embedding = table(${masked ? "VOCABULARY + 1" : "VOCABULARY"}, WIDTH, 0.02);
        ${labels > 0 && "this.label = table(LABELS, WIDTH, 0.02);  //@ model.conditional"}
        ${!rotary && `this.positions = table(${context}, WIDTH, 0.02);  //@ model.positions,training.sequenceLength`}
        this.blocks = Array.from({ length: ${layers} }, () => new Block());  //@ model.layers
        this.norm = norm();
        ${tied ? "this.bias = tf.variable(tf.zeros([VOCABULARY]));  //@ model.tied" : "this.readout = dense(WIDTH, VOCABULARY);  //@ model.tied"}
        this.weights = weightsOf(this);
      }

      /** tokens${labelled} [B, T] → logits [B, T, V]. */
      read(tokens${labelled}${drops ? ", training = false" : ""}) {
        ${tied ? "const [B, T] = tokens.shape;" : !rotary && "const T = tokens.shape[1];"}
        let x = this.embedding.apply(tokens); // [B, T, C]
        ${labels > 0 && "x = x.add(this.label.apply(labels));  //@ model.conditional"}
        ${!rotary && 'x = x.add(this.positions.apply(tf.range(0, T, 1, "int32")));  //@ model.positions'}
        ${drops && "x = drop(x, training);  //@ model.dropout"}
        for (const block of this.blocks) x = block.apply(x${drops ? ", training" : ""});
        x = this.norm.apply(x);
        ${tied && "const [table] = this.embedding.getWeights();  //@ model.tied"}
        ${tied && `const scores = x.reshape([B * T, WIDTH]).matMul(${table}, false, true);  //@ model.tied`}
        return ${tied ? "scores.add(this.bias).reshape([B, T, VOCABULARY]);" : "this.readout.apply(x);"}  //@ model.tied
      }

      ${masked ? maskedLoss(own, labelled) : causalLoss(own, labelled)}
    }

    ${masked ? fill(labelled) : sample(sampling, labels, { context })}
  `;
  const blanks = `model, tf.fill([4, 8], MASK, "int32")${labels > 0 ? ', tf.zeros([4, 8], "int32")' : ""}`;
  return {
    files: {
      "model.js": source,
      "train.js": trainFile({
        ...{ training, model: "Reader", configure: configure(training), step: plainStep(training, labels) },
        ...{ data: sequenceData(batch, labels, false), ...(masked ? { names: ["MASK"], sampled: blanks } : {}) },
      }),
    },
    model: "Reader",
    layers: layersOf(sizes),
    optimizers: [{ network: "reader", id: training.id, weights: "weights" }],
  };
}
