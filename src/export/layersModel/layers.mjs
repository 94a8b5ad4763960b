/**
 * Layers that TensorFlow.js has not, for networks that Inkling saved: `register(tf)`, then `tf.loadLayersModel(…)`.
 * They compute the same as in Inkling, from core operations.
 */
export function register(tf) {
  const first = (given) => (Array.isArray(given) ? given[0] : given);
  const shapeOf = (given) => (Array.isArray(given[0]) ? given[0] : given);
  const ROTARY_BASE = 100;

  /** Turns each pair of channels of each head by an angle that grows with the place: [B, T, C] → [B, T, C]. Su et al. 2021. */
  function rotate(x, heads) {
    const [, T, C] = x.shape;
    const [depth, half] = [C / heads, C / heads / 2];
    const channels = Array.from({ length: C }, (_, channel) => channel % depth);
    const frequencies = channels.map((within) => ROTARY_BASE ** (-(within % half) / half));
    const angles = tf.outerProduct(tf.range(0, T), tf.tensor1d(frequencies)); // [T, C]
    // The other of the pair comes to each channel, with the sign of a turn: (a, b) → (−b, a).
    const others = channels.map((within, channel) => (within < half ? channel + half : channel - half));
    const signs = channels.map((within) => (within < half ? -1 : 1));
    const swapped = tf.mul(tf.gather(x, tf.tensor1d(others, "int32"), 2), tf.tensor1d(signs));
    return tf.add(tf.mul(x, tf.cos(angles)), tf.mul(swapped, tf.sin(angles)));
  }

  /** Queries, keys and values side by side, [B, T, 3C] → what each place gathers from those it sees, [B, T, C]. */
  class SelfAttention extends tf.layers.Layer {
    static className = "SelfAttention";

    constructor({ heads, causal, rotary, ...config }) {
      super(config);
      Object.assign(this, { heads, causal, rotary });
    }

    call(inputs) {
      return tf.tidy(() => {
        let [q, k, v] = tf.split(first(inputs), 3, 2);
        if (this.rotary) [q, k] = [rotate(q, this.heads), rotate(k, this.heads)];
        const [B, T, C] = q.shape;
        const parted = (x) => tf.transpose(tf.reshape(x, [B, T, this.heads, C / this.heads]), [0, 2, 1, 3]);
        let scores = tf.div(tf.matMul(parted(q), parted(k), false, true), Math.sqrt(C / this.heads)); // [B, heads, T, T]
        const places = tf.range(0, T);
        const later = tf.sub(tf.reshape(places, [1, T]), tf.reshape(places, [T, 1]));
        if (this.causal) scores = tf.add(scores, tf.mul(tf.step(later), -1e9));
        const gathered = tf.matMul(tf.softmax(scores), parted(v));
        return tf.reshape(tf.transpose(gathered, [0, 2, 1, 3]), [B, T, C]);
      });
    }

    computeOutputShape(inputShape) {
      const [batch, time, width] = shapeOf(inputShape);
      return [batch, time, width / 3];
    }

    getConfig() {
      return { ...super.getConfig(), heads: this.heads, causal: this.causal, rotary: this.rotary };
    }
  }

  /** Adds a learned vector for each place: [B, T, C] → [B, T, C]. */
  class Positions extends tf.layers.Layer {
    static className = "Positions";

    constructor({ places, ...config }) {
      super(config);
      this.places = places;
    }

    build(inputShape) {
      this.addWeight("places", [this.places, shapeOf(inputShape).at(-1)], "float32", tf.initializers.zeros());
      this.built = true;
    }

    call(inputs) {
      return tf.tidy(() => {
        const x = first(inputs);
        return tf.add(x, tf.slice(this.weights[0].read(), [0, 0], x.shape.slice(1)));
      });
    }

    getConfig() {
      return { ...super.getConfig(), places: this.places };
    }
  }

  /** ½ x (1 + tanh √(2/π) (x + 0.044715 x³)). */
  class Gelu extends tf.layers.Layer {
    static className = "Gelu";

    call(inputs) {
      return tf.tidy(() => {
        const x = first(inputs);
        const inner = tf.add(x, tf.mul(0.044715, tf.pow(x, 3)));
        return tf.mul(tf.mul(0.5, x), tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), inner))));
      });
    }
  }

  /** Every symbol once, in order, whatever comes in: int32 [1, symbols]. */
  class Alphabet extends tf.layers.Layer {
    static className = "Alphabet";

    constructor({ symbols, ...config }) {
      super(config);
      this.symbols = symbols;
    }

    call() {
      return tf.reshape(tf.range(0, this.symbols, 1, "int32"), [1, this.symbols]);
    }

    computeOutputShape() {
      return [null, this.symbols];
    }

    getConfig() {
      return { ...super.getConfig(), symbols: this.symbols };
    }
  }

  /** Scores by likeness to each symbol's own vector: [B, T, C], [1, V, C] → [B, T, V]. Press & Wolf 2017. */
  class TiedReadout extends tf.layers.Layer {
    static className = "TiedReadout";

    build([, [, symbols]]) {
      this.addWeight("bias", [symbols], "float32", tf.initializers.zeros());
      this.built = true;
    }

    call([hidden, vectors]) {
      return tf.tidy(() => {
        const [B, T, C] = hidden.shape;
        const [, V] = vectors.shape;
        const scores = tf.matMul(tf.reshape(hidden, [B * T, C]), tf.reshape(vectors, [V, C]), false, true);
        return tf.reshape(tf.add(scores, this.weights[0].read()), [B, T, V]);
      });
    }

    computeOutputShape([hidden, vectors]) {
      return [...hidden.slice(0, -1), vectors[1]];
    }
  }

  /** tanh of the first half of the channels times σ of the second: [..., 2C] → [..., C]. van den Oord et al. 2016. */
  class GatedTanh extends tf.layers.Layer {
    static className = "GatedTanh";

    call(inputs) {
      return tf.tidy(() => {
        const x = first(inputs);
        const [bent, gate] = tf.split(x, 2, x.rank - 1);
        return tf.mul(tf.tanh(bent), tf.sigmoid(gate));
      });
    }

    computeOutputShape(inputShape) {
      const shape = shapeOf(inputShape);
      return [...shape.slice(0, -1), shape.at(-1) / 2];
    }
  }

  /** A convolution of each place with those before it: [B, T, C] → [B, T, filters]. */
  class CausalConv1d extends tf.layers.Layer {
    static className = "Conv1D";

    /** With other padding TensorFlow.js' own does. */
    static fromConfig(_, config) {
      return config.padding === "causal" ? new CausalConv1d(config) : tf.layers.conv1d(config);
    }

    constructor({ name, filters, kernelSize, dilationRate = 1, activation, useBias = true }) {
      super({ name });
      const [size] = [kernelSize].flat();
      const [dilation] = [dilationRate].flat();
      Object.assign(this, { filters, size, dilation, activation, useBias });
    }

    build(inputShape) {
      const weight = (name, shape) => this.addWeight(name, shape, "float32", tf.initializers.zeros());
      weight("kernel", [this.size, shapeOf(inputShape).at(-1), this.filters]);
      if (this.useBias) weight("bias", [this.filters]);
      this.built = true;
    }

    call(inputs) {
      return tf.tidy(() => {
        const [kernel, bias] = this.weights.map((weight) => weight.read());
        const before = this.dilation * (this.size - 1);
        const padded = tf.pad(first(inputs), [
          [0, 0],
          [before, 0],
          [0, 0],
        ]);
        const convolved = tf.conv1d(padded, kernel, 1, "valid", "NWC", this.dilation);
        const made = bias ? tf.add(convolved, bias) : convolved;
        return tf.layers.activation({ activation: this.activation }).apply(made);
      });
    }

    computeOutputShape(inputShape) {
      return [...shapeOf(inputShape).slice(0, 2), this.filters];
    }

    getConfig() {
      const { filters, size, dilation, activation, useBias } = this;
      const own = { filters, kernelSize: [size], dilationRate: [dilation], activation, useBias, padding: "causal" };
      return { ...super.getConfig(), ...own };
    }
  }

  /** The gated recurrent unit whose reset gate works on the product, as in Keras 3 and PyTorch: [B, T, E] → [B, T, H]. */
  class ResetAfterGru extends tf.layers.Layer {
    static className = "GRU";

    /** Where the gate works on the state, TensorFlow.js' own does. */
    static fromConfig(_, config) {
      return config.resetAfter ? new ResetAfterGru(config) : tf.layers.gru(config);
    }

    constructor({ name, units, returnSequences, goBackwards }) {
      super({ name });
      Object.assign(this, { units, returnSequences, goBackwards });
    }

    build(inputShape) {
      const width = 3 * this.units;
      const weight = (name, shape) => this.addWeight(name, shape, "float32", tf.initializers.zeros());
      weight("kernel", [shapeOf(inputShape).at(-1), width]);
      weight("recurrent_kernel", [this.units, width]);
      weight("bias", [2, width]);
      this.built = true;
    }

    call(inputs) {
      return tf.tidy(() => {
        const [kernel, recurrentKernel, bias] = this.weights.map((weight) => weight.read());
        const [inputBias, stateBias] = tf.unstack(bias);
        const x = first(inputs);
        const steps = tf.unstack(this.goBackwards ? tf.reverse(x, 1) : x, 1);
        // What follows the sequence is the state that it begins with.
        let h = (Array.isArray(inputs) && inputs[1]) || tf.zeros([x.shape[0], this.units]);
        const hidden = steps.map((x) => {
          const [xz, xr, xh] = tf.split(tf.add(tf.matMul(x, kernel), inputBias), 3, 1);
          const [hz, hr, hh] = tf.split(tf.add(tf.matMul(h, recurrentKernel), stateBias), 3, 1);
          const update = tf.sigmoid(tf.add(xz, hz));
          const candidate = tf.tanh(tf.add(xh, tf.mul(tf.sigmoid(tf.add(xr, hr)), hh)));
          h = tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), candidate));
          return h;
        });
        return this.returnSequences ? tf.stack(hidden, 1) : h;
      });
    }

    computeOutputShape(inputShape) {
      const [batch, time] = shapeOf(inputShape);
      return this.returnSequences ? [batch, time, this.units] : [batch, this.units];
    }

    getConfig() {
      const { units, returnSequences, goBackwards } = this;
      return { ...super.getConfig(), units, returnSequences, goBackwards, resetAfter: true };
    }
  }

  for (const layer of [SelfAttention, Positions, Gelu, Alphabet, TiedReadout, GatedTanh, CausalConv1d, ResetAfterGru]) {
    tf.serialization.registerClass(layer);
  }
}
