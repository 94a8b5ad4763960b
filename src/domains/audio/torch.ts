/** Networks over waves, [B, 1, T], over log-mel spectrograms, [B, 1, F, BANDS], and over levels one by one, as PyTorch. */
import { python } from "../../export/program/template.ts";
import { exampleTorch } from "../examples/torch.ts";
import { exampleData } from "../examples/torchData.ts";
import type { TorchSequence, TorchWhole } from "../torchContract.ts";
import { type Audio, SYMBOLS } from "./domain.ts";

const showWaves = (rate: number) => python`
  def show(samples, path="samples.wav"):
      """Writes waves [N, 1, T] one after the other, as a file that most programs play."""
      import wave

      levels = samples.clamp(-1, 1).mul(32767).short().cpu().flatten()
      with wave.open(path, "wb") as file:
          file.setparams((1, 2, ${rate}, 0, "NONE", ""))
          file.writeframes(levels.numpy().tobytes())
      print(f"{len(samples)} sounds in {path}")
`;

/** Levels of mu-law: all symbols but the end. */
const LEVELS = SYMBOLS.length - 1;

/** Level by level, as `sequence/source.ts` has them: 0 ends a sound, n is the level n − 1 of mu-law. */
const inSequence = ({ rate, length }: Audio): TorchSequence => ({
  ...{ symbol: "level", sample: "sound", zero: "the mark", length },
  imports: python`
    import math
    import wave${"\n"}
  `,
  show: python`
    def show(samples, path="samples.wav"):
        """Writes sounds [N, T], rows of levels by number, one after the other, as a file that most programs play."""
        companded = 2 * (samples - 1).clamp(min=0) / ${LEVELS - 1} - 1  # number n is level n − 1 of mu-law
        waves = companded.sign() * (companded.abs() * math.log(${LEVELS})).expm1() / ${LEVELS - 1}
        waves = waves.masked_fill((samples == 0).cumsum(1) > 0, 0)  # 0 ends a sound
        with wave.open(path, "wb") as file:
            file.setparams((1, 2, ${rate}, 0, "NONE", ""))
            file.writeframes(waves.mul(32767).short().cpu().flatten().numpy().tobytes())
        print(f"{len(samples)} sounds in {path}")
  `,
});

export function audioTorch(domain: Audio): TorchWhole {
  const { form, rate } = domain;
  const bounded = form === "spectrogram";
  const parts = { ...exampleTorch({ bounded, signed: !bounded, noisy: false }), inSequence: inSequence(domain) };
  if (bounded) return parts;
  return {
    ...parts,
    data: (about) =>
      exampleData({
        ...about,
        given: "x = x.float().permute(0, 2, 1)  # channels first",
        show: showWaves(rate),
      }),
  };
}
