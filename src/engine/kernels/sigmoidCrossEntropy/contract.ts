/**
 * Native kernel. Inputs `logits` [B, …], `targets?` of the same shape; attribute `target`, which stands for all of them
 * where they are not given. Output [B]: the sum over each example of max(l, 0) − l·t + ln(1 + e^−|l|).
 */
export const SIGMOID_CROSS_ENTROPY = "InklingSigmoidCrossEntropy";

/** Native kernel. Inputs and attribute as above, and `gradient` [B]. Output like logits: (σ(logits) − targets) · gradient. */
export const SIGMOID_CROSS_ENTROPY_GRADIENT = "InklingSigmoidCrossEntropyGradient";
