/** Networks over waves, [B, T, 1], over log-mel spectrograms, [B, F, BANDS, 1], and over levels one by one, in TensorFlow.js. */
import { exampleTfjs } from "../examples/tfjs.ts";
import type { TfjsWhole } from "../tfjsContract.ts";
import type { Audio } from "./domain.ts";

export function audioTfjs({ form, length }: Audio): TfjsWhole {
  const bounded = form === "spectrogram";
  return {
    ...exampleTfjs({ bounded, signed: !bounded, noisy: false }),
    inSequence: { symbol: "level", sample: "sound", zero: "the mark", length },
  };
}
