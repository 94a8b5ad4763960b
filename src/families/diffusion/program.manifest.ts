/** What diffusion's programs share, whatever they are written with. */
import { python } from "../../export/program/template.ts";
import type { Objective } from "./sizes.manifest.ts";

/** What the network is to predict, and the sample that a prediction means. Salimans & Ho 2022, appendix D. */
export const TARGETS: Readonly<Record<Objective, { readonly target: string; readonly sample: string }>> = {
  noise: { target: "epsilon", sample: "(x - noise * prediction) / signal" },
  sample: { target: "x", sample: "prediction" },
  velocity: { target: "signal * epsilon - noise * x", sample: "signal * x - noise * prediction" },
  flow: { target: "epsilon - x", sample: "x - noise * prediction" },
};

/** In Python. */
export const speed = (straight: boolean): string => python`
  def speed(x, clean, signal, noise):
      """How fast a sample moves along the probability flow."""
      return ${straight ? "(x - clean) / noise" : "(signal * x - clean) / noise"}
`;
