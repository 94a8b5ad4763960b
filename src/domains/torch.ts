/** What programs in PyTorch are made of, by the kind of a sample. */
import type { DomainKind } from "../schema/domain.ts";
import { imageTorch } from "./image/torch.ts";
import { pointsTorch } from "./points/torch.ts";
import { textTorch } from "./tokens/torch.ts";
import type { TorchWhole } from "./torchContract.ts";

export const torchParts: Readonly<Partial<Record<DomainKind, TorchWhole>>> = {
  tokens: textTorch,
  image: imageTorch,
  points: pointsTorch,
};
