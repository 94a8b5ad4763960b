import type { DatasetManifest } from "../../spec/manifest.ts";
import { choice, integer, number } from "../../spec/parameter.ts";

/** The first points of each shape at the default noise. */
const PREVIEWS: Readonly<Record<string, readonly string[]>> = {
  eight: ["(0.81, 0.00)", "(0.03, −0.81)", "(0.54, 0.56)", "(−0.79, 0.01)", "(0.58, 0.55)", "(−0.82, −0.01)"],
  grid: ["(−0.41, −0.04)", "(−0.40, −0.40)", "(0.00, 0.42)", "(−0.40, −0.04)", "(0.80, −0.40)", "(−0.40, −0.78)"],
  ring: ["(−0.70, −0.34)", "(−0.46, −0.64)", "(0.66, −0.50)", "(−0.79, −0.16)", "(0.53, −0.63)", "(0.69, 0.46)"],
  moons: ["(0.12, −0.37)", "(0.67, −0.21)", "(0.26, −0.14)", "(0.25, 0.02)", "(−0.25, 0.10)", "(−0.14, −0.22)"],
  spiral: ["(0.07, 0.63)", "(−0.02, −0.66)", "(0.16, 0.28)", "(0.51, 0.32)", "(−0.26, −0.08)", "(0.30, −0.36)"],
  checkerboard: ["(0.68, 0.73)", "(0.11, 0.06)", "(0.02, 0.10)", "(−0.36, 0.42)", "(0.30, −0.72)", "(0.54, −0.13)"],
  "gan-lab": ["(0.74, −0.02)", "(0.27, 0.59)", "(0.71, 0.42)", "(0.70, 0.77)", "(0.32, 0.79)", "(0.68, 0.98)"],
};

export const manifest: DatasetManifest = {
  id: "points",
  domain: "points",
  parameters: {
    shape: choice("eight", ["eight", "grid", "ring", "moons", "spiral", "checkerboard", "gan-lab"]),
    noise: number(0.02, { min: 0.005, max: 0.2, step: 0.005, applies: ({ shape }) => shape !== "gan-lab" }),
    count: integer(10_000, { min: 500, max: 100_000, scale: "log" }),
  },
  preview: ({ shape }) => PREVIEWS[String(shape)] ?? [],
  origin: { source: "Made by this project, from a fixed seed", licence: "MIT" },
};
