import { exampleKeras } from "../examples/keras.ts";
import { FINE_SPREAD, points as traits } from "./domain.ts";

export const pointsKeras = exampleKeras({ bounded: traits.bounded, noisy: true, fineSpread: FINE_SPREAD });
