export { Embedding, type EmbeddingOptions } from "./embedding.ts";
export { glorotUniform, type Initializer, normalOf, orthogonal, uniformBetween } from "./initializers.ts";
export { GRU, LSTM, RecurrentLayer, type RecurrentLayerOptions, SimpleRNN } from "./recurrent.ts";
