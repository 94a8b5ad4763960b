import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";

/** In the order of the sprite. */
export const ALL = UPPER + LOWER + DIGITS;
export const CHARACTERS: Readonly<Record<string, string>> = { all: ALL, upper: UPPER, lower: LOWER, digits: DIGITS };

const PREVIEWS: Readonly<Record<string, string>> = {
  all: "AgRk58qZ",
  upper: "AGRKQZ",
  lower: "agrkqz",
  digits: "012589",
};

export const manifest: DatasetManifest = {
  id: "glyphs",
  order: 50,
  domain: "image",
  parameters: { characters: choice("all", ["all", "upper", "lower", "digits"]) },
  labels: [...ALL],
  preview: ({ characters }) => [...(PREVIEWS[String(characters)] ?? "")],
  thumbnail: () => ({ kind: "picture", path: "data/glyphs-preview.png" }),
  origin: {
    source: "75 open fonts of Fontsource, named one by one in data/glyphs-fonts.json",
    licence: "OFL-1.1, Apache-2.0",
    url: "https://fontsource.org",
  },
};
