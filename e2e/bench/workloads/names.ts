/** The workloads by name, in the order in which they run. Apart from the registry, which loads TensorFlow.js. */
export const workloadNames = [
  "gru_text",
  "lstm_text",
  "gpt_text",
  "vae_dense",
  "vae_conv",
  "gan_conv",
  "wgan_gp_conv",
  "ddpm_unet",
  "gan_points",
  "wavenet",
] as const;
