/** Networks over waves, [B, 1, T], and over log-mel spectrograms, [B, 1, F, BANDS], as PyTorch. */
import { python } from "../../export/torch/python.ts";
import { exampleTorch } from "../examples/torch.ts";
import { exampleData } from "../examples/torchData.ts";
import type { TorchWhole } from "../torchContract.ts";
import type { Audio } from "./domain.ts";

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

export function audioTorch({ form, rate }: Audio): TorchWhole {
  const bounded = form === "spectrogram";
  const parts = exampleTorch({ bounded, signed: !bounded, noisy: false });
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
