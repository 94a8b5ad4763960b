/** Native kernel. No inputs; attributes `key0`, `key1`, `shape`. Output: the bits of `randomUniforms`. */
export const RANDOM_UNIFORM = "InklingRandomUniform";

/** Native kernel. No inputs; attributes `key0`, `key1`, `shape`. Output: `randomNormals` to 1e-5. */
export const RANDOM_NORMAL = "InklingRandomNormal";
