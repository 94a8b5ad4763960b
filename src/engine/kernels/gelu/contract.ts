/** Native kernel. Input `x`. Output ½ x (1 + tanh √(2/π) (x + 0.044715 x³)). */
export const GELU = "InklingGelu";

/** Native kernel. Inputs `x`, `dy` of one shape. Output: dy times the slope at x. */
export const GELU_GRADIENT = "InklingGeluGradient";
