export { Alphabet, Gelu, Positions, SelfAttention, splitProjection, TiedReadout } from "./attention.ts";
export { Embedding } from "./embedding.ts";
export { GatedTanh } from "./gatedTanh.ts";
export { glorotUniform, normalOf, orthogonal } from "./initializers.ts";
export { GRU, LSTM, RecurrentLayer, SimpleRNN } from "./recurrent.ts";
export { installLayers } from "./stock.ts";
