import { exampleTfjs } from "../examples/tfjs.ts";
import { image as traits } from "./domain.ts";

export const imageTfjs = exampleTfjs({ bounded: traits.bounded, noisy: false });
