import { exampleTorch } from "../examples/torch.ts";
import { FINE_SPREAD, points as traits } from "./domain.ts";

export const pointsTorch = exampleTorch({ bounded: traits.bounded, noisy: true, fineSpread: FINE_SPREAD });
