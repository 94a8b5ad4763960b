import { exampleTfjs } from "../examples/tfjs.ts";
import { FINE_SPREAD, points as traits } from "./domain.ts";

export const pointsTfjs = exampleTfjs({ bounded: traits.bounded, noisy: true, fineSpread: FINE_SPREAD });
