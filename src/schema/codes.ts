/** What is asked of a model that makes samples of codes; it answers with a `CodedView`. */
export type CodesQuery =
  /** New codes, the same for the same seed. */
  | { readonly from: "chance"; readonly seed: number; readonly count: number }
  /** Those of held-out examples; only of a model that encodes. */
  | { readonly from: "data"; readonly seed: number; readonly count: number }
  /** That of a picture drawn in dark on white, values as a sample has them; only of a model that encodes. */
  | { readonly from: "drawing"; readonly values: Float32Array }
  /** That of a typed sample; only of a model that encodes, where a sample can be typed. */
  | { readonly from: "text"; readonly text: string }
  /** Given ones, row by row, with the label id of each where the model is conditioned. */
  | { readonly from: "codes"; readonly codes: Float32Array; readonly labels?: readonly string[] }
  /**
   * New samples around a part of one that is known: where `known` is 1 the sample is as `values` have it. Only of a model that
   * completes.
   */
  | {
      readonly from: "part";
      readonly values: Float32Array;
      readonly known: Uint8Array;
      readonly seed: number;
      readonly count: number;
    };

export type CodesSource = CodesQuery["from"];
