/**
 * What is random in TensorFlow.js, as a run drew it; `left` are the draws of one update, given out by kind and size. Where
 * `give` gives nothing, it is as ever.
 */
export function replay(tf) {
  const left = [];
  let given = false;

  function take(kind, shape) {
    const size = shape.reduce((product, side) => product * side, 1);
    const at = left.findIndex((draw) => draw.kind === kind && draw.values.length === size);
    const found = left.map((draw) => `${draw.kind} of ${draw.values.length}`).join(", ");
    if (at < 0) throw new Error(`no ${kind} noise of [${shape}]; left: ${found}`);
    const [{ values }] = left.splice(at, 1);
    return tf.tensor(values, shape, "float32");
  }

  return {
    left,
    give: (draws) => {
      given = draws !== null;
      left.splice(0, Number.POSITIVE_INFINITY, ...(draws ?? []));
    },
    randomNormal: (shape) => take("normal", shape),
    randomUniform: (shape, low = 0, high = 1, dtype = "float32") => {
      if (!given) return tf.randomUniform(shape, low, high, dtype);
      const values = take("uniform", shape)
        .mul(high - low)
        .add(low);
      return dtype === "int32" ? values.floor().toInt() : values;
    },
    dropout: (x, rate, shape = x.shape) =>
      x.mul(
        take("uniform", shape)
          .greater(rate)
          .cast("float32")
          .div(1 - rate),
      ),
  };
}
