/** Networks over waves, [B, T, 1], over log-mel spectrograms, [B, F, BANDS, 1], and over levels one by one, in Keras. */
import { exampleKeras } from "../examples/keras.ts";
import type { KerasWhole } from "../kerasContract.ts";
import type { Audio } from "./domain.ts";

export function audioKeras({ form, length }: Audio): KerasWhole {
  const bounded = form === "spectrogram";
  return {
    ...exampleKeras({ bounded, signed: !bounded, noisy: false }),
    inSequence: { symbol: "level", sample: "sound", zero: "the mark", length },
  };
}
