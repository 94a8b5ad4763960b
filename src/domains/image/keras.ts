import { exampleKeras } from "../examples/keras.ts";
import { image as traits } from "./domain.ts";

export const imageKeras = exampleKeras({ bounded: traits.bounded, noisy: false });
