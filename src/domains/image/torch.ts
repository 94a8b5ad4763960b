import { exampleTorch } from "../examples/torch.ts";
import { image as traits } from "./domain.ts";

export const imageTorch = exampleTorch({ bounded: traits.bounded, noisy: false });
