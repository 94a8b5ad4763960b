import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice } from "../../schema/parameter.ts";

const PREVIEWS = {
  en: ["Ulaanbaatar", "Côte d’Ivoire", "Buenos Aires", "Reykjavik", "Papua New Guinea", "Ouagadougou", "Kamchatka"],
  zh: ["乌鲁木齐", "复活节岛", "布宜诺斯艾利斯", "撒马尔罕", "海参崴", "马达加斯加"],
} as const;

export const manifest: DatasetManifest = {
  id: "place-names",
  order: 20,
  domain: "tokens",
  parameters: { language: choice("en", ["en", "zh"]) },
  preview: ({ language }) => (language === "zh" ? PREVIEWS.zh : PREVIEWS.en),
  origin: {
    source: "Unicode CLDR 48, as Intl of Node.js 20 has it",
    licence: "Unicode-3.0",
    url: "https://cldr.unicode.org",
  },
};
