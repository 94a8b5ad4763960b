/** Native kernel. Input `x` [..., 2C]. Output [..., C]: tanh of the first half of each row, times σ of the second. */
export const GATED_TANH = "InklingGatedTanh";

/** Native kernel. Inputs `x` [..., 2C], `dy` [..., C]. Output [..., 2C]: the gradient of x, from that of the gatedTanh. */
export const GATED_TANH_GRADIENT = "InklingGatedTanhGradient";
