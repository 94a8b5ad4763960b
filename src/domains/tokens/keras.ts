/** Networks over whole texts in Keras: a reader from the end, and a writer that begins from a code (Bowman et al. 2016). */
import type { KerasModule } from "../../export/keras/modules.ts";
import { cell, conv1d, dense, embedding, type KerasLayer } from "../../export/keras/weights.ts";
import { python } from "../../export/program/template.ts";
import type { KerasRelaxed, KerasWhole } from "../kerasContract.ts";
import { SYMBOL_WIDTH } from "../sizes.ts";
import { isLines } from "./domain.ts";

const WIDTH = ["model.width", "model.layers"];
const KEYS = `#@ ${WIDTH.join(",")}`;

/** Convolutions along rows of shares, [B, T, V]. Gulrajani et al. 2017, 5.4. */
const relaxedKeras: KerasRelaxed = {
  encoder: ({ widths }, { network, name }) => ({
    ...{ define: null, hidden: [] },
    features: [
      ...widths.map((filters, i) => ({
        code: `layers.Conv1D(${filters}, 3, padding="same", activation="leaky_relu")`,
        ...{ keys: WIDTH, layers: [{ from: `${network}/${name}${i + 1}`, to: "", layout: conv1d }] },
      })),
      { code: "layers.Flatten()" },
    ],
  }),
  decoder: ({ shape, symbols, widths }, { network, name }) => {
    const [T, first] = [shape[0] as number, widths[0] as number];
    const layer = (own: string, code: string, layout = conv1d): KerasModule => ({
      code: `layers.${code}`,
      ...{ keys: WIDTH, layers: [{ from: `${network}/${own}`, to: "", layout }] },
    });
    return {
      define: null,
      modules: [
        layer(`${name}Begin`, `Dense(${T * first}, activation="relu")`, dense),
        { code: `layers.Reshape((${T}, ${first}))` },
        ...widths.map((filters, i) =>
          layer(`${name}${i + 1}`, `Conv1D(${filters}, 3, padding="same", activation="relu")`),
        ),
        layer("output", `Conv1D(${symbols}, 1)`),
      ],
      reads: false,
      finish: (scores) => `ops.softmax(${scores})`,
    };
  },
  rows: (x) => `ops.one_hot(${x}, VOCABULARY)`,
  shares: (scores) => `ops.softmax(${scores})`,
  drawn: python`
    def drawn(scores, temperature):
        """One symbol a row, drawn by its score, with the slope of soft shares (Jang et al. 2017)."""
        noise = keras.random.uniform(ops.shape(scores))
        gumbel = -ops.log(-ops.log(noise + 1e-20) + 1e-20)
        shares = ops.softmax((scores + gumbel) / temperature)
        hard = ops.one_hot(ops.argmax(shares, -1), VOCABULARY)
        return ops.stop_gradient(hard - shares) + shares
  `,
  symbols: (rows) => `ops.argmax(${rows}, -1)`,
};

export const textKeras: KerasWhole = {
  shape: ({ shape }) => shape,
  bounded: false,
  noisy: false,
  encoder: ({ symbols, widths }, { network, name }) => {
    const own = (from: string, layout: KerasLayer["layout"], to = "") => [{ from: `${network}/${from}`, to, layout }];
    return {
      define: null,
      features: [],
      // What fills texts up comes first and is forgotten, since the first layer reads them from their end.
      hidden: [
        { code: `table(${symbols}, ${SYMBOL_WIDTH})`, layers: own(`${name}Symbols`, embedding) },
        ...widths.map((units, i) => {
          const options = [
            String(units),
            ...(i === 0 ? ["go_backwards=True"] : []),
            "reset_after=False",
            ...(i + 1 < widths.length ? ["return_sequences=True"] : []),
          ];
          return {
            code: `layers.GRU(${options.join(", ")})`,
            ...{ keys: WIDTH, layers: own(`${name}${i + 1}`, cell, "cell") },
          };
        }),
      ],
    };
  },
  decoder: ({ shape, symbols, widths }, { network, name, wordDropout = 0 }) => {
    const own = (from: string, to: string, layout = dense) => ({ from: `${network}/${from}`, to, layout });
    const sizes = `[${widths.join(", ")}]`;
    return {
      define: python`
        class TextDecoder(layers.Layer):
            """Writes texts symbol by symbol, given a code at every place; while it learns it reads what it should write."""

            def __init__(self):
                super().__init__()
                self.symbols = table(${symbols + 1}, ${SYMBOL_WIDTH})  # the last is for a hidden symbol
                self.begin = [layers.Dense(width, activation="tanh") for width in ${sizes}]  ${KEYS}
                options = {"reset_after": False, "return_sequences": True, "return_state": True}
                self.recurrent = [layers.GRU(width, **options) for width in ${sizes}]  ${KEYS}
                self.scores = layers.Dense(${symbols})

            def step(self, code, before, states):
                """Scores of the symbols after those before it [B, S] → [B, S, V], and the states."""
                beside = ops.repeat(code[:, None], before.shape[1], 1)
                h = ops.concatenate([self.symbols(before), beside], 2)
                after = []
                for layer, state in zip(self.recurrent, states):
                    h, last = layer(h, initial_state=state)
                    after.append(last)
                return self.scores(h), after

            def start(self, code):
                return [layer(code) for layer in self.begin]

            def call(self, code, x, training=False):
                """code [B, Z], x [B, T] → scores of each symbol of x by those before it [B, T, V]."""
                before = ops.pad(x[:, :-1], [[0, 0], [1, 0]])  # a newline comes first
                ${
                  wordDropout > 0 &&
                  python`
                    if training:
                        hidden = keras.random.uniform(ops.shape(x)) < ${wordDropout}  #@ model.wordDropout
                        before = ops.where(hidden, ${symbols}, before)  #@ model.wordDropout
                  `
                }
                return self.step(code, before, self.start(code))[0]

            def write(self, code, boldness):
                """Symbols one after the other, the likeliest where boldness is 0: code [B, Z] → [B, T]."""
                token = ops.zeros((len(code), 1), dtype="int32")
                states, written = self.start(code), []
                for _ in range(${shape[0] as number}):
                    scores, states = self.step(code, token, states)
                    likely = scores[:, -1]  # [B, V]
                    if boldness == 0:
                        token = ops.argmax(likely, -1, keepdims=True)
                    else:
                        token = keras.random.categorical(likely / boldness, 1)
                    written.append(token)
                return ops.concatenate(written, 1)
      `,
      modules: [
        {
          code: "TextDecoder()",
          layers: [
            own(`${name}Symbols`, "symbols", embedding),
            ...widths.flatMap((_, i) => [
              own(`${name}Begin${i + 1}`, `begin[${i}]`),
              own(`${name}${i + 1}`, `recurrent[${i}].cell`, cell),
            ]),
            own(`${name}Scores`, "scores"),
          ],
        },
      ],
      reads: true,
      finish: (decoded) => decoded,
    };
  },
  relaxed: relaxedKeras,
  likelihood: (_, facts) => python`
    def surprise(x, scores):
        """Cross-entropy of a text's symbols in nats, summed up to its end."""
        nats = keras.losses.sparse_categorical_crossentropy(x, scores, from_logits=True)  # [B, T]  #@ training.objective
        ${
          isLines(facts) &&
          python`
            before = ops.pad(x[:, :-1], [[0, 0], [1, 0]], constant_values=1)
            nats = nats * ops.cast(before > 0, "float32")  # a newline ends a text
          `
        }
        return ops.mean(ops.sum(nats, 1))
  `,
};
