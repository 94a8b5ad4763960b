/** What programs in Keras are made of, by what a sample is. */
import type { Domain } from "../schema/domain.ts";
import { audioKeras } from "./audio/keras.ts";
import { imageKeras } from "./image/keras.ts";
import type { KerasWhole } from "./kerasContract.ts";
import { pointsKeras } from "./points/keras.ts";
import { textKeras } from "./tokens/keras.ts";

export function kerasPartsOf(domain: Domain): KerasWhole {
  switch (domain.kind) {
    case "tokens":
      return textKeras;
    case "image":
      return imageKeras;
    case "points":
      return pointsKeras;
    case "audio":
      return audioKeras(domain);
    default:
      return domain satisfies never;
  }
}
