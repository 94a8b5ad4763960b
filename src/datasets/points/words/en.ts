import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Points",
  help: "Points in the plane, drawn from a distribution that you can see whole: the quickest way to watch a model learn.",
  parameters: {
    shape: {
      name: "Shape",
      help: "Where the points lie: between −1 and 1, GAN Lab's between 0 and 1 as published.",
      choices: {
        eight: "Eight Gaussians",
        grid: "25 Gaussians",
        ring: "Ring",
        moons: "Two moons",
        spiral: "Spiral",
        checkerboard: "Checkerboard",
        "gan-lab": "GAN Lab's two Gaussians",
      },
    },
    noise: {
      name: "Noise",
      help: "How far points stray from the shape: the standard deviation of each coordinate. Less makes modes harder to find.",
    },
    count: { name: "Points", help: "How many points there are to train on." },
  },
  labels: { upper: "Upper moon", lower: "Lower moon" },
} satisfies ManifestWords;
