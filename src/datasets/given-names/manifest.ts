import type { DatasetManifest } from "../../schema/manifest.ts";
import { choice, integer } from "../../schema/parameter.ts";

/** Of the names in Latin script, by their codes. */
export const LANGUAGES = [
  ...["cs", "da", "de", "en", "es", "fi", "fr", "hr", "hu", "id"],
  ...["it", "lv", "nl", "pl", "pt", "ro", "sk", "sv", "tr", "yo"],
];

const PREVIEWS = {
  latin: ["Pellegrino", "Aino", "Oluwaseyi", "Héloïse", "Zbyhněva", "Guillaume", "Özlem", "Sinikka"],
  chinese: ["欧阳俊熙", "李雯静", "诸葛天宇", "王桂英", "陈雨桐", "张秀珍"],
} as const;

/** Characters of the longest name in Latin script. */
export const LONGEST = 17;

export const manifest: DatasetManifest = {
  id: "given-names",
  order: 10,
  domain: "tokens",
  parameters: {
    language: choice("latin", ["latin", "chinese"]),
    /** Characters of a name; the longest of all has 17. */
    longest: integer(LONGEST, {
      min: 2,
      max: LONGEST,
      unit: "characters",
      advanced: true,
      applies: ({ language }) => language !== "chinese",
    }),
  },
  labels: [...LANGUAGES, "female", "male", "unisex"],
  preview: ({ language }) => (language === "chinese" ? PREVIEWS.chinese : PREVIEWS.latin),
  origin: { source: "@faker-js/faker 10.6.0, locale data", licence: "MIT", url: "https://github.com/faker-js/faker" },
};
