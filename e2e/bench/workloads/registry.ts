import { ddpm_unet } from "./ddpm_unet.ts";
import { gan_conv } from "./gan_conv.ts";
import { gan_points } from "./gan_points.ts";
import { gpt_text } from "./gpt_text.ts";
import { gru_text } from "./gru_text.ts";
import { lstm_text } from "./lstm_text.ts";
import type { workloadNames } from "./names.ts";
import { vae_conv } from "./vae_conv.ts";
import { vae_dense } from "./vae_dense.ts";
import { wavenet } from "./wavenet.ts";
import { wgan_gp_conv } from "./wgan_gp_conv.ts";
import type { AnyWorkload } from "./workload.ts";

export const workloads: Readonly<Record<string, AnyWorkload>> = {
  gru_text,
  lstm_text,
  gpt_text,
  vae_dense,
  vae_conv,
  gan_conv,
  wgan_gp_conv,
  ddpm_unet,
  gan_points,
  wavenet,
} satisfies Record<(typeof workloadNames)[number], AnyWorkload>;
