/** What programs in TensorFlow.js are made of, by what a sample is. */
import type { Domain } from "../schema/domain.ts";
import { audioTfjs } from "./audio/tfjs.ts";
import { imageTfjs } from "./image/tfjs.ts";
import { pointsTfjs } from "./points/tfjs.ts";
import type { TfjsWhole } from "./tfjsContract.ts";
import { textTfjs } from "./tokens/tfjs.ts";

export function tfjsPartsOf(domain: Domain): TfjsWhole {
  switch (domain.kind) {
    case "tokens":
      return textTfjs;
    case "image":
      return imageTfjs;
    case "points":
      return pointsTfjs;
    case "audio":
      return audioTfjs(domain);
    default:
      return domain satisfies never;
  }
}
