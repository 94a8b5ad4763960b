/**
 * Native kernel. Inputs `dy`, `y` of one shape; attributes `activation`, `leakySlope`. Output: the gradient before the
 * activation, from its value y and the gradient dy behind it.
 */
export const ACTIVATION_GRADIENT = "InklingActivationGradient";
