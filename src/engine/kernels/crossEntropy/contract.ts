/** Native kernel. Inputs `logits` [N, V], `labels` int32 [N]. Outputs [losses [N], …reserves]. */
export const CROSS_ENTROPY_FORWARD = "InklingSoftmaxCrossEntropy";

/**
 * Native kernel. Inputs `logits` [N, V], `labels` int32 [N], `gradient` [N] and `reserve0`, …. Output [N, V]:
 * (softmax(logits) − one-hot(labels)) · gradient.
 */
export const CROSS_ENTROPY_BACKWARD = "InklingSoftmaxCrossEntropyGradient";
