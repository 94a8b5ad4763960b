import { gan_conv } from "./gan_conv.ts";
import { gan_points } from "./gan_points.ts";
import { gru_text } from "./gru_text.ts";
import { lstm_text } from "./lstm_text.ts";
import { vae_conv } from "./vae_conv.ts";
import { vae_dense } from "./vae_dense.ts";
import type { AnyWorkload } from "./workload.ts";

export const workloads: Readonly<Record<string, AnyWorkload>> = {
  gru_text,
  lstm_text,
  vae_dense,
  vae_conv,
  gan_conv,
  gan_points,
};
