/**
 * Who a thing belongs to. Each role has one colour and one line or marker in every chart and view, in both themes.
 * `generator` is also the decoder and the network that predicts; `truth` is real data and validation.
 */
export type Role = "generator" | "critic" | "encoder" | "truth" | "gradient" | "neutral";
