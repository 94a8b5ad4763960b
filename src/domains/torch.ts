/** What programs in PyTorch are made of, by what a sample is. */
import type { Domain } from "../schema/domain.ts";
import { audioTorch } from "./audio/torch.ts";
import { imageTorch } from "./image/torch.ts";
import { pointsTorch } from "./points/torch.ts";
import { textTorch } from "./tokens/torch.ts";
import type { TorchWhole } from "./torchContract.ts";

export function torchPartsOf(domain: Domain): TorchWhole {
  switch (domain.kind) {
    case "tokens":
      return textTorch;
    case "image":
      return imageTorch;
    case "points":
      return pointsTorch;
    case "audio":
      return audioTorch(domain);
    default:
      return domain satisfies never;
  }
}
