/** Native kernel. Inputs `table` [V, E], `indices` int32 [...]. Output [..., E]. */
export const EMBEDDING_FORWARD = "InklingEmbedding";

/** Native kernel. Inputs `indices` int32 [...], `gradient` [..., E]; attribute `rows` V. Output [V, E]. */
export const EMBEDDING_BACKWARD = "InklingEmbeddingGradient";
